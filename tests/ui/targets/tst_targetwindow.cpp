// SPDX-License-Identifier: GPL-3.0-or-later
#include "targetfiles.h"
#include "windowfixture.h"

#include "sandbox/sandbox.h"
#include "ui/targets/targetlink.h"
#include "ui/targets/targetstrip.h"

#include <QComboBox>
#include <QDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Web = "{\"id\": \"/shop/web\", \"cmd\": \"sleep 1000\", \"cpus\": 0.1, "
                       "\"mem\": 32, \"instances\": 2}";

} // namespace

/// Targets in the real window, against a Marathon on real sockets.
class TestTargetWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void startsWithoutTargets();
    void connectsToTheSafeOne();
    void productionLooksDifferent();
    void goesOfflineAndComesBack();
    void signsInThroughThePage();
    void firstTargetIsAdded();
    void refusesWhatIsNoTarget_data();
    void refusesWhatIsNoTarget();
    void sharedTargetsKeepTheirPlace();
    void pictures_data();
    void pictures();

private:
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"own"_s); }
    [[nodiscard]] QString userFile() const
    {
        return TargetsSetup::alone(AppPaths::below(folder())).userFile;
    }
    void open(QSize size = {1400, 900})
    {
        m_shell = std::make_unique<WindowFixture>(folder(), size);
    }
    [[nodiscard]] TargetStrip &strip() const
    {
        return *m_shell->find<TargetStrip>(u"targetStrip"_s);
    }
    [[nodiscard]] TargetEntry staging() const
    {
        return {u"trial"_s, u"staging"_s, m_cluster->url()};
    }
    [[nodiscard]] TargetEntry production() const
    {
        return {u"live"_s, u"production"_s, m_cluster->url()};
    }
    [[nodiscard]] QDialog *preferences() const
    {
        m_shell->run("deploy.targets");
        auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
        // To Qt a dialog over an active window is active before it has the focus.
        [dialog] { QTRY_VERIFY(dialog && QApplication::activeWindow() == dialog); }();
        return dialog;
    }
    void shoot(QWidget &widget, const QString &name) const
    {
        const QString place = QStringLiteral(PINION_BINARY_DIR "/screenshots");
        QVERIFY(QDir().mkpath(place));
        QTest::qWait(50); // lets layouts settle
        QVERIFY(widget.grab().toImage().save(place + u'/' + name + u".png"_s));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxCluster> m_cluster;
    std::unique_ptr<WindowFixture> m_shell;
};

void TestTargetWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_cluster = std::make_unique<SandboxCluster>();
    QVERIFY(m_cluster->start());
    QVERIFY2(m_cluster->run({Web}), m_cluster->problem().constData());
}

void TestTargetWindow::cleanup()
{
    m_shell.reset();
    m_cluster.reset();
}

void TestTargetWindow::startsWithoutTargets()
{
    open();
    QVERIFY(!strip().isVisible());
    QCOMPARE(m_shell->find<QToolButton>(u"targetButton"_s)->text(), u"Add target…"_s);
    QVERIFY(!m_shell->window->actions().action("deploy.refresh")->isEnabled());
}

void TestTargetWindow::connectsToTheSafeOne()
{
    writeTargets(userFile(), {production(), staging()});
    open();
    QVERIFY(strip().isVisible());
    QTRY_VERIFY2(
        strip().sentence().contains(u"connected, 1 app"_s), qPrintable(strip().sentence()));
    QVERIFY(strip().sentence().startsWith(u"Target: STAGING, trial, 127.0.0.1:"_s));
    QCOMPARE(strip().accessibleName(), strip().sentence());
    QCOMPARE(m_shell->find<QToolButton>(u"targetButton"_s)->text(), u"trial"_s);
}

void TestTargetWindow::productionLooksDifferent()
{
    writeTargets(userFile(), {production(), staging()});
    open();
    QTRY_VERIFY(strip().sentence().contains(u"connected"_s));
    const QImage staging = strip().grab().toImage();
    auto *menu = m_shell->find<QMenu>(u"targetMenu"_s);
    menu->findChild<QAction *>(u"target:live"_s)->trigger();
    QTRY_VERIFY(strip().sentence().contains(u"PRODUCTION, live"_s));
    QTRY_VERIFY(strip().sentence().contains(u"connected"_s));
    const QImage production = strip().grab().toImage();
    const auto ground = [](const QImage &image) { return image.pixelColor(image.width() / 2, 5); };
    QVERIFY(ground(staging) != ground(production));
    // The chevrons begin where the ground of other strips is plain.
    bool hasShape = false;
    for (int x = 8; x < 28; ++x)
        hasShape = hasShape || production.pixelColor(x, production.height() / 2).lightness() > 200;
    QVERIFY(hasShape);
    m_shell->targets.fallBack();
    QTRY_VERIFY(strip().sentence().contains(u"STAGING"_s));
    QVERIFY(strip().sentence().contains(u"live is no longer chosen"_s));
}

void TestTargetWindow::goesOfflineAndComesBack()
{
    const QUrl url = m_cluster->url();
    writeTargets(userFile(), {{u"trial"_s, u"staging"_s, QUrl(u"http://127.0.0.1:1"_s)}});
    open();
    QTRY_VERIFY_WITH_TIMEOUT(strip().sentence().contains(u"offline since"_s), 30'000);
    auto *again = strip().findChild<QAbstractButton *>(u"stripTryAgain"_s);
    QVERIFY(again->isVisible());
    QVERIFY(!strip().toolTip().isEmpty());
    writeTargets(userFile(), {{u"trial"_s, u"staging"_s, url}});
    m_shell->targets.reload();
    QTRY_VERIFY(strip().sentence().contains(u"connected, 1 app"_s));
    QVERIFY(!again->isVisible());
}

void TestTargetWindow::signsInThroughThePage()
{
    SandboxAccess access;
    access.user = "ann";
    access.password = "s3cret";
    m_cluster->setAccess(access);
    writeTargets(userFile(), {{u"trial"_s, u"staging"_s, m_cluster->url(), u"basic"_s, u"ann"_s}});
    open();
    QTRY_VERIFY(strip().sentence().contains(u"signed out"_s));
    QCOMPARE(strip().findChild<QAbstractButton *>(u"stripEdit"_s)->text(), u"Sign in…"_s);

    QDialog *dialog = preferences();
    QVERIFY(dialog);
    auto *secret = dialog->findChild<QLineEdit *>(u"targetSecret"_s);
    QTRY_VERIFY(secret->isVisible());
    QCOMPARE(dialog->findChild<QLabel *>(u"targetLogin"_s)->text(), u"Not signed in yet."_s);
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    QTest::keyClicks(secret, u"s3cret"_s);
    dialog->findChild<QPushButton *>(u"targetSignInNow"_s)->click();
    QTRY_COMPARE(dialog->findChild<QLabel *>(u"targetLogin"_s)->text(), u"Signed in."_s);
    QVERIFY(secret->text().isEmpty());
    QTRY_VERIFY(strip().sentence().contains(u"connected, 1 app"_s));
    const QByteArray file = readFile(userFile()).value();
    QVERIFY(!file.contains("s3cret"));
    dialog->findChild<QPushButton *>(u"targetSignOut"_s)->click();
    QTRY_VERIFY(strip().sentence().contains(u"signed out"_s));
}

void TestTargetWindow::firstTargetIsAdded()
{
    open();
    QDialog *dialog = preferences();
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>(u"targetName"_s);
    auto *urls = dialog->findChild<QLineEdit *>(u"targetUrls"_s);
    QCOMPARE(dialog->findChild<QLabel *>(u"targetOrigin"_s)->text(),
        u"Tell Pinion where your Marathon is."_s);
    QTest::keyClicks(name, u"mine"_s);
    urls->setFocus();
    QTest::keyClicks(urls, m_cluster->url().toString());
    QTest::keyClick(urls, Qt::Key_Tab);
    QTRY_COMPARE(m_shell->targets.all().size(), 1U);
    QCOMPARE(m_shell->targets.current()->name, u"mine"_s);
    QTRY_VERIFY(strip().sentence().contains(u"connected, 1 app"_s));

    dialog->findChild<QPushButton *>(u"testTarget"_s)->click();
    auto *result = dialog->findChild<QLabel *>(u"targetResult"_s);
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"Mesos"_s), 10'000);
    for (const char *found : {"Marathon 1.", "its leader is 127.0.0.1:", "You may see 1 app.",
             "event stream tells", "lists 3 nodes"})
        QVERIFY2(result->text().contains(QString::fromLatin1(found)), qPrintable(result->text()));
}

void TestTargetWindow::refusesWhatIsNoTarget_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no address") << u"marathon"_s << u"is not an address"_s;
    QTest::newRow("a login in it") << u"http://a:b@marathon.example"_s << u"holds a login"_s;
    QTest::newRow("a query") << u"http://marathon.example/?a=b"_s << u"question mark"_s;
}

void TestTargetWindow::refusesWhatIsNoTarget()
{
    QFETCH(QString, url);
    QFETCH(QString, expected);
    open();
    QDialog *dialog = preferences();
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"targetName"_s), u"mine"_s);
    auto *urls = dialog->findChild<QLineEdit *>(u"targetUrls"_s);
    urls->setFocus();
    QTest::keyClicks(urls, url);
    QTest::keyClick(urls, Qt::Key_Tab);
    const QString told = dialog->findChild<QLabel *>(u"targetResult"_s)->text();
    QVERIFY2(told.contains(expected), qPrintable(told));
    QVERIFY(!told.contains(u"a:b"_s));
    QVERIFY(m_shell->targets.all().empty());
}

void TestTargetWindow::sharedTargetsKeepTheirPlace()
{
    const QString project = m_folder->filePath(u"project"_s);
    writeTargets(project + u"/.pinion.json"_s, {staging()});
    QVERIFY(writeFile(project + u"/web.json"_s, Web));
    open();
    QVERIFY(m_shell->window->openFile(project + u"/web.json"_s));
    QTRY_VERIFY(strip().sentence().contains(u"STAGING, trial"_s));
    QDialog *dialog = preferences();
    QVERIFY(!dialog->findChild<QLineEdit *>(u"targetUrls"_s)->isEnabled());
    QVERIFY(!dialog->findChild<QLineEdit *>(u"targetName"_s)->isEnabled());
    QVERIFY(!dialog->findChild<QToolButton *>(u"removeTarget"_s)->isEnabled());
    QVERIFY(dialog->findChild<QLabel *>(u"targetOrigin"_s)->text().contains(u".pinion.json"_s));
    // What is personal goes into the user's own file.
    auto *signIn = dialog->findChild<QComboBox *>(u"targetSignIn"_s);
    signIn->setCurrentIndex(1);
    emit signIn->activated(1);
    QTRY_COMPARE(m_shell->targets.current()->signIn, SignIn::Basic);
    QVERIFY(m_shell->targets.current()->isShared);
    QCOMPARE(m_shell->targets.own()->size(), 1U);
    QVERIFY(!readFile(project + u"/.pinion.json"_s)->contains("basic"));
}

void TestTargetWindow::pictures_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("name");
    QTest::newRow("light") << false << 1400 << u"targets-light"_s;
    QTest::newRow("dark, narrow") << true << 960 << u"targets-dark-narrow"_s;
}

void TestTargetWindow::pictures()
{
    QFETCH(bool, isDark);
    QFETCH(int, width);
    QFETCH(QString, name);
    writeTargets(userFile(),
        {staging(), production(), {u"laptop"_s, u"local"_s, QUrl(u"http://127.0.0.1:1"_s)}});
    applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
    open({width, 800});
    QVERIFY(writeFile(m_folder->filePath(u"web.json"_s), Web));
    QVERIFY(m_shell->window->openFile(m_folder->filePath(u"web.json"_s)));
    QTRY_VERIFY(strip().sentence().contains(u"connected, 1 app"_s));
    shoot(*m_shell->window, name);
    m_shell->targets.choose(u"live"_s);
    QTRY_VERIFY(strip().sentence().contains(u"connected, 1 app"_s));
    shoot(strip(), name + u"-production"_s);
    auto *menu = m_shell->find<QMenu>(u"targetMenu"_s);
    menu->popup(QPoint(0, 0));
    shoot(*menu, name + u"-menu"_s);
    menu->hide();
    QDialog *dialog = preferences();
    QVERIFY(dialog);
    dialog->findChild<QPushButton *>(u"testTarget"_s)->click();
    auto *result = dialog->findChild<QLabel *>(u"targetResult"_s);
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"Mesos"_s), 10'000);
    QCOMPARE(dialog->height(), 600);
    QTRY_VERIFY(result->height() >= result->heightForWidth(result->width()));
    QTRY_COMPARE(result->visibleRegion().boundingRect(), result->rect()); // nothing is cut off
    shoot(*dialog, name + u"-page"_s);
    applyTheme(Preferences::ThemeChoice::System);
}

QTEST_MAIN(TestTargetWindow)
#include "tst_targetwindow.moc"
