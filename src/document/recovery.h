// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/savedstate.h"

#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace Pinion {

class AppDocument;

/// A recovery copy that an earlier run left behind.
struct RecoveryEntry
{
    QString file; ///< of the copy
    SavedDocument document;
};

/// The recovery copies of this process: a folder of its own below a common one, with a lock beside
/// it. A folder whose lock is free belongs to a process that is gone; what it holds was not saved.
class RecoveryStore
{
public:
    explicit RecoveryStore(QString folder);

    /// A file name for one document's copy.
    [[nodiscard]] QString newFile();
    /// Errors: Io.
    [[nodiscard]] Result<void> write(const QString &file, const SavedDocument &document);
    void remove(const QString &file);
    /// Removes this process' folder: nothing will be missing next time.
    void closeCleanly();

    /// Copies of processes that ended without closing cleanly, the newest first.
    [[nodiscard]] std::vector<RecoveryEntry> leftBehind() const;
    void discard(const RecoveryEntry &entry);

private:
    [[nodiscard]] QString ownFolder() const { return m_folder + u'/' + m_name; }

    QString m_folder;
    QString m_name;
    int m_fileCount = 0;
    std::unique_ptr<QLockFile> m_lock; ///< taken with the first copy
};

/// How soon a change reaches the recovery copy.
struct RecoveryTiming
{
    std::chrono::milliseconds pause{2000}; ///< after the last change
    std::chrono::milliseconds longest{20000}; ///< while changes keep coming
};

/// Keeps the recovery copy of one document: written while the document differs from its file,
/// removed as soon as it does not.
class RecoveryKeeper : public QObject
{
    Q_OBJECT

public:
    RecoveryKeeper(AppDocument &document, RecoveryStore &store, RecoveryTiming timing,
        QObject *parent = nullptr);

    void setCursor(qsizetype offset) { m_cursor = offset; }
    [[nodiscard]] qsizetype cursor() const { return m_cursor; }
    /// Writes or removes the copy at once.
    void keepNow();
    void removeCopy();

signals:
    /// The copy could not be written; told once until it works again.
    void failed(const QString &reason);

private:
    void documentChanged();

    AppDocument &m_document;
    RecoveryStore &m_store;
    QString m_file;
    qsizetype m_cursor = 0;
    QTimer m_pause;
    QTimer m_longest;
    bool m_hasCopy = false;
    bool m_hasFailed = false;
};

/// What is to be kept of a document now.
[[nodiscard]] SavedDocument savedState(const AppDocument &document, qsizetype cursor);

} // namespace Pinion
