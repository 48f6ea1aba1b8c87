// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/recovery.h"

#include "base/textfile.h"
#include "document/appdocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView LockSuffix{".lock"};

std::unique_ptr<QLockFile> lockOf(const QString &folder)
{
    auto lock = std::make_unique<QLockFile>(folder + LockSuffix);
    // A lock is stale when its process is gone, never because it is old: editors run for days.
    lock->setStaleLockTime(0);
    return lock;
}

std::vector<RecoveryEntry> entriesIn(const QString &folder)
{
    std::vector<RecoveryEntry> entries;
    const QFileInfoList files = QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files);
    for (const QFileInfo &file : files) {
        const Result<SavedDocument> document
            = readFile(file.filePath()).and_then(savedDocumentFromJson);
        if (document && document->unsaved)
            entries.push_back({file.filePath(), *document});
    }
    return entries;
}

} // namespace

RecoveryStore::RecoveryStore(QString folder)
    : m_folder(std::move(folder))
    , m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
{ }

QString RecoveryStore::newFile()
{
    return u"%1/%2.json"_s.arg(ownFolder()).arg(++m_fileCount);
}

Result<void> RecoveryStore::write(const QString &file, const SavedDocument &document)
{
    m_queue.finish(); // an older state must not come after this one
    return writeNow(file, document);
}

QFuture<Result<void>> RecoveryStore::writeLater(const QString &file, KeptState state)
{
    return m_queue.add(
        [this, file, state = std::move(state)] { return writeNow(file, state.withHash()); });
}

// Runs here or in the thread of the queue, never in both at a time.
Result<void> RecoveryStore::writeNow(const QString &file, const SavedDocument &document)
{
    if (!m_lock) {
        constexpr auto OwnerOnly
            = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
        QDir().mkpath(ownFolder());
        QFile::setPermissions(ownFolder(), OwnerOnly);
        m_lock = lockOf(ownFolder());
        m_lock->tryLock(0);
    }
    return writePrivateFile(file, toJson(document));
}

void RecoveryStore::remove(const QString &file)
{
    if (m_queue.isIdle()) {
        QFile::remove(file);
        return;
    }
    m_queue.add([file]() -> Result<void> {
        QFile::remove(file);
        return {};
    });
}

void RecoveryStore::closeCleanly()
{
    m_queue.finish();
    if (!m_lock)
        return;
    QDir(ownFolder()).removeRecursively();
    m_lock.reset();
}

std::vector<RecoveryEntry> RecoveryStore::leftBehind() const
{
    std::vector<RecoveryEntry> result;
    const QFileInfoList folders = QDir(m_folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : folders) {
        const auto lock = lockOf(folder.filePath());
        if (folder.fileName() == m_name || !lock->tryLock(0))
            continue;
        std::vector<RecoveryEntry> entries = entriesIn(folder.filePath());
        if (entries.empty())
            QDir(folder.filePath()).removeRecursively();
        std::move(entries.begin(), entries.end(), std::back_inserter(result));
    }
    std::stable_sort(result.begin(), result.end(),
        [](const auto &a, const auto &b) { return a.document.keptAt > b.document.keptAt; });
    return result;
}

void RecoveryStore::discard(const RecoveryEntry &entry)
{
    QFile::remove(entry.file);
    QDir().rmdir(QFileInfo(entry.file).path()); // refuses while other copies are there
}

RecoveryKeeper::RecoveryKeeper(
    AppDocument &document, RecoveryStore &store, RecoveryTiming timing, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_store(store)
    , m_file(store.newFile())
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(timing.pause);
    m_longest.setSingleShot(true);
    m_longest.setInterval(timing.longest);
    connect(&m_pause, &QTimer::timeout, this, &RecoveryKeeper::keepLater);
    connect(&m_longest, &QTimer::timeout, this, &RecoveryKeeper::keepLater);
    connect(&m_writing, &QFutureWatcherBase::finished, this, &RecoveryKeeper::writingEnded);
    connect(&document, &AppDocument::changed, this, &RecoveryKeeper::documentChanged);
    connect(&document, &AppDocument::dirtyChanged, this, &RecoveryKeeper::documentChanged);
}

void RecoveryKeeper::documentChanged()
{
    if (!m_document.isDirty()) {
        removeCopy();
        return;
    }
    m_pause.start();
    if (!m_longest.isActive())
        m_longest.start();
}

void RecoveryKeeper::keepNow()
{
    if (!m_document.isDirty()) {
        removeCopy();
        return;
    }
    m_pause.stop();
    m_longest.stop();
    m_hasCopy = true;
    m_isLate = false;
    tell(m_store.write(m_file, keptState(m_document, m_cursor).withHash()));
}

void RecoveryKeeper::keepLater()
{
    if (!m_document.isDirty()) {
        removeCopy();
        return;
    }
    m_pause.stop();
    m_longest.stop();
    m_isLate = m_writing.isRunning();
    if (m_isLate)
        return;
    m_hasCopy = true;
    m_writing.setFuture(m_store.writeLater(m_file, keptState(m_document, m_cursor)));
}

void RecoveryKeeper::writingEnded()
{
    tell(m_writing.result());
    if (m_isLate)
        keepLater();
}

void RecoveryKeeper::tell(const Result<void> &written)
{
    if (!written && !m_hasFailed)
        emit failed(written.error().text());
    m_hasFailed = !written.has_value();
}

void RecoveryKeeper::removeCopy()
{
    m_pause.stop();
    m_longest.stop();
    m_isLate = false;
    if (m_hasCopy)
        m_store.remove(m_file);
    m_hasCopy = false;
}

SavedDocument KeptState::withHash() const
{
    SavedDocument hashed = document;
    if (!document.path.isEmpty())
        hashed.diskHash = contentHash(diskBytes);
    return hashed;
}

KeptState keptState(const AppDocument &document, qsizetype cursor)
{
    KeptState state;
    state.document.path = document.path();
    state.document.untitledName = document.path().isEmpty() ? document.displayName() : QString();
    if (document.isDirty())
        state.document.unsaved = document.bytes();
    state.document.cursor = cursor;
    state.document.keptAt = QDateTime::currentDateTimeUtc();
    state.diskBytes = document.savedBytes();
    return state;
}

} // namespace Pinion

#include "moc_recovery.cpp"
