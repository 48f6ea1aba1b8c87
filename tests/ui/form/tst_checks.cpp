// SPDX-License-Identifier: GPL-3.0-or-later
// Health checks and the generic check: ports by name, kinds, cards.
#include "formfixture.h"

#include "ui/form/card.h"
#include "ui/form/segmentedcontrol.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray App = R"({
  "id": "/a",
  "networks": [{"mode": "container/bridge"}],
  "container": {"portMappings": [{"containerPort": 80, "name": "http"}, {"containerPort": 0}]},
  "healthChecks": [{"protocol": "MESOS_HTTP", "path": "/h", "portIndex": 1}]
}
)";

void choose(QComboBox &list, const QString &text)
{
    const int row = list.findText(text);
    QVERIFY2(row >= 0, qPrintable(text));
    list.setCurrentIndex(row);
    emit list.activated(row);
}

} // namespace

class TestChecks : public QObject
{
    Q_OBJECT

private slots:
    void portsAreChosenByName()
    {
        FormFixture form(App);
        auto *list = form.control<QComboBox>("/healthChecks/0/portIndex");
        QVERIFY(list);
        QCOMPARE(list->currentText(), u"1 · auto"_s);
        choose(*list, u"0 · http (80)"_s);
        QCOMPARE(form.document.bytes(), QByteArray(App).replace("Index\": 1", "Index\": 0"));
        choose(*list, u"First port – default"_s);
        QVERIFY(!form.at("/healthChecks/0/portIndex"));
    }

    void fixedNumberIsAFieldOfItsOwn()
    {
        FormFixture form(App);
        auto *list = form.control<QComboBox>("/healthChecks/0/portIndex");
        choose(*list, u"Fixed number…"_s);
        QCOMPARE(form.at("/healthChecks/0/port").toInteger(), 8080);
        QVERIFY(!form.at("/healthChecks/0/portIndex"));
        QCOMPARE(form.document.undoStack()->count(), 1);
        QCOMPARE(list->currentText(), u"Fixed number 8080"_s);
        auto *line = qobject_cast<QLineEdit *>(form.view.focusWidget());
        QVERIFY(line); // ready to be written over
        QCOMPARE(line->text(), u"8080"_s);
        choose(*list, u"0 · http (80)"_s);
        QVERIFY(!form.at("/healthChecks/0/port"));
        QCOMPARE(form.at("/healthChecks/0/portIndex").toInteger(), 0);
        QCOMPARE(form.document.undoStack()->count(), 2);
    }

    void placesThatAreNotThereAreShown()
    {
        FormFixture form(QByteArray(App).replace("Index\": 1", "Index\": 7"));
        auto *list = form.control<QComboBox>("/healthChecks/0/portIndex");
        QCOMPARE(list->currentText(), u"7 – no such port"_s);
    }

    void genericCheckIsACard()
    {
        FormFixture form(App);
        FieldEditor *editor = form.open("/check");
        QVERIFY(editor);
        auto *add = editor->findChild<QPushButton *>();
        QVERIFY(add->isVisible());
        QCOMPARE(add->menu()->actions().size(), 3);
        add->menu()->actions().first()->trigger();
        QCOMPARE(form.at("/check/http/path").stringOr(), u"/health"_s);
        auto *card = editor->findChild<Card *>();
        QVERIFY(card && card->isVisible() && card->isOpen());
        QVERIFY(!add->isVisible());
        QCOMPARE(card->title()->text(), u"HTTP /health on port http, every 60 s"_s);

        card->findChild<SegmentedControl *>()->segment(u"tcp"_s)->click();
        QVERIFY(!form.at("/check/http"));
        QCOMPARE(form.at("/check/tcp/portIndex").toInteger(), 0);
        QCOMPARE(form.document.undoStack()->count(), 2);
        QVERIFY(form.open("/check/tcp/portIndex")->isVisible());
        QCOMPARE(form.view.currentPointer().toUtf8(), "/check/tcp/portIndex");

        for (QToolButton *button : card->findChildren<QToolButton *>()) {
            if (button->text() == u"Remove"_s)
                button->click();
        }
        QVERIFY(!form.at("/check"));
        QVERIFY(add->isVisible());
        form.undoAll();
        QCOMPARE(form.document.bytes(), App);
    }
};

QTEST_MAIN(TestChecks)
#include "tst_checks.moc"
