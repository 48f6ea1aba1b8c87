// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bracepair.h"
#include "ui/editor/editorlook.h"
#include "ui/editor/jsoneditor.h"
#include "ui/editor/scintilla.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Sci = QsciScintillaBase;

namespace {

/// A document and its editor in a window of their own.
struct Opened
{
    explicit Opened(const QByteArray &bytes)
    {
        document.loadUntitled(bytes);
        editor = new JsonEditor(document, &window);
        (new QVBoxLayout(&window))->addWidget(editor);
        window.resize(600, 400);
        window.show();
        window.activateWindow();
        isReady = QTest::qWaitForWindowActive(&window);
        editor->setFocus();
    }
    ~Opened() { delete editor; } // before its document
    Q_DISABLE_COPY_MOVE(Opened)

    AppDocument document;
    QWidget window;
    JsonEditor *editor = nullptr;
    bool isReady = false;
};

QByteArray sample(const QByteArray &lineEnd)
{
    return QByteArray("{\n  \"id\": \"/shop/api\",\n  \"cpus\": 0.10,\n  \"env\": {\n    \"NAME\": "
                      "\"Žluťoučký 😀\"\n  }\n}\n")
        .replace("\n", lineEnd);
}

} // namespace

class TestJsonEditor : public QObject
{
    Q_OBJECT

private slots:
    void keepsEveryByte_data();
    void keepsEveryByte();
    void typingReachesTheDocument();
    void typingIsTheSameForScreenReaders();
    void bracesOfTheTree_data();
    void bracesOfTheTree();
    void typingIsOneStep();
    void replacingASelectionIsOneEdit();
    void documentEditsReachTheEditor();
    void cursorSurvivesOtherEdits();
    void undoComesFromTheDocument_data();
    void undoComesFromTheDocument();
    void undoActionGetsItsShortcut();
    void pasteTakesTheLineEnds();
    void newlineIndents_data();
    void newlineIndents();
    void closingBracketAligns();
    void movesLines_data();
    void movesLines();
    void tabIndentsOrLeaves();
    void completionOffersAndInserts();
    void quoteOpensTheList();
    void foldsFromTheTree();
    void restylesWhatChanged();
    void loadingReplacesAll();
    void largeFileKeepsUp();
};

void TestJsonEditor::keepsEveryByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("LF") << sample("\n");
    QTest::newRow("CR LF") << sample("\r\n");
    QTest::newRow("CR alone") << sample("\r");
    QTest::newRow("mixed line ends") << sample("\n") + sample("\r\n") + sample("\r");
    QTest::newRow("byte order mark") << "\xef\xbb\xbf" + sample("\n");
    QTest::newRow("no final newline") << sample("\n").trimmed();
    QTest::newRow("NUL") << "{\"a\": \"x"_ba + '\0' + "y\"}\n"_ba + '\0';
    QTest::newRow("invalid UTF-8") << "{\"a\": \"\xff\xfe\x80\xc3\", \"b\": \"\xed\xa0\x80\"}\n"_ba;
    QTest::newRow("tabs and odd blanks") << "{\t\"a\"\t:\t1 \v\f}\n"_ba;
    QTest::newRow("empty") << QByteArray();
}

void TestJsonEditor::keepsEveryByte()
{
    QFETCH(QByteArray, bytes);
    Opened opened(bytes);
    QCOMPARE(opened.editor->bytes(), bytes);

    constexpr quint32 Seed = 20260711;
    QRandomGenerator random(Seed);
    const QByteArrayList pieces{
        "x", "\"", "{}", "\r", "\n", "\r\n", QByteArray(1, '\0'), "\xff", "ž"};
    for (int i = 0; i < 200; ++i) {
        const qsizetype size = opened.document.bytes().size();
        const qsizetype begin = random.bounded(int(size) + 1);
        const qsizetype end = qMin(size, begin + random.bounded(4));
        const QByteArray &piece = pieces[random.bounded(int(pieces.size()))];
        switch (random.bounded(5)) {
        case 0: // somebody else edits
            QVERIFY(opened.document.apply(u"Edit"_s, {{{begin, end}, piece}}));
            break;
        case 1: // several places at once
            QVERIFY(
                opened.document.apply(u"Edit"_s, {{{begin, end}, piece}, {{size, size}, "\n"}}));
            break;
        case 2: // typing over a selection
            opened.editor->select({begin, end});
            QTest::keyClick(opened.editor, Qt::Key_7);
            break;
        case 3:
            opened.editor->undo();
            break;
        default:
            opened.editor->redo();
        }
        QVERIFY2(opened.editor->bytes() == opened.document.bytes(),
            qPrintable(u"step %1, seed %2"_s.arg(i).arg(Seed)));
    }
    opened.document.endTyping();
    while (opened.document.undoStack()->canUndo())
        opened.document.undoStack()->undo();
    QCOMPARE(opened.document.bytes(), bytes);
    QCOMPARE(opened.editor->bytes(), bytes);
}

void TestJsonEditor::typingReachesTheDocument()
{
    Opened opened("{}");
    opened.editor->setCursorOffset(1);
    QSignalSpy edited(&opened.document, &AppDocument::edited);
    QTest::keyClicks(opened.editor, u"\"a\": 1"_s);
    QCOMPARE(opened.document.bytes(), "{\"a\": 1}"_ba);
    QCOMPARE(opened.editor->bytes(), opened.document.bytes());
    QCOMPARE(edited.count(), 6);
    QCOMPARE(edited.first().at(1).value<const QObject *>(), opened.editor);
    QTest::keyClick(opened.editor, Qt::Key_Backspace);
    QTest::keyClick(opened.editor, Qt::Key_Home);
    QTest::keyClick(opened.editor, Qt::Key_Delete);
    QCOMPARE(opened.document.bytes(), "\"a\": }"_ba);
}

void TestJsonEditor::typingIsTheSameForScreenReaders()
{
    QAccessible::setActive(true);
    AppDocument document;
    document.loadUntitled("{}");
    JsonEditor editor(document);
    editor.show();
    editor.setCursorOffset(1);
    QTest::keyClicks(&editor, u" 1"_s);
    QTest::keyClick(&editor, Qt::Key_Backspace);
    QAccessible::setActive(false);
    QCOMPARE(document.bytes(), "{ }");
    QCOMPARE(editor.bytes(), document.bytes());
    QCOMPARE(document.undoStack()->count(), 1);
}

void TestJsonEditor::bracesOfTheTree_data()
{
    QTest::addColumn<QByteArray>("text"); // the cursor is at the |
    QTest::addColumn<qsizetype>("brace");
    QTest::addColumn<qsizetype>("partner");
    const auto row = [](const char *name, const char *text, qsizetype brace, qsizetype partner) {
        QTest::newRow(name) << QByteArray(text) << brace << partner;
    };
    row("before the first", "|{\"a\": []}", 0, 8);
    row("behind the first", "{|\"a\": []}", 0, 8);
    row("behind the last", "{\"a\": []}|", 8, 0);
    row("between two: the one before", "{\"a\": []|}", 7, 6);
    row("in an empty list", "{\"a\": [|]}", 6, 7);
    row("nothing near", "{\"|a\": []}", -1, -1);
    row("in a text", "[\"{|\"]", -1, -1);
    row("in a key", "{\"[|\": {}}", -1, -1);
    row("never closed", "{|\"a\": 1", 0, -1);
    row("closed by another", "[|1}", 0, -1);
    row("without a beginning", "{}}|", 2, -1);
    row("alone in the text", "|]", 0, -1);
    row("no text", "|", -1, -1);
}

void TestJsonEditor::bracesOfTheTree()
{
    QFETCH(QByteArray, text);
    QFETCH(qsizetype, brace);
    QFETCH(qsizetype, partner);
    const qsizetype cursor = text.indexOf('|');
    const BracePair pair = bracePairAt(JsonTree::parse(text.remove(cursor, 1)), cursor);
    QCOMPARE(pair.brace, brace);
    QCOMPARE(pair.partner, partner);
}

void TestJsonEditor::typingIsOneStep()
{
    Opened opened("[]");
    opened.editor->setCursorOffset(1);
    QTest::keyClicks(opened.editor, u"123"_s);
    QCOMPARE(opened.document.undoStack()->count(), 1);
    opened.editor->undo();
    QCOMPARE(opened.document.bytes(), "[]"_ba);
}

void TestJsonEditor::replacingASelectionIsOneEdit()
{
    Opened opened("[12345]");
    QSignalSpy edited(&opened.document, &AppDocument::edited);
    opened.editor->select({1, 6});
    QTest::keyClick(opened.editor, Qt::Key_9);
    QCOMPARE(opened.document.bytes(), "[9]"_ba);
    QCOMPARE(edited.count(), 1);
    QVERIFY((edited.first().first().value<TextEdit>() == TextEdit{{1, 6}, "9"}));
}

void TestJsonEditor::documentEditsReachTheEditor()
{
    Opened opened(sample("\n"));
    QVERIFY(opened.document.setField(u"CPU"_s, JsonPointer::of("/cpus"), "2"));
    QVERIFY(opened.document.setField(u"Memory"_s, JsonPointer::of("/mem"), "512"));
    QVERIFY(opened.editor->bytes().contains("\"cpus\": 2,"));
    QCOMPARE(opened.editor->bytes(), opened.document.bytes());
}

void TestJsonEditor::cursorSurvivesOtherEdits()
{
    Opened opened("[1, 22, 333]");
    opened.editor->setCursorOffset(8);
    QVERIFY(opened.document.apply(u"Edit"_s, {{{1, 2}, "1111"}}));
    QCOMPARE(opened.editor->cursorOffset(), 11);
    QVERIFY(opened.document.apply(u"Edit"_s, {{{12, 13}, "44"}}));
    QCOMPARE(opened.editor->cursorOffset(), 11);
}

void TestJsonEditor::undoComesFromTheDocument_data()
{
    QTest::addColumn<Qt::Key>("redoKey");
    QTest::addColumn<Qt::KeyboardModifiers>("redoModifiers");
    QTest::newRow("Ctrl+Shift+Z") << Qt::Key_Z << (Qt::ControlModifier | Qt::ShiftModifier);
    QTest::newRow("Ctrl+Y") << Qt::Key_Y << Qt::KeyboardModifiers(Qt::ControlModifier);
}

void TestJsonEditor::undoComesFromTheDocument()
{
    QFETCH(Qt::Key, redoKey);
    QFETCH(Qt::KeyboardModifiers, redoModifiers);
    Opened opened(sample("\n"));
    const QByteArray before = opened.document.bytes();
    QVERIFY(opened.document.setField(u"CPU"_s, JsonPointer::of("/cpus"), "2"));
    const QByteArray after = opened.document.bytes();
    opened.editor->setCursorOffset(0);
    QTest::keyClick(opened.editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(opened.document.bytes(), before);
    QCOMPARE(opened.editor->bytes(), before);
    QTest::keyClick(opened.editor, redoKey, redoModifiers);
    QCOMPARE(opened.document.bytes(), after);
    QCOMPARE(opened.editor->bytes(), after);
    QCOMPARE(send(*opened.editor, Sci::SCI_CANUNDO), 0);
}

void TestJsonEditor::undoActionGetsItsShortcut()
{
    Opened opened(sample("\n"));
    QAction action(u"Undo"_s);
    action.setShortcut(QKeySequence::Undo);
    opened.window.addAction(&action);
    QSignalSpy triggered(&action, &QAction::triggered);
    QTest::keyClicks(opened.editor, u" "_s);
    QTest::keyClick(opened.editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(triggered.count(), 1);
}

void TestJsonEditor::pasteTakesTheLineEnds()
{
    Opened opened("{\r\n}\r\n");
    opened.editor->setCursorOffset(3);
    QApplication::clipboard()->setText(u"\"a\": 1,\n\"b\": 2\n"_s);
    QTest::keyClick(opened.editor, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(opened.document.bytes(), "{\r\n\"a\": 1,\r\n\"b\": 2\r\n}\r\n"_ba);
    QCOMPARE(opened.document.undoStack()->count(), 1);
}

void TestJsonEditor::newlineIndents_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("copies the indentation") << "{\n    \"a\": 1,|\n}"_ba
                                            << "{\n    \"a\": 1,\n    |\n}"_ba;
    QTest::newRow("one level more") << "{\n  \"a\": {|\n  }\n}"_ba
                                    << "{\n  \"a\": {\n    |\n  }\n}"_ba;
    QTest::newRow("between brackets") << "{\n\t\"a\": [|]\n}"_ba
                                      << "{\n\t\"a\": [\n\t\t|\n\t]\n}"_ba;
    QTest::newRow("CR LF") << "{|\r\n  \"a\": 1\r\n}"_ba
                           << "{\r\n  |\r\n  \"a\": 1\r\n}"_ba;
}

void TestJsonEditor::newlineIndents()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const qsizetype at = before.indexOf('|');
    Opened opened(before.remove(at, 1));
    opened.editor->setCursorOffset(at);
    QTest::keyClick(opened.editor, Qt::Key_Return);
    QByteArray found = opened.document.bytes();
    QCOMPARE(found.insert(opened.editor->cursorOffset(), '|'), after);
    QCOMPARE(opened.document.undoStack()->count(), 1);
}

void TestJsonEditor::closingBracketAligns()
{
    Opened opened("{\n  \"a\": {\n    \"b\": 1\n    \n");
    opened.editor->setCursorOffset(26);
    QTest::keyClicks(opened.editor, u"}"_s);
    QCOMPARE(opened.document.bytes(), "{\n  \"a\": {\n    \"b\": 1\n  }\n"_ba);
}

void TestJsonEditor::movesLines_data()
{
    QTest::addColumn<int>("line");
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("down") << 1 << Qt::Key_Down << "[\n2,\n1,\n3]"_ba;
    QTest::newRow("up") << 2 << Qt::Key_Up << "[\n2,\n1,\n3]"_ba;
    QTest::newRow("last line without a line end") << 2 << Qt::Key_Down << "[\n1,\n3]\n2,"_ba;
    QTest::newRow("the first stays") << 0 << Qt::Key_Up << "[\n1,\n2,\n3]"_ba;
}

void TestJsonEditor::movesLines()
{
    QFETCH(int, line);
    QFETCH(Qt::Key, key);
    Opened opened("[\n1,\n2,\n3]");
    opened.editor->setCursorOffset(send(*opened.editor, Sci::SCI_POSITIONFROMLINE, line));
    QTest::keyClick(opened.editor, key, Qt::AltModifier);
    QTEST(opened.document.bytes(), "after");
}

void TestJsonEditor::tabIndentsOrLeaves()
{
    Opened opened("{\n  \"a\": 1\n}");
    QLineEdit next(&opened.window);
    opened.window.layout()->addWidget(&next);
    next.show();
    opened.editor->setCursorOffset(2);
    QTest::keyClick(opened.editor, Qt::Key_Tab);
    QCOMPARE(opened.document.bytes(), "{\n    \"a\": 1\n}"_ba);
    QVERIFY(opened.editor->hasFocus());

    QTest::keyClick(opened.editor, Qt::Key_Escape);
    QTest::keyClick(opened.editor, Qt::Key_Tab);
    QVERIFY(next.hasFocus());

    opened.editor->setFocus();
    QTest::keyClick(opened.editor, Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(opened.editor->tabMovesFocus());
    QTest::keyClick(opened.editor, Qt::Key_Tab);
    QVERIFY(next.hasFocus());
    QCOMPARE(opened.document.undoStack()->count(), 1);
}

void TestJsonEditor::completionOffersAndInserts()
{
    Opened opened("{\n  \"id\": \"/a\",\n  \n}");
    opened.editor->setCursorOffset(18);
    QTest::keyClick(opened.editor, Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(send(*opened.editor, Sci::SCI_AUTOCACTIVE));
    QTest::keyClicks(opened.editor, u"cm"_s);
    QTest::keyClick(opened.editor, Qt::Key_Return);
    QCOMPARE(opened.document.bytes(), "{\n  \"id\": \"/a\",\n  \"cmd\": \"\"\n}"_ba);
    QCOMPARE(opened.editor->cursorOffset(), 26);
    QCOMPARE(opened.editor->bytes(), opened.document.bytes());
    QVERIFY(opened.document.undoStack()->undoText().contains(u"cmd"_s));
}

void TestJsonEditor::quoteOpensTheList()
{
    Opened opened("{\n  \n}");
    opened.editor->setCursorOffset(4);
    QTest::keyClicks(opened.editor, u"\""_s);
    QVERIFY(send(*opened.editor, Sci::SCI_AUTOCACTIVE));
    QTest::keyClicks(opened.editor, u"forc"_s);
    QVERIFY2(!send(*opened.editor, Sci::SCI_AUTOCACTIVE), "no such key in an app");
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(opened.editor, Qt::Key_Backspace);
    QTest::keyClicks(opened.editor, u"\"x\""_s);
    QVERIFY2(!send(*opened.editor, Sci::SCI_AUTOCACTIVE), "a closing quote asks for nothing");
}

void TestJsonEditor::foldsFromTheTree()
{
    Opened opened("{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": []\n}\n");
    send(*opened.editor, Sci::SCI_COLOURISE, 0, -1);
    const auto level
        = [&opened](int line) { return send(*opened.editor, Sci::SCI_GETFOLDLEVEL, line); };
    QCOMPARE(level(0), 0x400 | 0x2000);
    QCOMPARE(level(1), 0x401 | 0x2000);
    QCOMPARE(level(2), 0x402);
    QCOMPARE(level(4), 0x401);
    send(*opened.editor, Sci::SCI_FOLDLINE, 1, Sci::SC_FOLDACTION_CONTRACT);
    QCOMPARE(send(*opened.editor, Sci::SCI_GETLINEVISIBLE, 2), 0);
    opened.editor->reveal(opened.document.bytes().indexOf("\"b\""));
    QCOMPARE(send(*opened.editor, Sci::SCI_GETLINEVISIBLE, 2), 1);
}

void TestJsonEditor::restylesWhatChanged()
{
    Opened opened("[1, true]");
    const auto style = [&opened](qsizetype at) {
        send(*opened.editor, Sci::SCI_COLOURISE, 0, -1);
        return send(*opened.editor, Sci::SCI_GETSTYLEAT, at);
    };
    QCOMPARE(style(1), 3);
    QCOMPARE(style(4), 4);
    opened.editor->select({1, 2});
    QTest::keyClicks(opened.editor, u"\"1\""_s);
    QCOMPARE(style(1), 2);
    QVERIFY(opened.document.apply(u"Edit"_s, {{{6, 10}, "7"}}));
    QCOMPARE(style(6), 3);
}

void TestJsonEditor::loadingReplacesAll()
{
    Opened opened(sample("\n"));
    opened.document.loadUntitled("[\r\n1\r\n]");
    QCOMPARE(opened.editor->bytes(), "[\r\n1\r\n]"_ba);
    QCOMPARE(send(*opened.editor, Sci::SCI_GETEOLMODE), Sci::SC_EOL_CRLF);
}

void TestJsonEditor::largeFileKeepsUp()
{
    QByteArray text = "{\n  \"env\": {\n";
    for (int i = 0; text.size() < 1'800'000; ++i)
        text += "    \"VARIABLE_" + QByteArray::number(i) + "\": \"some value of it\",\n";
    text += "    \"LAST\": \"\"\n  }\n}\n";
    Opened opened(text);
    opened.editor->setCursorOffset(text.size() / 2);
    QTest::keyClick(opened.editor, Qt::Key_Space); // styles up to here once
    QElapsedTimer timer;
    timer.start();
    constexpr int Strokes = 10;
    for (int i = 0; i < Strokes; ++i) {
        QTest::keyClick(opened.editor, Qt::Key_Space);
        opened.editor->viewport()->repaint();
    }
    const qint64 perStroke = timer.elapsed() / Strokes;
    qInfo("%lld ms per key stroke in %lld bytes", perStroke, static_cast<long long>(text.size()));
    // Measured far lower; the bound catches a styling of the whole text, not a busy machine.
    QVERIFY(perStroke < 1000);
    QCOMPARE(opened.editor->bytes(), opened.document.bytes());
}

QTEST_MAIN(TestJsonEditor)

#include "tst_jsoneditor.moc"
