// SPDX-License-Identifier: GPL-3.0-or-later
// What a cell of a table can hold: pasted command lines, several lines, known keys.
#include "formfixture.h"

#include "ui/form/knownkeys.h"
#include "ui/form/linesdialog.h"
#include "ui/form/splitdialog.h"
#include "ui/form/tableeditor.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableView>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestCells : public QObject
{
    Q_OBJECT

private:
    static QAbstractButton *button(const QDialog &dialog, const QString &text)
    {
        for (QPushButton *candidate : dialog.findChildren<QPushButton *>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }

private slots:
    void commandLinesAreSplit()
    {
        FormFixture form(R"({"id": "/a", "args": ["first"]})");
        auto *editor = qobject_cast<TableEditor *>(form.open("/args"));
        QVERIFY(editor);
        editor->view()->setCurrentIndex(editor->view()->model()->index(0, 0));
        QGuiApplication::clipboard()->setText(u"java -jar 'my app.jar'\n"_s);
        QTest::keyClick(editor->view(), Qt::Key_V, Qt::ControlModifier);
        auto *dialog = form.view.findChild<SplitDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(button(*dialog, u"Add 3 arguments"_s));
        button(*dialog, u"Add 3 arguments"_s)->click();
        QCOMPARE(form.document.bytes(),
            R"({"id": "/a", "args": ["first", "java", "-jar", "my app.jar"]})");
        QCOMPARE(form.document.undoStack()->count(), 1);
    }

    void orTakenWhole()
    {
        FormFixture form(R"({"id": "/a", "args": []})");
        auto *editor = qobject_cast<TableEditor *>(form.open("/args"));
        QVERIFY(editor);
        editor->addRow();
        auto *line = editor->view()->findChild<QLineEdit *>();
        QVERIFY(line);
        QGuiApplication::clipboard()->setText(u"a b"_s);
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
        auto *dialog = form.view.findChild<SplitDialog *>();
        QVERIFY(dialog);
        button(*dialog, u"Add as one argument"_s)->click();
        QCOMPARE(form.document.bytes(), R"({"id": "/a", "args": ["a b"]})");
    }

    void oneWordIsPastedAsEver()
    {
        FormFixture form(R"({"id": "/a", "args": ["x"]})");
        auto *editor = qobject_cast<TableEditor *>(form.open("/args"));
        editor->view()->edit(editor->view()->model()->index(0, 0));
        auto *line = editor->view()->findChild<QLineEdit *>();
        QVERIFY(line);
        line->selectAll();
        QGuiApplication::clipboard()->setText(u"two words"_s);
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier); // the line was not empty
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(!form.view.findChild<SplitDialog *>());
        QTRY_COMPARE(form.document.bytes(), R"({"id": "/a", "args": ["two words"]})");
    }

    void severalLines()
    {
        const QByteArray before = R"({"id": "/a", "env": {"TEXT": "one"}})";
        FormFixture form(before);
        auto *editor = qobject_cast<TableEditor *>(form.open("/env"));
        QVERIFY(editor);
        editor->view()->edit(editor->view()->model()->index(0, 1));
        auto *line = editor->view()->findChild<QLineEdit *>();
        QVERIFY(line);
        QTest::keyClick(line, Qt::Key_End);
        QTest::keyClicks(line, u"!"_s);
        QTest::keyClick(line, Qt::Key_Down, Qt::AltModifier);
        QTRY_VERIFY(form.view.findChild<LinesDialog *>());
        QPointer<LinesDialog> dialog = form.view.findChild<LinesDialog *>();
        auto *text = dialog->findChild<QPlainTextEdit *>();
        QCOMPARE(text->toPlainText(), u"one!"_s); // typed, not written yet
        QCOMPARE(form.document.bytes(), before);
        QTest::keyClick(text, Qt::Key_Return);
        QTest::keyClicks(text, u"two"_s);
        button(*dialog, u"Take over"_s)->click();
        QCOMPARE(form.at("/env/TEXT").literal().toByteArray(), R"("one!\ntwo")");
        QCOMPARE(form.document.undoStack()->count(), 1);
        QCOMPARE(editor->view()->model()->index(0, 1).data().toString(), u"one! ↵ two"_s);

        // From now on the cell has no line to offer.
        QTRY_VERIFY(!dialog);
        editor->view()->edit(editor->view()->model()->index(0, 1));
        QTRY_VERIFY(form.view.findChild<LinesDialog *>());
        form.view.findChild<LinesDialog *>()->reject();
        QCOMPARE(form.document.undoStack()->count(), 1);
    }

    void rowsAreNotHiddenByABar_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {420, 560, 900})
            QTest::addRow("%d wide", width) << width;
    }
    void rowsAreNotHiddenByABar()
    {
        QFETCH(int, width);
        FormFixture form(R"({"id": "/a", "constraints": [["hostname", "MAX_PER", "1"]],
            "fetch": [{"uri": "x.tgz"}], "env": {"A": "1", "B": "2"}})");
        form.view.resize(width, 700);
        for (const char *table : {"/constraints", "/fetch", "/env"}) {
            auto *editor = qobject_cast<TableEditor *>(form.open(table));
            QVERIFY(editor);
            const QTableView *view = editor->view();
            QTRY_VERIFY(view->viewport()->rect().bottom()
                >= view->visualRect(view->model()->index(view->model()->rowCount() - 1, 0))
                       .bottom());
        }
    }

    void knownKeysAreOffered_data()
    {
        QTest::addColumn<QByteArray>("app");
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QString>("key");
        QTest::newRow("labels") << R"({"id": "/a", "labels": {"x": "y"}})"_ba
                                << "/labels"_ba << u"HAPROXY_GROUP"_s;
        QTest::newRow("docker parameters")
            << R"({"id": "/a", "container": {"type": "DOCKER", "docker": {"image": "a:1", "parameters": [{"key": "", "value": ""}]}}})"_ba
            << "/container/docker/parameters"_ba << u"ulimit"_s;
    }
    void knownKeysAreOffered()
    {
        QFETCH(QByteArray, app);
        QFETCH(QByteArray, table);
        QFETCH(QString, key);
        FormFixture form(app);
        auto *editor = qobject_cast<TableEditor *>(form.open(table));
        QVERIFY(editor);
        editor->view()->edit(editor->view()->model()->index(0, 0));
        auto *list = editor->view()->findChild<QComboBox *>();
        QVERIFY(list);
        QVERIFY(list->isEditable());
        QVERIFY(list->findText(key) >= 0);
        QVERIFY(!list->itemData(list->findText(key), Qt::ToolTipRole).toString().isEmpty());
        list->setEditText(u"my.own"_s);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(form.document.bytes().contains("\"my.own\""));
    }

    void theTableOfKeysIsSound()
    {
        for (const char *place : {"/labels", "/container/portMappings/*/labels",
                 "/container/docker/parameters", "/portDefinitions/*/labels"}) {
            const QList<Suggestion> keys = knownKeys(place);
            QVERIFY2(!keys.isEmpty(), place);
            QStringList names;
            for (const Suggestion &known : keys) {
                QVERIFY2(!known.note.isEmpty(), qPrintable(known.value));
                names.append(known.value);
            }
            QCOMPARE(names.removeDuplicates(), 0);
        }
        QVERIFY(knownKeys("/env").isEmpty());
    }
};

QTEST_MAIN(TestCells)
#include "tst_cells.moc"
