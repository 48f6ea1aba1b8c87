// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include "base/textfile.h"
#include "ui/editor/jsoneditor.h"
#include "ui/editor/jsonpane.h"
#include "ui/form/formview.h"
#include "ui/shell/documentbar.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/startpage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTabBar>
#include <QUrl>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Orders = R"({
  "id": "/shop/orders",
  "instances": 3,
  "cpus": 0.5,
  "mem": 512,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": "registry.example.com/shop/orders:latest",
      "forcePullImage": true
    }
  }
}
)";

const QByteArray Group = R"({
  "id": "/shop",
  "apps": [
    {"id": "orders", "cmd": "sleep 1", "mem": 64},
    {"id": "web", "cmd": "sleep 2", "mem": 32}
  ]
}
)";

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsEmpty();
    void editsByFormUndoesAndSaves();
    void viewModes();
    void narrowWindowHasDropDowns();
    void switchesTheViewOfAValue();
    void syntaxMistakeHasABar_data();
    void syntaxMistakeHasABar();
    void restoresTheLastValidText();
    void groupHasAnOutline();
    void podIsTextOnly();
    void otherJsonSaysWhy();
    void problemsStayClosed();
    void jumpBoxGoesToAField();
    void jumpBoxRunsAnAction();
    void newAppHasNoErrors_data();
    void newAppHasNoErrors();
    void pasteMakesADocument();
    void dropOpensFiles();
    void closeAsks_data();
    void closeAsks();
    void middleClickCloses();
    void failedSaveIsExplained();
    void outsideChangeGivesOneBar();
    void missingFileIsExplained();
    void formatIsOneUndoStep();
    void documentsAreSwitched();
    void layoutComesBack();

private:
    [[nodiscard]] QString file(const QString &name, const QByteArray &bytes) const
    {
        const QString path = m_folder->filePath(name);
        [&] { QVERIFY(writeFile(path, bytes)); }();
        return path;
    }
    DocumentView *open(const QByteArray &bytes, const QString &name = u"orders.json"_s) const
    {
        return m_shell->window->openFile(file(name, bytes));
    }
    void restart(QSize size = {1400, 900})
    {
        m_shell.reset();
        m_shell = std::make_unique<WindowFixture>(m_folder->filePath(u"own"_s), size);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowFixture> m_shell;
};

void TestMainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    restart();
}

void TestMainWindow::cleanup()
{
    m_shell.reset();
    m_folder.reset();
}

void TestMainWindow::startsEmpty()
{
    QVERIFY(!m_shell->window->currentView());
    QVERIFY(m_shell->window->tabs().startPage().isVisible());
    QVERIFY(!m_shell->window->actions().action("file.save")->isEnabled());
    QVERIFY(m_shell->window->actions().action("file.new")->isEnabled());
}

void TestMainWindow::editsByFormUndoesAndSaves()
{
    DocumentView *view = open(Orders);
    auto *memory = m_shell->find<QWidget>(u"field:/mem"_s);
    QVERIFY(memory);
    auto *line = qobject_cast<QLineEdit *>(memory);
    if (!line)
        line = memory->findChild<QLineEdit *>();
    QVERIFY(line);
    QVERIFY(view->form()->focusField(JsonPointer::of("/mem")));
    line->selectAll();
    QTest::keyClicks(line, u"768"_s);
    QTest::keyClick(line, Qt::Key_Return);
    const QByteArray expected = QByteArray(Orders).replace("512", "768");
    QCOMPARE(view->document().bytes(), expected);
    QVERIFY(view->document().isDirty());
    const auto *tabs = m_shell->find<QTabBar>(u"documentTabs"_s);
    QCOMPARE(tabs->tabText(0), u"orders.json •"_s);

    m_shell->run("edit.undo");
    QCOMPARE(view->document().bytes(), Orders);
    QCOMPARE(tabs->tabText(0), u"orders.json"_s);
    QVERIFY(!m_shell->window->isWindowModified());

    m_shell->run("edit.redo");
    m_shell->run("file.save");
    QCOMPARE(*readFile(view->document().path()), expected);
    QCOMPARE(tabs->tabText(0), u"orders.json"_s);
}

void TestMainWindow::viewModes()
{
    DocumentView *view = open(Orders);
    QCOMPARE(view->viewMode(), ViewMode::Split);
    m_shell->run("view.form");
    QVERIFY(!view->json().isVisible());
    QVERIFY(view->form()->isVisible());
    m_shell->run("view.text");
    QVERIFY(view->json().isVisible());
    QVERIFY(!view->form()->isVisible());
    QVERIFY(m_shell->window->actions().action("view.text")->isChecked());
    m_shell->run("view.split");
    QVERIFY(view->json().isVisible());
    QVERIFY(view->form()->isVisible());
}

void TestMainWindow::narrowWindowHasDropDowns()
{
    restart({1000, 700});
    const DocumentView *view = open(Orders);
    QCOMPARE(view->viewMode(), ViewMode::Form);
    QVERIFY(!m_shell->find<QWidget>(u"sections"_s)->isVisible());
    QVERIFY(m_shell->find<QWidget>(u"sectionChoice"_s)->isVisible());
    m_shell->window->resize(1500, 900);
    QTRY_VERIFY(m_shell->find<QWidget>(u"sections"_s)->isVisible());
    QVERIFY(!m_shell->find<QWidget>(u"sectionChoice"_s)->isVisible());
    QCOMPARE(view->viewMode(), ViewMode::Split);
}

void TestMainWindow::switchesTheViewOfAValue()
{
    DocumentView *view = open(Orders);
    const JsonPointer image = JsonPointer::of("/container/docker/image");
    QVERIFY(view->form()->focusField(image));
    m_shell->run("view.switch");
    QTRY_VERIFY(view->json().isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(view->json().currentPointer(), image);
    view->json().goTo(JsonPointer::of("/mem"));
    m_shell->run("view.switch");
    QTRY_VERIFY(view->form()->isAncestorOf(QApplication::focusWidget()));
    QCOMPARE(view->form()->currentPointer(), JsonPointer::of("/mem"));
}

void TestMainWindow::syntaxMistakeHasABar_data()
{
    QTest::addColumn<ViewMode>("mode");
    QTest::newRow("form") << ViewMode::Form;
    QTest::newRow("split") << ViewMode::Split;
    QTest::newRow("text") << ViewMode::Text;
}

void TestMainWindow::syntaxMistakeHasABar()
{
    QFETCH(ViewMode, mode);
    DocumentView *view = open(Orders);
    view->setViewMode(mode);
    QVERIFY(!view->bar().isVisible());
    const qsizetype comma = Orders.indexOf(",\n  \"mem\"");
    QVERIFY(view->document().apply(u"Break"_s, {{{comma, comma + 1}, ""}}));
    QTRY_VERIFY(view->bar().isVisible());
    QVERIFY2(view->bar().text().startsWith(u"Line "_s), qPrintable(view->bar().text()));
    QVERIFY(!view->form()->findChild<QWidget *>(u"formNotice"_s)->isVisible()); // said once
    m_shell->run("edit.undo");
    QVERIFY(!view->bar().isVisible());
}

void TestMainWindow::restoresTheLastValidText()
{
    DocumentView *view = open(Orders);
    view->setViewMode(ViewMode::Text);
    QVERIFY(view->document().apply(u"Break"_s, {{{0, 1}, ""}}));
    QTRY_VERIFY(view->bar().isVisible());
    const QList<QPushButton *> buttons = view->bar().findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 2);
    QTest::mouseClick(buttons.last(), Qt::LeftButton);
    QTRY_COMPARE(view->document().bytes(), Orders);
    QVERIFY(!view->bar().isVisible());
}

void TestMainWindow::groupHasAnOutline()
{
    DocumentView *view = open(Group);
    QVERIFY(view->form());
    QCOMPARE(view->form()->app(), JsonPointer::of("/apps/0"));
    QVERIFY(m_shell->find<QWidget>(u"outline"_s)->isVisible());
    view->jumpTo(JsonPointer::of("/apps/1/mem"));
    QCOMPARE(view->form()->app(), JsonPointer::of("/apps/1"));
}

void TestMainWindow::podIsTextOnly()
{
    const DocumentView *view = open(R"({"id": "/p", "containers": [{"name": "a"}]})");
    QVERIFY(!view->form());
    QCOMPARE(view->viewMode(), ViewMode::Text);
    QVERIFY(view->bar().isVisible());
    QVERIFY(view->bar().text().contains(u"pod"_s));
    QVERIFY(!m_shell->window->actions().action("view.form")->isEnabled());
}

void TestMainWindow::otherJsonSaysWhy()
{
    const DocumentView *view = open(R"({"name": "left-pad", "version": "1.0.0"})");
    QVERIFY(!view->form());
    QVERIFY2(view->bar().text().contains(u"it has no id"_s), qPrintable(view->bar().text()));
    QVERIFY(view->json().isVisible());
}

void TestMainWindow::problemsStayClosed()
{
    const DocumentView *view = open(Orders);
    view->analysis().runNow();
    QVERIFY(view->analysis().counts()[FindingLevel::Error] > 0);
    auto *dock = m_shell->find<QDockWidget>(u"problemsDock"_s);
    QVERIFY(!dock->isVisible());
    auto *counter = m_shell->find<QAbstractButton>(u"statusErrors"_s);
    QCOMPARE(counter->text(), QString::number(view->analysis().counts()[FindingLevel::Error]));
    QTest::mouseClick(counter, Qt::LeftButton);
    QVERIFY(dock->isVisible());
    m_shell->run("app.nextFinding");
    QVERIFY(!view->currentPointer().isRoot());
}

void TestMainWindow::jumpBoxGoesToAField()
{
    const DocumentView *view = open(Orders);
    m_shell->run("edit.goTo");
    auto *input = m_shell->find<QLineEdit>(u"jumpInput"_s);
    QVERIFY(input->isVisible());
    QTest::keyClicks(input, u"memory"_s);
    QVERIFY(m_shell->find<QListWidget>(u"jumpList"_s)->count() > 0);
    QTest::keyClick(input, Qt::Key_Return);
    QVERIFY(!input->isVisible());
    QTRY_COMPARE(view->form()->currentPointer(), JsonPointer::of("/mem"));
}

void TestMainWindow::jumpBoxRunsAnAction()
{
    const DocumentView *view = open(Orders);
    m_shell->run("edit.runAction");
    auto *input = m_shell->find<QLineEdit>(u"jumpInput"_s);
    QTest::keyClicks(input, u"sort ke"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QVERIFY(view->document().bytes().indexOf("\"container\"")
        < view->document().bytes().indexOf("\"cpus\""));
}

void TestMainWindow::newAppHasNoErrors_data()
{
    QTest::addColumn<int>("row");
    for (int row = 0; row < 5; ++row)
        QTest::addRow("template %d", row) << row;
}

void TestMainWindow::newAppHasNoErrors()
{
    QFETCH(int, row);
    m_shell->run("file.new");
    auto *dialog = m_shell->find<QDialog>(u"NewAppDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QListWidget *>(u"templates"_s)->setCurrentRow(row);
    auto *buttons = dialog->findChild<QDialogButtonBox *>();
    QVERIFY(!buttons->button(QDialogButtonBox::Ok)->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"id"_s), u"/shop/new"_s);
    QTest::keyClicks(
        dialog->findChild<QLineEdit *>(u"image"_s), u"registry.example.com/shop/new:1.4.2"_s);
    QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);

    const DocumentView *view = m_shell->window->currentView();
    QVERIFY(view && view->form());
    view->analysis().runNow();
    QStringList errors;
    for (const Finding &finding : view->analysis().findings()) {
        if (finding.severity == Severity::Error)
            errors.append(finding.message);
    }
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(u'\n')));
    QVERIFY(view->document().isDirty());
}

void TestMainWindow::pasteMakesADocument()
{
    QApplication::clipboard()->setText(QString::fromUtf8(Orders));
    m_shell->run("edit.paste");
    QVERIFY(m_shell->window->currentView());
    QCOMPARE(m_shell->window->currentView()->document().bytes(), Orders);
}

void TestMainWindow::dropOpensFiles()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file(u"a.json"_s, Orders)),
        QUrl::fromLocalFile(file(u"b.json"_s, Group))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_shell->window.get(), &enter);
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_shell->window.get(), &drop);
    QCOMPARE(m_shell->workspace.documents().size(), 2);
}

void TestMainWindow::closeAsks_data()
{
    QTest::addColumn<int>("button");
    QTest::addColumn<bool>("isClosed");
    QTest::addColumn<QByteArray>("onDisk");
    const QByteArray changed = QByteArray(Orders).replace("512", "256");
    QTest::newRow("save") << int(QMessageBox::Save) << true << changed;
    QTest::newRow("discard") << int(QMessageBox::Discard) << true << Orders;
    QTest::newRow("cancel") << int(QMessageBox::Cancel) << false << Orders;
}

void TestMainWindow::closeAsks()
{
    QFETCH(int, button);
    QFETCH(bool, isClosed);
    QFETCH(QByteArray, onDisk);
    AppDocument &document = open(Orders)->document();
    const QString path = document.path();
    QVERIFY(document.setField(u"Change memory"_s, JsonPointer::of("/mem"), "256"));
    m_shell->run("file.close");
    auto *box = m_shell->find<QMessageBox>(u"closeQuestion"_s);
    QVERIFY(box);
    QTest::mouseClick(box->button(QMessageBox::StandardButton(button)), Qt::LeftButton);
    QTRY_COMPARE(m_shell->workspace.documents().isEmpty(), isClosed);
    QCOMPARE(*readFile(path), onDisk);
}

void TestMainWindow::middleClickCloses()
{
    open(Orders);
    auto *tabs = m_shell->find<QTabBar>(u"documentTabs"_s);
    QTest::mouseClick(tabs, Qt::MiddleButton, {}, tabs->tabRect(0).center());
    QTRY_VERIFY(m_shell->workspace.documents().isEmpty());
    QVERIFY(m_shell->window->tabs().startPage().isVisible());
}

void TestMainWindow::failedSaveIsExplained()
{
    DocumentView *view = open(Orders);
    AppDocument &document = view->document();
    QVERIFY(document.setField(u"Change memory"_s, JsonPointer::of("/mem"), "256"));
    QVERIFY(QFile::remove(document.path()));
    QVERIFY(QDir().mkpath(document.path() + u"/x"_s));
    m_shell->run("file.save");
    if (!document.isReadOnly()) {
        QVERIFY(view->bar().isVisible());
        QVERIFY2(view->bar().text().contains(u"recovery copy"_s), qPrintable(view->bar().text()));
    }
    QVERIFY(document.isDirty());
}

void TestMainWindow::outsideChangeGivesOneBar()
{
    DocumentView *view = open(Orders);
    AppDocument &document = view->document();
    QVERIFY(document.setField(u"Change memory"_s, JsonPointer::of("/mem"), "256"));
    for (int i = 0; i < 100; ++i)
        QVERIFY(writeFile(document.path(), Group));
    m_shell->workspace.checkDisk();
    QVERIFY(view->bar().isVisible());
    const QList<QPushButton *> buttons = view->bar().findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 3);
    QTest::mouseClick(buttons.at(0), Qt::LeftButton);
    QTRY_VERIFY(m_shell->find<QDialog>(u"diffDialog"_s));
    m_shell->find<QDialog>(u"diffDialog"_s)->close();
    QTest::mouseClick(buttons.at(1), Qt::LeftButton);
    QTRY_COMPARE(document.bytes(), Group);
}

void TestMainWindow::missingFileIsExplained()
{
    QVERIFY(!m_shell->window->openFile(m_folder->filePath(u"none.json"_s)));
    QVERIFY(m_shell->find<QWidget>(u"windowBar"_s)->isVisible());
}

void TestMainWindow::formatIsOneUndoStep()
{
    const DocumentView *view = open(Group);
    m_shell->run("app.format");
    QVERIFY(view->document().bytes() != Group);
    m_shell->run("edit.undo");
    QCOMPARE(view->document().bytes(), Group);
}

void TestMainWindow::documentsAreSwitched()
{
    open(Orders, u"a.json"_s);
    open(Group, u"b.json"_s);
    QCOMPARE(m_shell->window->currentView()->document().displayName(), u"b.json"_s);
    m_shell->run("view.nextDocument");
    QCOMPARE(m_shell->window->currentView()->document().displayName(), u"a.json"_s);
    m_shell->run("view.previousDocument");
    QCOMPARE(m_shell->window->currentView()->document().displayName(), u"b.json"_s);
}

void TestMainWindow::layoutComesBack()
{
    DocumentView *view = open(Orders);
    m_shell->run("view.problems");
    QVERIFY(view->document().setField(u"Change memory"_s, JsonPointer::of("/mem"), "256"));
    view->restoreCursor(20);
    m_shell->window->close();
    QTRY_VERIFY(!m_shell->window->isVisible());
    restart();
    const DocumentView *back = m_shell->window->currentView();
    QVERIFY(back);
    QVERIFY(back->document().isDirty());
    QCOMPARE(back->document().bytes(), QByteArray(Orders).replace("512", "256"));
    QCOMPARE(back->json().cursorOffset(), 20);
    QVERIFY(m_shell->find<QDockWidget>(u"problemsDock"_s)->isVisible());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
