// SPDX-License-Identifier: GPL-3.0-or-later
// Rows and cards in another order: by mouse, by keys, by menu.
#include "formfixture.h"

#include "ui/form/cardseditor.h"
#include "ui/form/rowmoves.h"
#include "ui/form/tableeditor.h"

#include <QApplication>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray App = R"({
  "id": "/a",
  "args": ["one", "two",
           "three"],
  "env": {"B": "2", "A":"1" , "C": "3"},
  "constraints": [["hostname", "UNIQUE"], ["rack", "GROUP_BY", "2"]],
  "networks": [{"mode": "container/bridge"}],
  "uris": ["1.tgz", "2.tgz"],
  "container": {
    "type": "DOCKER", "docker": {"image": "a:1"},
    "portMappings": [{"containerPort": 80, "name": "http"}, {"containerPort": 81}],
    "volumes": [{"containerPath": "/x", "hostPath": "/x", "mode": "RW"},
      {"containerPath": "/y", "hostPath": "/y", "mode": "RO"}]
  },
  "healthChecks": [{"protocol": "MESOS_TCP", "portIndex": 0}]
}
)";

/// Delivers a drop as the window system does, to the widget itself.
bool drop(QWidget &target, QMimeData &data, QPoint at)
{
    QDragEnterEvent enter(at, Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &enter);
    QDragMoveEvent move(at, Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &move);
    if (!enter.isAccepted() || !move.isAccepted())
        return false;
    QDropEvent drop(at, Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &drop);
    return drop.isAccepted();
}

} // namespace

class TestReorder : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreDragged_data()
    {
        QTest::addColumn<QByteArray>("table");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("arguments") << "/args"_ba
                                   << "[\"one\", \"two\",\n           \"three\"]"_ba
                                   << "[\"two\", \"three\",\n           \"one\"]"_ba;
        QTest::newRow("variables") << "/env"_ba
                                   << R"({"B": "2", "A":"1" , "C": "3"})"_ba
                                   << R"({"A":"1", "C": "3" , "B": "2"})"_ba;
        QTest::newRow("rules") << "/constraints"_ba
                               << R"([["hostname", "UNIQUE"], ["rack", "GROUP_BY", "2"]])"_ba
                               << R"([["rack", "GROUP_BY", "2"], ["hostname", "UNIQUE"]])"_ba;
        QTest::newRow("addresses") << "/uris"_ba
                                   << R"(["1.tgz", "2.tgz"])"_ba
                                   << R"(["2.tgz", "1.tgz"])"_ba;
    }
    void rowsAreDragged()
    {
        QFETCH(QByteArray, table);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        FormFixture form(App);
        auto *editor = qobject_cast<TableEditor *>(form.open(table));
        QVERIFY(editor);
        QTableView *view = editor->view();
        const auto data
            = std::unique_ptr<QMimeData>(view->model()->mimeData({view->model()->index(0, 0)}));
        // Below the last row is the end of the list.
        const int last = view->model()->rowCount() - 1;
        const QRect row = view->visualRect(view->model()->index(last, 0));
        QVERIFY(drop(*view->viewport(), *data, QPoint(row.center().x(), row.bottom())));
        QCOMPARE(form.document.bytes(), QByteArray(App).replace(before, after));
        QCOMPARE(form.document.undoStack()->count(), 1);
        QCOMPARE(view->currentIndex().row(), last);
        form.undoAll();
        QCOMPARE(form.document.bytes(), App);
    }

    void movedPortsTakeTheirChecksAlong()
    {
        FormFixture form(App);
        auto *editor = qobject_cast<TableEditor *>(form.open("/container/portMappings"));
        QVERIFY(editor);
        editor->view()->setCurrentIndex(editor->view()->model()->index(0, 1));
        QTest::keyClick(editor->view(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(form.at("/container/portMappings/1/name").stringOr(), u"http"_s);
        QCOMPARE(form.at("/healthChecks/0/portIndex").toInteger(), 1);
        QCOMPARE(form.document.undoStack()->count(), 1);
        QTest::keyClick(editor->view(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(form.document.bytes(), App);
    }

    void othersRowsAreRefused()
    {
        FormFixture form(App);
        auto *editor = qobject_cast<TableEditor *>(form.open("/args"));
        const int stranger = 0;
        const auto data = rowsToDrag(&stranger, {0});
        QVERIFY(!drop(*editor->view()->viewport(), *data, QPoint(20, 40)));
        QCOMPARE(form.document.bytes(), App);
    }

    void sortedVariablesStay()
    {
        FormFixture form(App);
        auto *editor = qobject_cast<TableEditor *>(form.open("/env"));
        for (QPushButton *button : editor->findChildren<QPushButton *>()) {
            if (button->isCheckable() && button->text().startsWith(u"Sort"_s))
                button->click();
        }
        editor->view()->setCurrentIndex(editor->view()->model()->index(0, 0));
        QTest::keyClick(editor->view(), Qt::Key_Down, Qt::AltModifier);
        QVERIFY(!editor->view()->dragEnabled());
        QCOMPARE(form.document.bytes(), App);
    }

    void cardsAreDragged()
    {
        FormFixture form(App);
        auto *cards = qobject_cast<CardsEditor *>(form.open("/container/volumes"));
        QVERIFY(cards);
        const auto data = rowsToDrag(cards, {1});
        QVERIFY(drop(*cards, *data, QPoint(50, 2)));
        QCOMPARE(form.at("/container/volumes/0/containerPath").stringOr(), u"/y"_s);
        QCOMPARE(form.document.undoStack()->count(), 1);
        form.undoAll();
        QCOMPARE(form.document.bytes(), App);
    }

    void cardsMoveByKeysAndMenu()
    {
        FormFixture form(App);
        auto *cards = qobject_cast<CardsEditor *>(form.open("/container/volumes"));
        QVERIFY(cards);
        auto *title = cards->findChildren<QToolButton *>().first();
        title->setFocus();
        QTest::keyClick(title, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(form.at("/container/volumes/1/containerPath").stringOr(), u"/x"_s);
        QMenu menu;
        cards->addMenuActions(menu); // the focus has gone along to the second card
        QCOMPARE(menu.actions().first()->text(), u"Move up"_s);
        menu.actions().first()->trigger();
        QCOMPARE(form.document.bytes(), App);
    }
};

QTEST_MAIN(TestReorder)
#include "tst_reorder.moc"
