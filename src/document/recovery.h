// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/savedstate.h"
#include "document/writequeue.h"

#include <QFutureWatcher>
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

/// What is to be kept of a document, with its bytes on disk in place of their hash. The hash of a
/// long text takes long, so it is made where the state is written.
struct KeptState
{
    SavedDocument document; ///< without its hash
    QByteArray diskBytes;

    [[nodiscard]] SavedDocument withHash() const;
};

/// What is to be kept of a document now.
[[nodiscard]] KeptState keptState(const AppDocument &document, qsizetype cursor);

/// The recovery copies of this process: a folder of its own below a common one, with a lock beside
/// it. A folder whose lock is free belongs to a process that is gone; what it holds was not saved.
class RecoveryStore
{
public:
    explicit RecoveryStore(QString folder);

    /// A file name for one document's copy.
    [[nodiscard]] QString newFile();
    /// Writes at once. Errors: Io.
    [[nodiscard]] Result<void> write(const QString &file, const SavedDocument &document);
    /// Writes outside this thread. Errors: Io.
    [[nodiscard]] QFuture<Result<void>> writeLater(const QString &file, KeptState state);
    /// Removes a copy, also one that is being written.
    void remove(const QString &file);
    /// Removes this process' folder: nothing will be missing next time.
    void closeCleanly();

    /// Copies of processes that ended without closing cleanly, the newest first.
    [[nodiscard]] std::vector<RecoveryEntry> leftBehind() const;
    void discard(const RecoveryEntry &entry);

private:
    [[nodiscard]] QString ownFolder() const { return m_folder + u'/' + m_name; }
    [[nodiscard]] Result<void> writeNow(const QString &file, const SavedDocument &document);

    QString m_folder;
    QString m_name;
    int m_fileCount = 0;
    std::unique_ptr<QLockFile> m_lock; ///< taken with the first copy, by whoever writes it
    WriteQueue m_queue; ///< last: what it still writes needs the rest
};

/// How soon a change begins its way to the recovery copy.
struct RecoveryTiming
{
    std::chrono::milliseconds pause{2000}; ///< after the last change
    /// While changes keep coming. A crash costs the work of 20 s at most; two of them are for the
    /// disk.
    std::chrono::milliseconds longest{18000};
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
    /// Writes or removes the copy at once, and waits for the disk.
    void keepNow();
    /// The same without waiting.
    void keepLater();
    void removeCopy();

signals:
    /// The copy could not be written; told once until it works again.
    void failed(const QString &reason);

private:
    void documentChanged();
    void writingEnded();
    void tell(const Result<void> &written);

    AppDocument &m_document;
    RecoveryStore &m_store;
    QString m_file;
    qsizetype m_cursor = 0;
    QTimer m_pause;
    QTimer m_longest;
    QFutureWatcher<Result<void>> m_writing;
    bool m_isLate = false; ///< a copy was due while the disk was still at the one before
    bool m_hasCopy = false;
    bool m_hasFailed = false;
};

} // namespace Pinion
