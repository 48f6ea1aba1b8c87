// SPDX-License-Identifier: GPL-3.0-or-later
// How texts come into the window: begun there, or dropped onto it.
#include "windowfixture.h"

#include "base/textfile.h"
#include "ui/editor/breadcrumbbar.h"
#include "ui/editor/jsoneditor.h"
#include "ui/editor/jsonpane.h"
#include "ui/form/formview.h"
#include "ui/shell/documentview.h"

#include <QDialog>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QStandardPaths>
#include <QToolButton>
#include <QUrl>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestNewcomers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { m_shell = std::make_unique<WindowFixture>(m_folder.filePath(u"state"_s)); }
    void cleanup() { m_shell.reset(); }
    void droppedFilesAreOpened();
    void newAppIsNotTornToPiecesAtOnce();
    void theFirstPageCountsWhatItShows();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<WindowFixture> m_shell;
};

/// As the window system delivers it: enter, move and drop at the widget below the pointer.
void TestNewcomers::droppedFilesAreOpened()
{
    const QByteArray text = R"({"id": "/shop/orders", "cmd": "sleep 1", "cpus": 0.5})";
    const QString first = m_folder.filePath(u"first.json"_s);
    QVERIFY(writeFile(first, text));
    DocumentView *view = m_shell->window->openFile(first);
    QVERIFY(view);
    view->setViewMode(ViewMode::Split);
    const QString path = m_folder.filePath(u"dropped.json"_s);
    QVERIFY(writeFile(path, text));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    data.setText(path); // file managers send it along
    QWidget *target = view->json().editor().viewport();
    const QPoint at = target->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &drop);
    QCOMPARE(view->document().bytes(), text);
    QCOMPARE(m_shell->window->currentView()->document().path(), path);
}

void TestNewcomers::newAppIsNotTornToPiecesAtOnce()
{
    m_shell->run("file.new");
    auto *dialog = m_shell->window->findChild<QDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"id"_s)->setText(u"/shop/quiet"_s);
    dialog->findChild<QLineEdit *>(u"image"_s)->setText(u"shop/quiet:1.0.0"_s);
    dialog->accept();
    DocumentView *view = m_shell->window->currentView();
    QVERIFY(view);
    const JsonPointer parameters = JsonPointer::of("/container/docker/parameters");
    const auto counts = [view] {
        view->analysis().runNow();
        return int(
            view->analysis().at(JsonPointer::of("/container/docker/parameters"), true).size());
    };
    QVERIFY(view->document().setField(u"Add"_s, parameters, R"([{"value": "x"}, {"value": "y"}])"));
    QCOMPARE(counts(), 0); // nobody has been there yet
    view->analysis().fieldLeft(JsonPointer::of("/container/docker/parameters/0/key"));
    QCOMPARE(counts(), 1);
    QVERIFY(view->document().saveAs(m_folder.filePath(u"quiet.json"_s)));
    QCOMPARE(counts(), 2);
}

void TestNewcomers::theFirstPageCountsWhatItShows()
{
    const QString path = m_folder.filePath(u"badges.json"_s);
    QVERIFY(writeFile(path, R"({"id": "/a", "cmd": "x", "cpus": -1, "user": 3})"));
    DocumentView *view = m_shell->window->openFile(path);
    QVERIFY(view);
    view->analysis().runNow();
    QCOMPARE(view->form()->badge(int(Section::Resources))[FindingLevel::Refused], 1);
    QCOMPARE(view->form()->badge(int(Section::Command))[FindingLevel::Refused], 1);
    QCOMPARE(view->form()->badge(0)[FindingLevel::Refused], 1); // cpus are there, the user is not
    view->json().goTo(JsonPointer());
    QStringList parts;
    for (const auto *part :
        view->json().findChild<BreadcrumbBar *>()->findChildren<QToolButton *>()) {
        if (!part->isHidden())
            parts.append(part->text());
    }
    QCOMPARE(parts, QStringList{u"badges.json (app)"_s});
}

QTEST_MAIN(TestNewcomers)
#include "tst_newcomers.moc"
