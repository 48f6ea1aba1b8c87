// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "document/workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const TextEdit OneMember{{1, 1}, "\"a\": 1"};

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void opensAFileOnce();
    void sameFileThroughALink();
    void missingFileIsAnError();
    void untitledNamesAreNotReused();
    void recentFilesAreKept();
    void cleanDocumentReloadsQuietly();
    void dirtyDocumentIsAskedOnce();
    void stormGivesOneConflict();
    void keepMineIsRemembered();
    void deletedFileIsToldAndSavedAgain();
    void manyFilesGiveOneSummary();
    void savingDoesNotCountAsAChange();
    void failedSaveKeepsEverything();
    void sessionBringsBackUnsavedText();
    void sessionOverANewerFileIsAConflict();
    void sessionOfADeletedFileKeepsTheText();
    void crashedSessionOffersTheCopy();
    void recoveryOverChangesCanBeUndone();

private:
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes = "{}")
    {
        const QString path = m_folder->filePath(name);
        [&] { QVERIFY(writeFile(path, bytes)); }();
        return path;
    }
    [[nodiscard]] std::unique_ptr<Workspace> workspace() const
    {
        return std::make_unique<Workspace>(AppPaths::below(m_folder->filePath(u"own"_s)));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestWorkspace::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestWorkspace::cleanup()
{
    m_folder.reset();
}

void TestWorkspace::opensAFileOnce()
{
    const auto space = workspace();
    const QSignalSpy added(space.get(), &Workspace::documentAdded);
    const QString path = file(u"a.json"_s);
    AppDocument *first = space->open(path).value_or(nullptr);
    QVERIFY(first);
    QCOMPARE(space->open(path).value_or(nullptr), first);
    QCOMPARE(added.count(), 1);
    space->close(*first);
    QVERIFY(space->documents().isEmpty());
}

void TestWorkspace::sameFileThroughALink()
{
    const auto space = workspace();
    const QString path = file(u"a.json"_s);
    const QString link = m_folder->filePath(u"link.json"_s);
    QVERIFY(QFile::link(path, link));
    QCOMPARE(space->open(link).value_or(nullptr), space->open(path).value_or(nullptr));
}

void TestWorkspace::missingFileIsAnError()
{
    const auto space = workspace();
    const Result<AppDocument *> opened = space->open(m_folder->filePath(u"none.json"_s));
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::NotFound);
    QVERIFY(space->recentFiles().isEmpty());
}

void TestWorkspace::untitledNamesAreNotReused()
{
    const auto space = workspace();
    QCOMPARE(space->addUntitled("{}")->displayName(), u"Untitled 1"_s);
    AppDocument *second = space->addUntitled("{}");
    QCOMPARE(second->displayName(), u"Untitled 2"_s);
    space->addUntitled("{}");
    space->close(*second);
    QCOMPARE(space->addUntitled("{}")->displayName(), u"Untitled 2"_s);
}

void TestWorkspace::recentFilesAreKept()
{
    const QString a = file(u"a.json"_s);
    const QString b = file(u"b.json"_s);
    {
        const auto space = workspace();
        QVERIFY(space->open(a));
        QVERIFY(space->open(b));
    }
    {
        const auto next = workspace();
        QCOMPARE(next->recentFiles(), QStringList({b, a}));
        next->forgetRecent(b);
    }
    QCOMPARE(workspace()->recentFiles(), QStringList{a});
}

void TestWorkspace::cleanDocumentReloadsQuietly()
{
    const auto space = workspace();
    const QString path = file(u"a.json"_s);
    AppDocument *document = space->open(path).value_or(nullptr);
    QSignalSpy reloaded(space.get(), &Workspace::reloaded);
    QVERIFY(writeFile(path, "{\"id\": \"/new\"}"));
    QTRY_COMPARE(reloaded.count(), 1);
    QCOMPARE(document->bytes(), QByteArray("{\"id\": \"/new\"}"));
    QVERIFY(!document->isDirty());
    QCOMPARE(space->conflict(*document), Workspace::Conflict::None);
}

void TestWorkspace::dirtyDocumentIsAskedOnce()
{
    const auto space = workspace();
    const QString path = file(u"a.json"_s);
    AppDocument *document = space->open(path).value_or(nullptr);
    QVERIFY(document->apply(u"Add"_s, {OneMember}));
    const QSignalSpy asked(space.get(), &Workspace::conflictChanged);
    QVERIFY(writeFile(path, "[]"));
    space->checkDisk();
    space->checkDisk();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(space->conflict(*document), Workspace::Conflict::Changed);
    QCOMPARE(document->bytes(), QByteArray("{\"a\": 1}"));

    QVERIFY(space->takeDisk(*document));
    QCOMPARE(document->bytes(), QByteArray("[]"));
    QCOMPARE(space->conflict(*document), Workspace::Conflict::None);
    document->undoStack()->undo();
    QCOMPARE(document->bytes(), QByteArray("{\"a\": 1}"));
}

void TestWorkspace::stormGivesOneConflict()
{
    const auto space = workspace();
    const QString path = file(u"a.json"_s);
    AppDocument *document = space->open(path).value_or(nullptr);
    QVERIFY(document->apply(u"Add"_s, {OneMember}));
    QSignalSpy asked(space.get(), &Workspace::conflictChanged);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(writeFile(path, QByteArray::number(i)));
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(asked.count(), 1);
    space->checkDisk();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(space->conflict(*document), Workspace::Conflict::Changed);
}

void TestWorkspace::keepMineIsRemembered()
{
    const auto space = workspace();
    const QString path = file(u"a.json"_s);
    AppDocument *document = space->open(path).value_or(nullptr);
    QVERIFY(document->apply(u"Add"_s, {OneMember}));
    QVERIFY(writeFile(path, "[]"));
    space->checkDisk();
    space->keepMine(*document);
    space->checkDisk();
    QCOMPARE(space->conflict(*document), Workspace::Conflict::None);
    QVERIFY(document->isDirty());
    QVERIFY(space->save(*document));
    QCOMPARE(*readFile(path), QByteArray("{\"a\": 1}"));
}

void TestWorkspace::deletedFileIsToldAndSavedAgain()
{
    const auto space = workspace();
    const QString path = file(u"a.json"_s);
    AppDocument *document = space->open(path).value_or(nullptr);
    QVERIFY(QFile::remove(path));
    QTRY_COMPARE(space->conflict(*document), Workspace::Conflict::Deleted);
    QCOMPARE(document->bytes(), QByteArray("{}"));
    QVERIFY(space->save(*document));
    QCOMPARE(space->conflict(*document), Workspace::Conflict::None);
    QCOMPARE(*readFile(path), QByteArray("{}"));
}

void TestWorkspace::manyFilesGiveOneSummary()
{
    const auto space = workspace();
    QStringList paths;
    for (int i = 0; i < 5; ++i) {
        paths.append(file(u"%1.json"_s.arg(i)));
        QVERIFY(space->open(paths.last()));
    }
    QVERIFY(space->documents().first()->apply(u"Add"_s, {OneMember}));
    const QSignalSpy summary(space.get(), &Workspace::manyChanged);
    for (const QString &path : paths)
        QVERIFY(writeFile(path, "{\"id\": \"/other-branch\"}"));
    space->checkDisk();
    QCOMPARE(summary.count(), 1);
    QCOMPARE(summary.first().at(0).toInt(), 4);
    QCOMPARE(summary.first().at(1).toInt(), 1);
}

void TestWorkspace::savingDoesNotCountAsAChange()
{
    const auto space = workspace();
    AppDocument *document = space->open(file(u"a.json"_s)).value_or(nullptr);
    const QSignalSpy reloaded(space.get(), &Workspace::reloaded);
    QVERIFY(document->apply(u"Add"_s, {OneMember}));
    const QString path = document->path();
    QVERIFY(space->save(*document));
    QCOMPARE(document->path(), path);
    space->checkDisk();
    QCOMPARE(reloaded.count(), 0);
    QCOMPARE(space->conflict(*document), Workspace::Conflict::None);
}

// A folder in the file's place cannot be written, not even by root.
void TestWorkspace::failedSaveKeepsEverything()
{
    const QString path = file(u"a.json"_s);
    {
        const auto space = workspace();
        AppDocument *document = space->open(path).value_or(nullptr);
        QVERIFY(document->apply(u"Add"_s, {OneMember}));
        QVERIFY(QFile::remove(path));
        QVERIFY(QDir().mkdir(path));
        QVERIFY(QFile(path + u"/x"_s).open(QIODevice::WriteOnly));
        const Result<void> saved = space->save(*document);
        QVERIFY(!saved);
        QVERIFY2(saved.error().message.contains(u"a.json could not be saved"_s),
            qPrintable(saved.error().message));
        QVERIFY(document->isDirty());
        QCOMPARE(document->bytes(), QByteArray("{\"a\": 1}"));
    }
    const std::vector<RecoveryEntry> copies = workspace()->recovery().leftBehind();
    QCOMPARE(copies.size(), size_t(1));
    QCOMPARE(*copies.front().document.unsaved, QByteArray("{\"a\": 1}"));
}

void TestWorkspace::sessionBringsBackUnsavedText()
{
    const QString a = file(u"a.json"_s);
    const QString b = file(u"b.json"_s);
    {
        const auto space = workspace();
        QVERIFY(space->open(a));
        AppDocument *changed = space->open(b).value_or(nullptr);
        QVERIFY(changed->apply(u"Add"_s, {OneMember}));
        space->setCursor(*changed, 5);
        space->addUntitled("[1]");
        QVERIFY(space->endSession(changed, true));
    }
    const auto next = workspace();
    QVERIFY(next->recovery().leftBehind().empty());
    const AppDocument *front = next->restoreSession();
    QCOMPARE(next->documents().size(), 3);
    QCOMPARE(front, next->documents().at(1));
    QCOMPARE(front->bytes(), QByteArray("{\"a\": 1}"));
    QVERIFY(front->isDirty());
    QCOMPARE(next->cursor(*front), 5);
    QVERIFY(!next->documents().at(0)->isDirty());
    QCOMPARE(next->documents().at(2)->bytes(), QByteArray("[1]"));
    QCOMPARE(next->documents().at(2)->displayName(), u"Untitled 1"_s);
    QCOMPARE(*readFile(b), QByteArray("{}"));
}

void TestWorkspace::sessionOverANewerFileIsAConflict()
{
    const QString path = file(u"a.json"_s);
    {
        const auto space = workspace();
        AppDocument *document = space->open(path).value_or(nullptr);
        QVERIFY(document->apply(u"Add"_s, {OneMember}));
        QVERIFY(space->endSession(document, true));
    }
    QVERIFY(writeFile(path, "[]"));
    const auto next = workspace();
    AppDocument *document = next->restoreSession();
    QCOMPARE(document->bytes(), QByteArray("{\"a\": 1}"));
    QCOMPARE(next->conflict(*document), Workspace::Conflict::Changed);
    next->checkDisk();
    QCOMPARE(next->conflict(*document), Workspace::Conflict::Changed);
    QVERIFY(next->takeDisk(*document));
    QCOMPARE(document->bytes(), QByteArray("[]"));
}

void TestWorkspace::sessionOfADeletedFileKeepsTheText()
{
    const QString path = file(u"a.json"_s);
    {
        const auto space = workspace();
        AppDocument *document = space->open(path).value_or(nullptr);
        QVERIFY(document->apply(u"Add"_s, {OneMember}));
        QVERIFY(space->endSession(document, true));
    }
    QVERIFY(QFile::remove(path));
    const auto next = workspace();
    QVERIFY(next->restoreSession());
    QCOMPARE(next->documents().first()->bytes(), QByteArray("{\"a\": 1}"));
    QCOMPARE(next->documents().first()->displayName(), u"a.json"_s);
}

void TestWorkspace::crashedSessionOffersTheCopy()
{
    const QString path = file(u"a.json"_s);
    {
        const auto space = workspace();
        AppDocument *document = space->open(path).value_or(nullptr);
        QVERIFY(document->apply(u"Add"_s, {OneMember}));
        space->noteSession(document);
        space->addUntitled("[1]"); // its copy is written at once; and nothing is closed
    }
    const auto next = workspace();
    QCOMPARE(next->recovery().leftBehind().size(), size_t(1));
    next->restoreSession();
    QCOMPARE(next->documents().size(), 1);
    QVERIFY(!next->documents().first()->isDirty());
}

void TestWorkspace::recoveryOverChangesCanBeUndone()
{
    const QString path = file(u"a.json"_s);
    const auto space = workspace();
    AppDocument *document = space->open(path).value_or(nullptr);
    QVERIFY(document->apply(u"Add"_s, {OneMember}));
    RecoveryEntry entry;
    entry.document.path = path;
    entry.document.unsaved = QByteArray("{\"b\": 2}");
    entry.document.diskHash = contentHash("{}");
    QCOMPARE(space->recover(entry).value_or(nullptr), document);
    QCOMPARE(document->bytes(), QByteArray("{\"b\": 2}"));
    document->undoStack()->undo();
    QCOMPARE(document->bytes(), QByteArray("{\"a\": 1}"));
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
