// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "document/appdocument.h"
#include "document/texteditcommand.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Sample = "{\n  \"id\": \"/a\",\n  \"mem\": 64\n}\n";

/// A view that keeps its own copy of the text by replaying the edits, as the JSON pane does.
class Mirror : public QObject
{
public:
    explicit Mirror(AppDocument &document)
        : text(document.bytes())
    {
        connect(&document, &AppDocument::edited, this,
            [this](const TextEdit &edit, const QObject *origin) {
                if (origin != this)
                    text = applied(text, edit);
            });
    }
    QByteArray text;
};

} // namespace

class TestAppDocument : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString sampleFile(const QByteArray &bytes = Sample) const
    {
        const QString path = m_folder.filePath(u"app.json"_s);
        [&] { QVERIFY(writeFile(path, bytes)); }();
        return path;
    }

private slots:
    void openAndSaveKeepsEveryByte_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("LF") << Sample;
        QTest::newRow("CR LF") << QByteArray(Sample).replace("\n", "\r\n");
        QTest::newRow("mixed ends") << QByteArray("{\r\n\"a\":1,\n\"b\":2\r}");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{}");
        QTest::newRow("no final newline") << QByteArray("{}");
        QTest::newRow("odd numbers and equal keys")
            << QByteArray("{\"a\":1.50,\"a\":1E2,\"b\":-0}");
        QTest::newRow("invalid UTF-8") << QByteArray("{\"a\":\"\xFF\xC3\"}");
        QTest::newRow("NUL") << QByteArray("{\"a\":\"\0\"}", 9);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("prose") << QByteArray("Meeting notes\r");
    }
    void openAndSaveKeepsEveryByte()
    {
        QFETCH(QByteArray, bytes);
        const QString path = sampleFile(bytes);
        AppDocument document;
        QVERIFY(document.load(path));
        QVERIFY(!document.isDirty());
        QVERIFY(document.save());
        QCOMPARE(readFile(path).value(), bytes);
    }

    void dirtyMeansDifferentFromTheDisk()
    {
        AppDocument document;
        QVERIFY(document.load(sampleFile()));
        QSignalSpy dirty(&document, &AppDocument::dirtyChanged);
        QVERIFY(document.setField(u"Change memory"_s, JsonPointer::of("/mem"), "128"));
        QVERIFY(document.isDirty());
        document.undoStack()->undo();
        QVERIFY(!document.isDirty());
        QVERIFY(document.setField(u"Change memory"_s, JsonPointer::of("/mem"), "128"));
        QVERIFY(document.setField(u"Change memory"_s, JsonPointer::of("/mem"), "64"));
        QVERIFY(!document.isDirty()); // by another way than undo
        QCOMPARE(dirty.count(), 4);
    }

    void changingNothingIsNoStep()
    {
        AppDocument document;
        QVERIFY(document.load(sampleFile()));
        QVERIFY(document.setField(u"x"_s, JsonPointer::of("/mem"), "64"));
        QVERIFY(document.removeField(u"x"_s, JsonPointer::of("/nothing")));
        QCOMPARE(document.undoStack()->count(), 0);
    }

    void newMembersFollowTheirRelatives()
    {
        AppDocument document;
        document.loadUntitled(Sample);
        QVERIFY(document.setField(u"x"_s, JsonPointer::of("/cpus"), "0.5", {"instances", "id"}));
        QCOMPARE(document.bytes(), "{\n  \"id\": \"/a\",\n  \"cpus\": 0.5,\n  \"mem\": 64\n}\n");
    }

    void containersAreLaidOutLikeTheRest()
    {
        AppDocument document;
        document.loadUntitled(Sample);
        QVERIFY(document.setField(
            u"x"_s, JsonPointer::of("/fetch"), "[{\"uri\":\"http://x\",\"cache\":true}]"));
        QVERIFY(document.bytes().endsWith("  \"fetch\": [\n    {\n      \"uri\": \"http://x\",\n"
                                          "      \"cache\": true\n    }\n  ]\n}\n"));
    }

    void removingTakesEmptiedParentsOnRequest()
    {
        AppDocument document;
        document.loadUntitled("{\"a\": 1, \"b\": {\"c\": {\"d\": 1}}}");
        QVERIFY(document.removeField(u"x"_s, JsonPointer::of("/b/c/d"), {JsonPointer::of("/b/c")}));
        QCOMPARE(document.bytes(), "{\"a\": 1, \"b\": {}}");
        document.undoStack()->undo();
        QVERIFY(document.removeField(
            u"x"_s, JsonPointer::of("/b/c/d"), {JsonPointer::of("/b/c"), JsonPointer::of("/b")}));
        QCOMPARE(document.bytes(), "{\"a\": 1}");
    }

    void severalEditsAreOneStep()
    {
        AppDocument document;
        document.loadUntitled("[1, 2, 3]");
        Mirror mirror(document);
        QVERIFY(document.apply(u"x"_s, {{{7, 8}, "30"}, {{1, 2}, "10"}, {{4, 5}, ""}}));
        QCOMPARE(document.bytes(), "[10, , 30]");
        QCOMPARE(mirror.text, document.bytes());
        QVERIFY(!document.isValid());
        QCOMPARE(document.lastValidSnapshot()->tree.bytes(), "[1, 2, 3]");
        document.undoStack()->undo();
        QCOMPARE(document.bytes(), "[1, 2, 3]");
        QCOMPARE(mirror.text, document.bytes());
        QVERIFY(!document.apply(u"x"_s, {{{1, 3}, ""}, {{2, 4}, ""}}));
    }

    void typingMerges()
    {
        AppDocument document;
        document.loadUntitled("{}");
        const auto type = [&](qsizetype at, const QByteArray &text, qsizetype removed = 0) {
            document.type(u"Typing"_s, {{at, at + removed}, text}, this);
        };
        type(1, "\"");
        type(2, "a");
        type(3, "b");
        type(3, "", 1); // backspace
        type(3, "\"");
        QCOMPARE(document.undoStack()->count(), 1);
        document.endTyping();
        type(4, ":1");
        QCOMPARE(document.undoStack()->count(), 2);
        type(1, " "); // somewhere else
        QCOMPARE(document.undoStack()->count(), 3);
        QCOMPARE(document.bytes(), "{ \"a\":1}");
        document.undoStack()->undo();
        document.undoStack()->undo();
        QCOMPARE(document.bytes(), "{\"a\"}");
        document.undoStack()->undo();
        QCOMPARE(document.bytes(), "{}");
        document.undoStack()->redo();
        QCOMPARE(document.bytes(), "{\"a\"}");
    }

    /// Any mixture of typing and edits, undone to the start, gives the bytes of the start; views
    /// that replay the edits agree all the way.
    void undoToTheStartIsIdentical()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        AppDocument document;
        document.loadUntitled(Sample);
        Mirror mirror(document);
        QList<QByteArray> states{document.bytes()};
        for (int i = 0; i < 400; ++i) {
            const auto size = int(document.bytes().size());
            const int begin = random.bounded(size + 1);
            const int end = std::min(size, begin + random.bounded(4));
            const TextEdit edit{{begin, end}, QByteArray("xy\n\"{").left(random.bounded(6))};
            if (random.bounded(2) == 0)
                document.type(u"Typing"_s, edit, &document);
            else
                QVERIFY(document.apply(u"Edit"_s, {edit}));
            QCOMPARE(mirror.text, document.bytes());
            if (document.undoStack()->count() + 1 > states.size())
                states.append(document.bytes());
            else
                states.last() = document.bytes();
        }
        while (document.undoStack()->canUndo()) {
            QCOMPARE(document.bytes(), states.at(document.undoStack()->index()));
            document.undoStack()->undo();
            QCOMPARE(mirror.text, document.bytes());
        }
        QCOMPARE(document.bytes(), Sample);
        while (document.undoStack()->canRedo())
            document.undoStack()->redo();
        QCOMPARE(document.bytes(), states.last());
    }

    void originSkipsItsEcho()
    {
        AppDocument document;
        document.loadUntitled("{}");
        Mirror mirror(document);
        document.type(u"Typing"_s, {{1, 1}, "x"}, &mirror);
        QCOMPARE(mirror.text, "{}"); // it shows the change already
        document.undoStack()->undo();
        QCOMPARE(mirror.text, applied("{}", {{1, 2}, ""})); // the way back is nobody's echo
    }

    void restoringTheLastValidText()
    {
        AppDocument document;
        document.loadUntitled(Sample);
        document.type(u"Typing"_s, {{0, 1}, "?"}, nullptr);
        QVERIFY(!document.isValid());
        document.restoreLastValid();
        QCOMPARE(document.bytes(), Sample);
        document.undoStack()->undo();
        QVERIFY(document.bytes().startsWith('?'));
    }

    void diskStates()
    {
        const QString path = sampleFile();
        AppDocument document;
        QVERIFY(document.load(path));
        QCOMPARE(document.checkDisk(), AppDocument::DiskState::Same);
        QVERIFY(writeFile(path, "[]"));
        QCOMPARE(document.checkDisk(), AppDocument::DiskState::Changed);
        QVERIFY(document.reload());
        QCOMPARE(document.bytes(), "[]");
        QVERIFY(!document.isDirty());
        document.undoStack()->undo();
        QCOMPARE(document.bytes(), Sample);
        QVERIFY(document.isDirty());
        QVERIFY(writeFile(path, "[1]"));
        document.acceptDiskState();
        QCOMPARE(document.checkDisk(), AppDocument::DiskState::Same);
        QVERIFY(document.isDirty());
        QVERIFY(QFile::remove(path));
        QCOMPARE(document.checkDisk(), AppDocument::DiskState::Deleted);
        QVERIFY(document.save());
        QCOMPARE(readFile(path).value(), Sample);
    }

    void savingFailsWithoutLosingAnything()
    {
        AppDocument document;
        document.loadUntitled(Sample);
        QVERIFY(!document.save());
        const Result<void> result = document.saveAs(m_folder.path());
        QVERIFY(!result);
        QVERIFY(document.isDirty());
        QCOMPARE(document.bytes(), Sample);
        QVERIFY(document.path().isEmpty());
    }

    void restoredChangesAreOneUndoStepAwayFromTheDisk()
    {
        AppDocument document;
        QVERIFY(document.load(sampleFile()));
        document.restoreUnsaved("{\"id\": \"/b\"}");
        QVERIFY(document.isDirty());
        document.undoStack()->undo();
        QVERIFY(!document.isDirty());
    }
};

QTEST_GUILESS_MAIN(TestAppDocument)
#include "tst_appdocument.moc"
