// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/workspace.h"

#include "base/textfile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype MaxRecentFiles = 15;
constexpr int ManyDocuments = 3;

QString canonical(const QString &path)
{
    const QFileInfo info(path);
    const QString resolved = info.canonicalFilePath();
    return resolved.isEmpty() ? info.absoluteFilePath() : resolved;
}

QStringList readRecent(const QString &file)
{
    QStringList paths;
    const Result<QByteArray> bytes = readFile(file);
    const QJsonArray list = QJsonDocument::fromJson(bytes.value_or(QByteArray())).array();
    for (const auto &value : list)
        paths.append(value.toString());
    return paths;
}

} // namespace

struct Workspace::Entry
{
    std::unique_ptr<AppDocument> document;
    std::unique_ptr<RecoveryKeeper> keeper; ///< goes before the document it observes
    Conflict conflict = Conflict::None;
    bool isFromLastRun = false; ///< the file changed while Pinion was not running
};

Workspace::Workspace(AppPaths paths, RecoveryTiming timing, QObject *parent)
    : QObject(parent)
    , m_paths(std::move(paths))
    , m_timing(timing)
    , m_recovery(m_paths.recoveryFolder())
    , m_recent(readRecent(m_paths.recentFile()))
{
    connect(&m_watch, &FileWatch::disturbed, this, &Workspace::checkDisk);
}

Workspace::~Workspace() = default;

// ---- documents

QList<AppDocument *> Workspace::documents() const
{
    QList<AppDocument *> result;
    for (const auto &item : m_entries)
        result.append(item->document.get());
    return result;
}

AppDocument *Workspace::find(const QString &path) const
{
    const QString wanted = canonical(path);
    for (const auto &item : m_entries) {
        const QString &own = item->document->path();
        if (!own.isEmpty() && canonical(own) == wanted)
            return item->document.get();
    }
    return nullptr;
}

Workspace::Entry *Workspace::entry(const AppDocument &document) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [&document](const auto &item) { return item->document.get() == &document; });
    return found == m_entries.end() ? nullptr : found->get();
}

Result<AppDocument *> Workspace::open(const QString &path)
{
    if (AppDocument *open = find(path))
        return open;
    auto document = std::make_unique<AppDocument>();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    return document->load(absolute).map([this, &document, &absolute] {
        addRecent(absolute);
        return add(std::move(document));
    });
}

AppDocument *Workspace::addUntitled(const QByteArray &bytes)
{
    const QList<AppDocument *> open = documents();
    const auto isTaken = [&open](const QString &name) {
        return std::any_of(open.begin(), open.end(),
            [&name](const AppDocument *document) { return document->displayName() == name; });
    };
    int number = 1;
    while (isTaken(tr("Untitled %1").arg(number)))
        ++number;
    return addNamed(bytes, tr("Untitled %1").arg(number));
}

AppDocument *Workspace::addNamed(const QByteArray &bytes, const QString &name)
{
    auto document = std::make_unique<AppDocument>();
    document->setUntitledName(name);
    document->loadUntitled(bytes);
    return add(std::move(document));
}

AppDocument *Workspace::add(std::unique_ptr<AppDocument> document)
{
    auto item = std::make_unique<Entry>();
    AppDocument *added = document.get();
    item->document = std::move(document);
    item->keeper = std::make_unique<RecoveryKeeper>(*added, m_recovery, m_timing);
    Entry *own = item.get();
    connect(item->keeper.get(), &RecoveryKeeper::failed, this, &Workspace::recoveryFailed);
    connect(added, &AppDocument::pathChanged, this, &Workspace::watchFiles);
    connect(added, &AppDocument::saved, this, [this, own] { setConflict(*own, Conflict::None); });
    m_entries.push_back(std::move(item));
    own->keeper->keepNow();
    watchFiles();
    emit documentAdded(added);
    return added;
}

Result<void> Workspace::save(AppDocument &document)
{
    const QString path = document.path(); // a copy: the document is about to set its own
    const Result<void> saved = path.isEmpty() ? document.save() : document.saveAs(path);
    // What could not be written to the file is at least in the recovery copy, and at once.
    if (Entry *item = entry(document); item && !saved)
        item->keeper->keepNow();
    return saved;
}

Result<void> Workspace::saveAs(AppDocument &document, const QString &path)
{
    return document.saveAs(path).map([this, &document] { addRecent(document.path()); });
}

void Workspace::close(AppDocument &document)
{
    emit documentClosing(&document);
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [&document](const auto &item) { return item->document.get() == &document; });
    if (found == m_entries.end())
        return;
    (*found)->keeper->removeCopy();
    m_entries.erase(found);
    watchFiles();
}

qsizetype Workspace::cursor(const AppDocument &document) const
{
    const Entry *item = entry(document);
    return item ? item->keeper->cursor() : 0;
}

void Workspace::setCursor(const AppDocument &document, qsizetype offset)
{
    if (Entry *item = entry(document))
        item->keeper->setCursor(offset);
}

// ---- other programs

Workspace::Conflict Workspace::conflict(const AppDocument &document) const
{
    const Entry *item = entry(document);
    return item ? item->conflict : Conflict::None;
}

void Workspace::setConflict(Entry &item, Conflict conflict)
{
    if (item.conflict == conflict)
        return;
    item.conflict = conflict;
    item.isFromLastRun = false;
    emit conflictChanged(item.document.get());
}

void Workspace::keepMine(AppDocument &document)
{
    document.acceptDiskState();
    if (Entry *item = entry(document))
        setConflict(*item, Conflict::None);
}

Result<void> Workspace::takeDisk(AppDocument &document)
{
    return document.reload().map([this, &document] {
        if (Entry *item = entry(document))
            setConflict(*item, Conflict::None);
    });
}

void Workspace::checkDisk()
{
    int reloadedCount = 0;
    int conflicting = 0;
    for (const auto &item : m_entries) {
        AppDocument &document = *item->document;
        if (document.path().isEmpty())
            continue;
        const AppDocument::DiskState state = document.checkDisk();
        const bool isQuiet = state == AppDocument::DiskState::Changed && !document.isDirty()
            && item->conflict == Conflict::None;
        if (isQuiet && document.reload()) {
            ++reloadedCount;
            emit reloaded(&document);
            continue;
        }
        const Conflict before = item->conflict;
        if (state == AppDocument::DiskState::Deleted)
            setConflict(*item, Conflict::Deleted);
        else if (state == AppDocument::DiskState::Changed)
            setConflict(*item, Conflict::Changed);
        else if (!item->isFromLastRun)
            setConflict(*item, Conflict::None);
        if (item->conflict != before && item->conflict != Conflict::None)
            ++conflicting;
    }
    if (reloadedCount + conflicting >= ManyDocuments)
        emit manyChanged(reloadedCount, conflicting);
}

void Workspace::watchFiles()
{
    QStringList paths;
    for (const auto &item : m_entries) {
        if (!item->document->path().isEmpty())
            paths.append(item->document->path());
    }
    m_watch.setFiles(paths);
}

// ---- from one run to the next

void Workspace::addRecent(const QString &path)
{
    m_recent.removeAll(path);
    m_recent.prepend(path);
    m_recent.resize(std::min(m_recent.size(), MaxRecentFiles));
    writeRecent();
}

void Workspace::forgetRecent(const QString &path)
{
    m_recent.removeAll(path);
    writeRecent();
}

void Workspace::writeRecent()
{
    // A list that cannot be kept is no reason to disturb anybody.
    m_notes.add([file = m_paths.recentFile(), paths = m_recent] {
        return writePrivateFile(file, QJsonDocument(QJsonArray::fromStringList(paths)).toJson());
    });
    emit recentFilesChanged();
}

AppDocument *Workspace::restoreSession()
{
    const Result<Session> saved = readFile(m_paths.sessionFile()).and_then(sessionFromJson);
    if (!saved)
        return nullptr;
    AppDocument *front = nullptr;
    m_isRestoring = true;
    for (qsizetype i = 0; i < saved->documents.size(); ++i) {
        AppDocument *document = reopen(saved->documents.at(i));
        if (document && i == saved->current)
            front = document;
    }
    m_isRestoring = false;
    return front;
}

// A file that is gone leaves a document without a file, if there was anything unsaved.
AppDocument *Workspace::reopen(const SavedDocument &saved)
{
    AppDocument *document = nullptr;
    if (!saved.path.isEmpty())
        document = open(saved.path).value_or(nullptr);
    if (!document && saved.unsaved)
        document = addNamed(*saved.unsaved, saved.displayName());
    Entry *item = document ? entry(*document) : nullptr;
    if (!item)
        return nullptr;
    if (saved.unsaved && !document->path().isEmpty()) {
        // Changes made meanwhile stay within reach of undo.
        if (document->isDirty())
            (void)document->apply(tr("Restore"), {difference(document->bytes(), *saved.unsaved)});
        else
            document->restoreUnsaved(*saved.unsaved);
        item->keeper->keepNow(); // before the note that replaces the session
        if (contentHash(document->savedBytes()) != saved.diskHash && document->isDirty()) {
            setConflict(*item, Conflict::Changed);
            item->isFromLastRun = true;
        }
    }
    item->keeper->setCursor(saved.cursor); // last: views move theirs when the text changes
    return document;
}

/// Gathers what is open now; the job writes it, and may run in another thread.
WriteQueue::Job Workspace::sessionWriter(const AppDocument *current, bool withUnsaved) const
{
    std::vector<KeptState> states;
    qsizetype front = 0;
    for (const auto &item : m_entries) {
        KeptState state = keptState(*item->document, item->keeper->cursor());
        if (!withUnsaved)
            state.document.unsaved.reset();
        if (state.document.path.isEmpty() && !state.document.unsaved)
            continue;
        if (item->document.get() == current)
            front = qsizetype(states.size());
        states.push_back(std::move(state));
    }
    return [file = m_paths.sessionFile(), states = std::move(states), front] {
        Session session;
        session.current = front;
        for (const KeptState &state : states)
            session.documents.append(state.withHash());
        return writePrivateFile(file, toJson(session));
    };
}

void Workspace::noteSession(const AppDocument *current)
{
    // While the last session comes back, its file is the only place of the unsaved texts.
    if (m_isRestoring)
        return;
    // Nothing to note, and nothing noted that it would replace.
    if (m_entries.empty() && !QFileInfo::exists(m_paths.sessionFile()))
        return;
    // Only a convenience for the time after a crash; the recovery copies hold what matters.
    m_notes.add(sessionWriter(current, false));
}

Result<void> Workspace::endSession(const AppDocument *current, bool keepUnsaved)
{
    m_notes.finish();
    return sessionWriter(current, keepUnsaved)().map([this] {
        for (const auto &item : m_entries)
            item->keeper->removeCopy();
        m_recovery.closeCleanly();
    });
}

Result<AppDocument *> Workspace::recover(const RecoveryEntry &entry)
{
    AppDocument *document = reopen(entry.document);
    if (!document)
        return fail(ErrorKind::Io,
            tr("%1 could not be restored.").arg(entry.document.displayName()),
            tr("Its recovery copy stays at %1.").arg(entry.file));
    m_recovery.discard(entry);
    return document;
}

} // namespace Pinion

#include "moc_workspace.cpp"
