// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "document/appdocument.h"
#include "document/recovery.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr RecoveryTiming Quick{30ms, 120ms};

// Leaves no trace in the store, as a killed process would.
void changeAndVanish(const QString &folder, const QByteArray &text)
{
    RecoveryStore store(folder);
    AppDocument document;
    document.setUntitledName(u"Untitled 1"_s);
    document.loadUntitled(text);
    RecoveryKeeper keeper(document, store, Quick);
    keeper.keepNow();
}

} // namespace

class TestRecovery : public QObject
{
    Q_OBJECT

private slots:
    void savedDocumentSurvivesItsFile_data();
    void savedDocumentSurvivesItsFile();
    void damagedStateIsRefused();
    void copyIsPrivate();
    void copyFollowsAPause();
    void copyIsWrittenWhileTyping();
    void crashCostsLittleWork();
    void lateCopyFollows();
    void copyUnderWayIsRemoved();
    void copyGoesWithTheLastChange();
    void crashLeavesACopy();
    void cleanEndLeavesNothing();
    void runningProcessIsLeftAlone();
    void discardedCopyIsGone();
    void fullDiskIsToldOnce();
};

void TestRecovery::savedDocumentSurvivesItsFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("{\"id\": \"/a\"}\n");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("byte order mark and CRLF") << QByteArray("\xEF\xBB\xBF{}\r\n");
    QTest::newRow("invalid UTF-8") << QByteArray("{\"a\": \"\xFF\xC0\"}");
    QTest::newRow("NUL") << QByteArray("{\0}", 3);
}

void TestRecovery::savedDocumentSurvivesItsFile()
{
    QFETCH(QByteArray, text);
    SavedDocument document;
    document.path = u"/tmp/ä b.json"_s;
    document.unsaved = text;
    document.diskHash = contentHash("x");
    document.cursor = 7;
    document.keptAt = QDateTime(QDate(2024, 2, 29), QTime(12, 30, 1, 250), Qt::UTC);
    QCOMPARE(*savedDocumentFromJson(toJson(document)), document);

    const Session session{{document, SavedDocument()}, 1};
    QCOMPARE(*sessionFromJson(toJson(session)), session);
}

void TestRecovery::damagedStateIsRefused()
{
    QVERIFY(!savedDocumentFromJson("{\"path\": "));
    QVERIFY(!sessionFromJson("[]"));
}

void TestRecovery::copyIsPrivate()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a/b/copy.json"_s);
    QVERIFY(writePrivateFile(path, "secret"));
    constexpr auto Others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QCOMPARE(QFile::permissions(path) & Others, QFileDevice::Permissions());
    QVERIFY(writePrivateFile(path, "again"));
    QCOMPARE(QFile::permissions(path) & Others, QFileDevice::Permissions());
    QCOMPARE(*readFile(path), QByteArray("again"));
}

void TestRecovery::copyFollowsAPause()
{
    const QTemporaryDir folder;
    RecoveryStore store(folder.path());
    AppDocument document;
    document.loadUntitled("{}");
    RecoveryKeeper keeper(document, store, {30ms, 60000ms});
    QVERIFY(document.apply(u"Add"_s, {{{1, 1}, "\"a\": 1"}}));
    RecoveryStore other(folder.path());
    QTRY_VERIFY(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() == 1);
    const QString own = QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).first();
    QTRY_COMPARE(QDir(folder.filePath(own)).entryList(QDir::Files).size(), 1);
}

// Nobody pauses for two seconds while he types; the copy must not wait for that.
void TestRecovery::copyIsWrittenWhileTyping()
{
    const QTemporaryDir folder;
    auto store = std::make_unique<RecoveryStore>(folder.path());
    AppDocument document;
    document.loadUntitled("[]");
    RecoveryKeeper keeper(document, *store, {60000ms, 100ms});
    QTimer typist;
    connect(&typist, &QTimer::timeout, &document, [&document] {
        document.type(u"Type"_s, {{1, 1}, "1"}, nullptr);
    });
    typist.start(5ms);
    const auto copies = [&folder] {
        const QStringList own = QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        return own.isEmpty() ? 0 : QDir(folder.filePath(own.first())).entryList(QDir::Files).size();
    };
    QTRY_COMPARE(copies(), 1);
}

// At every moment the newest text on disk is younger than the longest wait, plus what a write
// takes.
void TestRecovery::crashCostsLittleWork()
{
    const RecoveryTiming builtIn;
    QVERIFY(builtIn.longest <= 18s); // of the 20 s that a crash may cost
    QVERIFY(builtIn.pause < builtIn.longest);

    const QTemporaryDir folder;
    RecoveryStore store(folder.path());
    AppDocument document;
    document.loadUntitled("[]");
    RecoveryKeeper keeper(document, store, {60000ms, 100ms});
    QElapsedTimer clock;
    clock.start();
    std::vector<qint64> typedAt; // by the length of the text
    QTimer typist;
    connect(&typist, &QTimer::timeout, &document, [&] {
        document.type(u"Type"_s, {{1, 1}, "1"}, nullptr);
        typedAt.resize(size_t(document.bytes().size()) + 1, clock.elapsed());
    });
    typist.start(5ms);
    const auto kept = [&folder]() -> qsizetype {
        const QStringList own = QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        const QDir copies(folder.filePath(own.value(0)));
        const auto copy = readFile(copies.filePath(copies.entryList(QDir::Files).value(0)))
                              .and_then(savedDocumentFromJson);
        return copy && copy->unsaved ? copy->unsaved->size() : 0;
    };
    QTRY_VERIFY(kept() > 2);
    qint64 worst = 0;
    const qint64 end = clock.elapsed() + 600;
    while (clock.elapsed() < end) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        const auto firstLost = size_t(kept()) + 1;
        if (firstLost < typedAt.size())
            worst = std::max(worst, clock.elapsed() - typedAt[firstLost]);
    }
    QVERIFY2(worst < 1100, qPrintable(u"%1 ms"_s.arg(worst))); // a second for a busy machine
}

void TestRecovery::lateCopyFollows()
{
    const QTemporaryDir folder;
    RecoveryStore store(folder.path());
    AppDocument document;
    document.loadUntitled("[]");
    RecoveryKeeper keeper(document, store, {60000ms, 60000ms});
    keeper.keepLater();
    QVERIFY(document.apply(u"Add"_s, {{{1, 1}, "2"}}));
    keeper.keepLater(); // while the first may still be on its way
    const auto keptText = [&folder] {
        const QStringList own = QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        const QDir copies(folder.filePath(own.value(0)));
        return readFile(copies.filePath(copies.entryList(QDir::Files).value(0)))
            .and_then(savedDocumentFromJson)
            .map([](const SavedDocument &copy) { return copy.unsaved.value_or(QByteArray()); })
            .value_or(QByteArray());
    };
    QTRY_COMPARE(keptText(), QByteArray("[2]"));
}

void TestRecovery::copyUnderWayIsRemoved()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"app.json"_s);
    QVERIFY(writeFile(path, "{}"));
    {
        RecoveryStore store(folder.filePath(u"recovery"_s));
        AppDocument document;
        QVERIFY(document.load(path));
        RecoveryKeeper keeper(document, store, {60000ms, 60000ms});
        QVERIFY(document.apply(u"Add"_s, {{{1, 1}, "\"a\": 1"}}));
        keeper.keepLater();
        document.undoStack()->undo();
    }
    QVERIFY(RecoveryStore(folder.filePath(u"recovery"_s)).leftBehind().empty());
}

void TestRecovery::copyGoesWithTheLastChange()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"app.json"_s);
    QVERIFY(writeFile(path, "{}"));
    RecoveryStore store(folder.filePath(u"recovery"_s));
    AppDocument document;
    QVERIFY(document.load(path));
    RecoveryKeeper keeper(document, store, Quick);
    QVERIFY(document.apply(u"Add"_s, {{{1, 1}, "\"a\": 1"}}));
    keeper.keepNow();
    const QDir copies(folder.filePath(u"recovery"_s));
    const QString own = copies.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0);
    QCOMPARE(QDir(copies.filePath(own)).entryList(QDir::Files).size(), 1);
    document.undoStack()->undo();
    QCOMPARE(QDir(copies.filePath(own)).entryList(QDir::Files).size(), 0);
    QVERIFY(document.apply(u"Add"_s, {{{1, 1}, "\"a\": 1"}}));
    keeper.keepNow();
    QVERIFY(document.save());
    QCOMPARE(QDir(copies.filePath(own)).entryList(QDir::Files).size(), 0);
}

void TestRecovery::crashLeavesACopy()
{
    const QTemporaryDir folder;
    changeAndVanish(folder.path(), "{\"id\": \"/lost\"}");
    const RecoveryStore next(folder.path());
    const std::vector<RecoveryEntry> entries = next.leftBehind();
    QCOMPARE(entries.size(), size_t(1));
    QCOMPARE(entries.front().document.displayName(), u"Untitled 1"_s);
    QCOMPARE(*entries.front().document.unsaved, QByteArray("{\"id\": \"/lost\"}"));
}

void TestRecovery::cleanEndLeavesNothing()
{
    const QTemporaryDir folder;
    RecoveryStore store(folder.path());
    QVERIFY(store.write(store.newFile(), {u"/x"_s, {}, QByteArray("{}"), {}, 0, {}}));
    store.closeCleanly();
    QVERIFY(RecoveryStore(folder.path()).leftBehind().empty());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestRecovery::runningProcessIsLeftAlone()
{
    const QTemporaryDir folder;
    RecoveryStore running(folder.path());
    QVERIFY(running.write(running.newFile(), {u"/x"_s, {}, QByteArray("{}"), {}, 0, {}}));
    QVERIFY(RecoveryStore(folder.path()).leftBehind().empty());
    QVERIFY(running.leftBehind().empty());
}

void TestRecovery::discardedCopyIsGone()
{
    const QTemporaryDir folder;
    changeAndVanish(folder.path(), "1");
    changeAndVanish(folder.path(), "2");
    RecoveryStore next(folder.path());
    const std::vector<RecoveryEntry> entries = next.leftBehind();
    QCOMPARE(entries.size(), size_t(2));
    next.discard(entries.front());
    QCOMPARE(next.leftBehind().size(), size_t(1));
    QVERIFY(!QFileInfo::exists(entries.front().file));
}

void TestRecovery::fullDiskIsToldOnce()
{
    const QTemporaryDir folder;
    const QString notAFolder = folder.filePath(u"file"_s);
    QVERIFY(writeFile(notAFolder, "x"));
    RecoveryStore store(notAFolder);
    AppDocument document;
    document.loadUntitled("{}");
    RecoveryKeeper keeper(document, store, Quick);
    int failures = 0;
    connect(&keeper, &RecoveryKeeper::failed, &document, [&failures] { ++failures; });
    keeper.keepNow();
    keeper.keepNow();
    QCOMPARE(failures, 1);
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
