// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "document/apppaths.h"
#include "document/filewatch.h"
#include "document/recovery.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace Pinion {

/// The open documents of one window, what other programs do to their files, and what is kept of
/// them for the next run. Owns the documents.
class Workspace : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(AppPaths paths, RecoveryTiming timing = {}, QObject *parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] const AppPaths &paths() const { return m_paths; }

    // ---- documents

    [[nodiscard]] QList<AppDocument *> documents() const;
    [[nodiscard]] AppDocument *find(const QString &path) const;
    /// Opens a file, or answers the document that shows it already. Errors: those of readFile.
    Result<AppDocument *> open(const QString &path);
    AppDocument *addUntitled(const QByteArray &bytes);
    Result<void> save(AppDocument &document);
    Result<void> saveAs(AppDocument &document, const QString &path);
    /// Forgets the document with all that is not saved.
    void close(AppDocument &document);
    [[nodiscard]] qsizetype cursor(const AppDocument &document) const;
    void setCursor(const AppDocument &document, qsizetype offset);

    // ---- other programs

    /// How the file of a document with unsaved changes stands against it.
    enum class Conflict { None, Changed, Deleted };
    [[nodiscard]] Conflict conflict(const AppDocument &document) const;
    void keepMine(AppDocument &document);
    Result<void> takeDisk(AppDocument &document);
    /// Compares all documents with their files. Clean ones are reloaded quietly.
    void checkDisk();

    // ---- from one run to the next

    [[nodiscard]] const QStringList &recentFiles() const { return m_recent; }
    void forgetRecent(const QString &path);
    /// Opens what the last run had open, unsaved texts included. Answers the document in front.
    AppDocument *restoreSession();
    /// Notes, without waiting for the disk, which documents are open; their unsaved texts live in
    /// the recovery copies meanwhile.
    void noteSession(const AppDocument *current);
    /// The clean end of a run: keeps all documents, with unsaved texts if wanted, and removes the
    /// recovery copies. Errors: Io; then the copies stay.
    Result<void> endSession(const AppDocument *current, bool keepUnsaved);
    [[nodiscard]] RecoveryStore &recovery() { return m_recovery; }
    /// Opens the document of a recovery copy with the copy's text, then removes the copy.
    Result<AppDocument *> recover(const RecoveryEntry &entry);

signals:
    void documentAdded(Pinion::AppDocument *document);
    void documentClosing(Pinion::AppDocument *document);
    void conflictChanged(Pinion::AppDocument *document);
    void reloaded(Pinion::AppDocument *document);
    /// At least three documents at once, as when a branch is switched.
    void manyChanged(int reloaded, int conflicting);
    void recentFilesChanged();
    void recoveryFailed(const QString &reason);

private:
    struct Entry;
    [[nodiscard]] Entry *entry(const AppDocument &document) const;
    AppDocument *add(std::unique_ptr<AppDocument> document);
    AppDocument *reopen(const SavedDocument &saved);
    AppDocument *addNamed(const QByteArray &bytes, const QString &name);
    void setConflict(Entry &entry, Conflict conflict);
    [[nodiscard]] WriteQueue::Job sessionWriter(const AppDocument *current, bool withUnsaved) const;
    void watchFiles();
    void addRecent(const QString &path);
    void writeRecent();

    AppPaths m_paths;
    RecoveryTiming m_timing;
    RecoveryStore m_recovery;
    FileWatch m_watch;
    QStringList m_recent;
    std::vector<std::unique_ptr<Entry>> m_entries;
    bool m_isRestoring = false;
    WriteQueue m_notes; ///< last: what it still writes goes out before the rest
};

} // namespace Pinion
