// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployfixture.h"

#include "ui/diff/changesmodel.h"
#include "ui/diff/changesview.h"
#include "ui/targets/targetbadge.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QPointer>
#include <QThread>
#include <QTimer>
#include <QUndoStack>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// What people try when a window does not do what they want.
void pressEverything(QWidget &root)
{
    QList<QPointer<QWidget>> all{&root};
    for (QWidget *widget : root.findChildren<QWidget *>())
        all.append(widget);
    for (const QPointer<QWidget> &widget : all) {
        for (const Qt::KeyboardModifiers with :
            {Qt::KeyboardModifiers(), Qt::KeyboardModifiers(Qt::ControlModifier)}) {
            for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
                if (widget && widget->isVisible() && widget->isEnabled())
                    QTest::keyClick(widget, key, with);
            }
        }
    }
}

void closeDialogs()
{
    for (int i = 0; i < 5 && QApplication::activeModalWidget(); ++i)
        QApplication::activeModalWidget()->close();
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

/// Qt's file dialogs, their questions and menus run event loops of their own, which nobody but a
/// user ends.
class LoopBreaker
{
public:
    LoopBreaker()
    {
        QObject::connect(&m_timer, &QTimer::timeout, [] {
            if (QThread::currentThread()->loopLevel() == 0)
                return;
            if (QWidget *popup = QApplication::activePopupWidget())
                popup->close();
            else if (QWidget *dialog = QApplication::activeModalWidget())
                dialog->close();
        });
        m_timer.start(20);
    }

private:
    QTimer m_timer;
};

/// The document in front, as it was written.
void bringBack(const DeployFixture &f)
{
    DocumentView *view = f.window->window->openFile(f.folder.filePath(u"web.json"_s));
    QVERIFY(view);
    QUndoStack &stack = *view->document().undoStack();
    while (stack.canUndo())
        stack.undo();
}

/// Lets requests that were begun arrive.
void settle(const DeployFixture &f)
{
    QVERIFY(f.window->targets.current() && f.window->targets.current()->isGuarded());
    const int before = int(f.cluster.requests().size());
    f.window->targets.reload();
    f.window->run("deploy.refresh"); // one that is known to come, after all others
    QTRY_VERIFY(f.cluster.requests().size() > before);
}

} // namespace

/// Nothing that can be done to the window deploys to production without the typed name.
class TestProduction : public QObject
{
    Q_OBJECT

private slots:
    void noAction();
    void noKey();
    void noWidgetOfTheWindow();
    void noWidgetOfTheReview_data();
    void noWidgetOfTheReview();
    void theNameAlone();
    void noStepOfTheRun_data();
    void noStepOfTheRun();
    void theNameOfTheRun();
    void fallsBackAfterwards();
    void fallsBackWithoutInput();

private:
    /// The review with all that it wants but the name.
    static ReviewDialog *readyReview(const DeployFixture &f)
    {
        f.window->run("deploy.review");
        [&f] { QTRY_VERIFY(f.review()); }();
        ReviewDialog *dialog = f.review();
        if (auto *accept = dialog->findChild<QCheckBox *>(u"acceptWarnings"_s))
            accept->setChecked(true);
        ChangesModel &model = dialog->changes().model();
        for (int row = 0; row < model.rowCount(); ++row)
            model.setData(model.index(row, 0), Qt::Checked, Qt::CheckStateRole);
        return dialog;
    }
    static void approve(const DeployFixture &f)
    {
        ReviewDialog *dialog = readyReview(f);
        dialog->findChild<QLineEdit *>(u"typedName"_s)->setText(u"web"_s);
        dialog->findChild<QPushButton *>(u"deploy"_s)->click();
    }
};

void TestProduction::noAction()
{
    DeployFixture f(u"production"_s);
    const LoopBreaker breaker;
    f.openText(webApp(2));
    for (QAction *action : f.window->window->actions().all()) {
        if (ActionSet::idOf(*action) == u"file.quit"_s)
            continue;
        bringBack(f);
        action->trigger();
        // What an action reads first comes with a delay.
        const QString id = ActionSet::idOf(*action);
        if (id == u"deploy.now"_s || id == u"deploy.review"_s)
            QTRY_VERIFY(f.review());
        if (QWidget *dialog = QApplication::activeModalWidget())
            pressEverything(*dialog);
        closeDialogs();
    }
    settle(f);
    QCOMPARE(f.writes(), 0);
}

void TestProduction::noKey()
{
    DeployFixture f(u"production"_s);
    const LoopBreaker breaker;
    f.openText(webApp(2));
    for (QAction *action : f.window->window->actions().all()) {
        if (ActionSet::idOf(*action) == u"file.quit"_s
            || ActionSet::idOf(*action) == u"file.close"_s)
            continue;
        for (const QKeySequence &keys : action->shortcuts()) {
            bringBack(f);
            QTest::keySequence(f.window->window.get(), keys);
            if (QWidget *dialog = QApplication::activeModalWidget())
                pressEverything(*dialog);
            closeDialogs();
        }
    }
    bringBack(f);
    f.window->window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(f.window->window.get()));
    for (int i = 0; i < 3; ++i) {
        QTest::keySequence(f.window->window.get(), QKeySequence(u"Ctrl+Shift+D"_s));
        QTest::keySequence(f.window->window.get(), QKeySequence(u"Ctrl+Return"_s));
        QTest::keySequence(f.window->window.get(), QKeySequence(u"Return"_s));
    }
    QTRY_VERIFY(f.review());
    pressEverything(*f.review());
    settle(f);
    QCOMPARE(f.writes(), 0);
}

void TestProduction::noWidgetOfTheWindow()
{
    DeployFixture f(u"production"_s);
    const LoopBreaker breaker;
    f.openText(webApp(2));
    for (const char *pane : {"view.changes", "view.deployments", "view.activity", "view.problems"})
        f.window->run(pane);
    pressEverything(*f.window->window);
    QList<QPointer<QAbstractButton>> buttons;
    for (auto *button : f.window->window->findChildren<QAbstractButton *>())
        buttons.append(button);
    for (const QPointer<QAbstractButton> &button : buttons) {
        if (!button || !button->isVisible() || !button->isEnabled())
            continue;
        button->click();
        if (QWidget *dialog = QApplication::activeModalWidget())
            pressEverything(*dialog);
        closeDialogs();
    }
    settle(f);
    QCOMPARE(f.writes(), 0);
    QVERIFY(!f.panel().current());
}

void TestProduction::noWidgetOfTheReview_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a part of it") << u"we"_s;
    QTest::newRow("more than it") << u"web1"_s;
    QTest::newRow("another case") << u"WEB"_s;
    QTest::newRow("a blank behind it") << u"web "_s;
    QTest::newRow("a blank before it") << u" web"_s;
    QTest::newRow("the whole id") << u"/shop/web"_s;
    QTest::newRow("the group") << u"shop"_s;
    QTest::newRow("another app") << u"orders"_s;
    QTest::newRow("the target") << u"mine"_s;
    QTest::newRow("a word") << u"yes"_s;
}

void TestProduction::noWidgetOfTheReview()
{
    QFETCH(QString, typed);
    DeployFixture f(u"production"_s);
    f.openText(webApp(2));
    QPointer<ReviewDialog> dialog = readyReview(f);
    dialog->findChild<QLineEdit *>(u"typedName"_s)->setText(typed);
    auto *deploy = dialog->findChild<QPushButton *>(u"deploy"_s);
    QVERIFY(!deploy->isEnabled());
    QVERIFY(!deploy->isDefault() && !deploy->autoDefault());
    pressEverything(*dialog);
    QVERIFY(dialog && dialog->isVisible());
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Select})
        QTest::keyClick(deploy, key);
    QTest::mouseClick(deploy, Qt::LeftButton);
    QTest::mouseDClick(deploy, Qt::LeftButton);
    // Even a dialog that is accepted by other means has no leave to send anything.
    dialog->accept();
    settle(f);
    QCOMPARE(f.writes(), 0);
    QVERIFY(!f.panel().current());
}

void TestProduction::theNameAlone()
{
    DeployFixture f(u"production"_s);
    f.openText(webApp(2));
    QPointer<ReviewDialog> dialog = readyReview(f);
    dialog->findChild<QLineEdit *>(u"typedName"_s)->setText(u"web"_s);
    pressEverything(*dialog); // still nothing: the button has to be pressed
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(f.writes(), 0);
    dialog->findChild<QPushButton *>(u"deploy"_s)->click();
    QTRY_COMPARE(f.writes(), 1);
}

void TestProduction::noStepOfTheRun_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("typed");
    for (const char *button : {"deployRevert", "deployAbandon"}) {
        for (const char *typed : {"", "orders", "Web", "mine"})
            QTest::addRow("%s with '%s'", button, typed)
                << QString::fromLatin1(button) << QString::fromLatin1(typed);
    }
}

void TestProduction::noStepOfTheRun()
{
    QFETCH(QString, button);
    QFETCH(QString, typed);
    DeployFixture f(u"production"_s);
    f.openText(webApp(2));
    approve(f);
    QTRY_COMPARE(f.state(), RunState::Following);
    QCOMPARE(f.writes(), 1);
    f.button(button).click();
    QPointer<QDialog> dialog = f.window->find<QDialog>(u"typedNameDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"typedName"_s)->setText(typed);
    auto *go = dialog->findChild<QPushButton *>(u"typedNameGo"_s);
    QVERIFY(!go->isEnabled());
    QTest::keyClick(dialog->findChild<QLineEdit *>(u"typedName"_s), Qt::Key_Return);
    QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
    QTest::mouseClick(go, Qt::LeftButton);
    QVERIFY(dialog && dialog->isVisible());
    dialog->accept(); // the guard says no, whatever the dialog says
    settle(f);
    QCOMPARE(f.writes(), 1);
    QCOMPARE(f.state(), RunState::Following);
}

void TestProduction::theNameOfTheRun()
{
    DeployFixture f(u"production"_s);
    f.openText(webApp(2));
    approve(f);
    QTRY_COMPARE(f.state(), RunState::Following);
    f.window->run("deploy.revert");
    auto *dialog = f.window->find<QDialog>(u"typedNameDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"typedName"_s)->setText(u"web"_s);
    dialog->findChild<QPushButton *>(u"typedNameGo"_s)->click();
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::RolledBack, 60'000);
    QCOMPARE(f.writes(), 2);
}

void TestProduction::fallsBackAfterwards()
{
    DeployFixture f(u"production"_s);
    writeTargets(TargetsSetup::alone(AppPaths::below(f.own())).userFile,
        {{u"mine"_s, u"production"_s, f.cluster.url()},
            {u"safe"_s, u"staging"_s, f.cluster.url()}});
    f.window->targets.reload();
    f.openText(webApp(2));
    QCOMPARE(f.window->targets.current()->name, u"mine"_s);
    QVERIFY(f.window->window->windowTitle().contains(u"PRODUCTION"_s));
    approve(f);
    f.run();
    QTRY_COMPARE_WITH_TIMEOUT(f.result(), RunResult::Verified, 60'000);
    QCOMPARE(f.window->targets.current()->name, u"safe"_s);
    // The deployment on screen is still that of production, and going back asks for the name.
    QVERIFY(f.panel().canRevert());
    f.button(u"deployRevert"_s).click();
    QVERIFY(f.window->find<QDialog>(u"typedNameDialog"_s));
    QCOMPARE(f.writes(), 1);
}

void TestProduction::fallsBackWithoutInput()
{
    static_assert(GuardedSelectionLasts == std::chrono::minutes(15));
    SandboxCluster cluster;
    QVERIFY(cluster.start());
    const QTemporaryDir folder;
    writeTargets(TargetsSetup::alone(AppPaths::below(folder.path())).userFile,
        {{u"live"_s, u"production"_s, cluster.url()}, {u"safe"_s, u"staging"_s, cluster.url()}});
    WindowFixture f(folder.path(), {1400, 900},
        [](TargetsSetup &setup) { setup.guardedLasts = std::chrono::seconds(1); });
    const auto strip = [&f] { return f.find<TargetStrip>(u"targetStrip"_s)->sentence(); };
    f.targets.choose(u"live"_s);
    QVERIFY2(strip().contains(u"PRODUCTION"_s), qPrintable(strip()));
    QVERIFY(f.window->windowTitle().contains(u"PRODUCTION"_s));
    const auto icon = [&f] { return f.window->windowIcon().pixmap(64, 64).toImage(); };
    const QImage guarded = icon();
    QCOMPARE(guarded.pixelColor(44, 31).rgb(), targetColor(TargetKind::Production).rgb());
    QTRY_COMPARE_WITH_TIMEOUT(f.targets.current()->name, u"safe"_s, 60'000);
    QVERIFY2(strip().contains(u"STAGING"_s) && strip().contains(u"live is no longer chosen"_s),
        qPrintable(strip()));
    QVERIFY(!f.window->windowTitle().contains(u"PRODUCTION"_s));
    QVERIFY(!icon().isNull() && icon() != guarded);
}

QTEST_MAIN(TestProduction)
#include "tst_production.moc"
