// SPDX-License-Identifier: GPL-3.0-or-later
#include "targetfiles.h"
#include "windowfixture.h"

#include "prepull/record.h"
#include "sandbox/sandbox.h"
#include "sandbox/schedulers/sandboxagentfiles.h"
#include "sandbox/schedulers/sandboxchronos.h"
#include "sandbox/schedulers/sandboxeremetic.h"
#include "ui/deploy/deploypanel.h"
#include "ui/deploy/reviewdialog.h"
#include "ui/prepull/prepullcommands.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetlink.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSet>
#include <QTreeWidget>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

const QString Image = QStringLiteral("registry.example.com/team/shop:1.4.2");

const QString Digest = u"sha256:"_s + QString(64, u'a');

QByteArray app(const QByteArray &image, const QByteArray &type = "DOCKER",
    const QByteArray &constraints = "[]")
{
    return "{\"id\": \"/team/shop\", \"cpus\": 0.1, \"mem\": 32, \"constraints\": " + constraints
        + ", \"container\": {\"type\": \"" + type + "\", \"docker\": {\"image\": \"" + image
        + "\"}}}\n";
}

QString host(int number)
{
    return u"agent-%1.sandbox.example"_s.arg(number);
}

PrepullPace swift()
{
    PrepullPace pace;
    pace.poll = std::chrono::milliseconds(50);
    pace.cleaning = std::chrono::milliseconds(50);
    return pace;
}

} // namespace

/// The wizard in the real window, against a Marathon on real sockets.
class TestPrepullWizard : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void needsATarget();
    void goesThrough_data();
    void goesThrough();
    void imagesThatMove();
    void otherContainerizer();
    void someNodes();
    void productionWantsTheName();
    void othersAreExplained();
    void unreachableMaster();
    void closingStops();
    void retries();
    void leftoversAreOffered();
    void nodesOfTheApp();
    void ticksSurviveGoingBack();
    void newNodes();
    void whatDockerWrote();
    void fromTheReview();
    void fromAStuckDeployment();
    void byOtherSchedulers_data();
    void byOtherSchedulers();

private:
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"own"_s); }
    void open(const QByteArray &document, const QString &kind = u"staging"_s);
    void pullAll();
    void startWizard();
    void takeWizard();
    template <typename T> [[nodiscard]] T *in(const QString &name) const
    {
        return m_wizard->findChild<T *>(name);
    }
    [[nodiscard]] QString label(const QString &name) const { return in<QLabel>(name)->text(); }
    void press(QWizard::WizardButton which) const;
    [[nodiscard]] QTreeWidgetItem *row(const QString &table, const QString &name) const;
    void shoot(const QString &name) const;
    [[nodiscard]] int helpers() const
    {
        return int(m_cluster->marathon().state().root.specs.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxCluster> m_cluster;
    std::unique_ptr<SandboxAgentFiles> m_files;
    std::unique_ptr<WindowFixture> m_shell;
    QPointer<PrepullWizard> m_wizard;
    QHash<QString, int> m_codes; ///< of the pull by host; 20 by default, 10: never answers
};

void TestPrepullWizard::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    SandboxOptions options;
    options.isLive = true;
    options.agents = 12;
    options.settings.timings = {50, 50, 50, 50, 200};
    m_cluster = std::make_unique<SandboxCluster>(options);
    m_codes = {{host(5), 54}, {host(7), 55}};
    m_cluster->marathon().state().scriptFor
        = [this](const RunSpec &, const SandboxAgent &agent) -> std::optional<TaskScript> {
        TaskScript script;
        script.checks = {{100, 10}, {400, m_codes.value(agent.hostname, 20)}};
        return script;
    };
    std::next(m_cluster->marathon().state().agents.begin(), 2)->isDraining = true;
    m_files = std::make_unique<SandboxAgentFiles>(m_cluster->marathon().state());
    m_files->setMarathonFiles([](const SandboxInstance &task, const QString &) {
        return task.host == host(5)
            ? QByteArray("Error response from daemon: pull access denied for team/shop\n")
            : QByteArray("Digest: " + Digest.toLatin1() + "\n");
    });
    QVERIFY(m_cluster->start() && m_files->start());
}

void TestPrepullWizard::cleanup()
{
    m_shell.reset();
    m_files.reset();
    m_cluster.reset();
}

void TestPrepullWizard::open(const QByteArray &document, const QString &kind)
{
    const QString userFile = TargetsSetup::alone(AppPaths::below(folder())).userFile;
    writeTargets(userFile, {{u"trial"_s, kind, m_cluster->url()}});
    m_shell = std::make_unique<WindowFixture>(folder(), QSize(1400, 900), [](TargetsSetup &setup) {
        setup.runPace.poll = std::chrono::milliseconds(60);
        setup.runPace.patience.reasonAfter = std::chrono::seconds(0);
        setup.runPace.patience.stagingIsLong = std::chrono::seconds(0);
    });
    m_shell->targets.choose(u"trial"_s);
    const QString path = m_folder->filePath(u"shop.json"_s);
    QVERIFY(writeFile(path, document));
    QVERIFY(m_shell->window->openFile(path));
    m_shell->window->findChild<PrepullCommands *>()->setPace(swift());
}

void TestPrepullWizard::startWizard()
{
    m_shell->run("deploy.prepull");
    takeWizard();
}

void TestPrepullWizard::takeWizard()
{
    m_wizard = m_shell->window->findChild<PrepullWizard *>(u"prepullWizard"_s);
    QVERIFY(m_wizard);
    QVERIFY(QTest::qWaitForWindowExposed(m_wizard));
}

/// To the result.
void TestPrepullWizard::pullAll()
{
    press(QWizard::NextButton);
    press(QWizard::NextButton);
    press(QWizard::CommitButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_wizard->currentId(), int(PrepullWizard::ResultPage), 30'000);
    QTRY_VERIFY(m_wizard->button(QWizard::FinishButton)->isEnabled());
}

void TestPrepullWizard::press(QWizard::WizardButton which) const
{
    QTRY_VERIFY(m_wizard->button(which)->isEnabled());
    m_wizard->button(which)->click();
}

QTreeWidgetItem *TestPrepullWizard::row(const QString &table, const QString &name) const
{
    const auto found = in<QTreeWidget>(table)->findItems(name, Qt::MatchExactly);
    return found.value(0);
}

void TestPrepullWizard::shoot(const QString &name) const
{
    const QString place = QStringLiteral(PINION_BINARY_DIR "/screenshots");
    QVERIFY(QDir().mkpath(place));
    for (const QSize size : {QSize(1280, 720), m_wizard->minimumSize()}) {
        m_wizard->resize(size);
        QCoreApplication::processEvents();
        const QImage image = m_wizard->grab().toImage();
        QVERIFY(image.save(u"%1/prepull-%2-%3.png"_s.arg(place, name).arg(size.width())));
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); y += 3) {
            for (int x = 0; x < image.width(); x += 3)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY2(colours.size() > 10, qPrintable(name));
    }
}

void TestPrepullWizard::needsATarget()
{
    m_shell = std::make_unique<WindowFixture>(folder());
    QVERIFY(!m_shell->window->actions().action("deploy.prepull")->isEnabled());
}

void TestPrepullWizard::goesThrough_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestPrepullWizard::goesThrough()
{
    QFETCH(bool, isDark);
    const QString suffix = isDark ? u"-dark"_s : u"-light"_s;
    applyTheme(isDark ? Preferences::ThemeChoice::Dark : Preferences::ThemeChoice::Light);
    open(app(Image.toUtf8()));
    startWizard();
    QCOMPARE(in<QLineEdit>(u"prepullImage"_s)->text(), Image);
    shoot(u"1-image"_s + suffix);
    press(QWizard::NextButton);
    QTRY_COMPARE(label(u"prepullCounter"_s), u"11 of 12 nodes"_s);
    QCOMPARE(row(u"prepullNodes"_s, host(3))->text(1), u"no: being drained"_s);
    shoot(u"2-nodes"_s + suffix);
    press(QWizard::NextButton);
    QVERIFY(in<QRadioButton>(u"prepullVia:marathon"_s)->isChecked());
    QVERIFY(label(u"prepullHazards"_s).startsWith(u"Runs a command on 11 nodes, as root"_s));
    QCOMPARE(in<QTreeWidget>(u"prepullNodes"_s)->topLevelItem(9)->text(0), host(10));
    shoot(u"3-how"_s + suffix);
    QCOMPARE(helpers(), 0);
    press(QWizard::CommitButton);
    QTRY_VERIFY(row(u"prepullRows"_s, host(5)));
    QTRY_VERIFY(label(u"prepullCounts"_s).contains(u"11 pulling"_s));
    shoot(u"4-pulling"_s + suffix);
    QTRY_COMPARE_WITH_TIMEOUT(m_wizard->currentId(), int(PrepullWizard::ResultPage), 30'000);
    QTRY_VERIFY(m_wizard->button(QWizard::FinishButton)->isEnabled());
    QVERIFY2(label(u"prepullResult"_s).startsWith(u"Stored in Docker's cache on 9 of 11 nodes."_s),
        qPrintable(label(u"prepullResult"_s)));
    QCOMPARE(label(u"prepullLeftOut"_s), u"Left out: %1 (being drained)."_s.arg(host(3)));
    const auto *table = in<QTreeWidget>(u"prepullMissing"_s);
    QCOMPARE(table->topLevelItemCount(), 11);
    QCOMPARE(table->topLevelItem(0)->text(0), host(5)); // what is missing comes first
    QCOMPARE(table->topLevelItem(1)->text(0), host(7));
    QCOMPARE(row(u"prepullMissing"_s, host(5))->text(3), u"sign-in refused by the registry"_s);
    QCOMPARE(row(u"prepullMissing"_s, host(1))->text(3), Digest);
    QVERIFY(label(u"prepullCleaning"_s).contains(u"nothing of it is left on trial"_s));
    shoot(u"5-result"_s + suffix);
    QCOMPARE(helpers(), 0);
    QVERIFY(m_cluster->marathon().state().instances.empty());
    press(QWizard::FinishButton);
    QTRY_VERIFY(!m_wizard);
    applyTheme(Preferences::ThemeChoice::Light);
}

void TestPrepullWizard::imagesThatMove()
{
    open(app("registry.example.com/team/shop:latest"));
    startWizard();
    QVERIFY(!m_wizard->button(QWizard::NextButton)->isEnabled());
    QVERIFY(in<QAbstractButton>(u"prepullPin"_s)->isVisible());
    QVERIFY(label(u"prepullVerdict"_s).contains(u"another image at any moment"_s));
    auto *image = in<QLineEdit>(u"prepullImage"_s);
    for (const QString &bad :
        {QString(), u"team/shop:1.0.0; reboot"_s, u"$(id)"_s, u"-x"_s, u"team/Shop:1.0.0"_s}) {
        image->setText(bad);
        QVERIFY2(!m_wizard->button(QWizard::NextButton)->isEnabled(), qPrintable(bad));
    }
    image->setText(Image);
    QVERIFY(m_wizard->button(QWizard::NextButton)->isEnabled());
    QVERIFY(!in<QAbstractButton>(u"prepullPin"_s)->isVisible());
}

void TestPrepullWizard::otherContainerizer()
{
    open(app(Image.toUtf8(), "MESOS"));
    startWizard();
    QVERIFY2(label(u"prepullVerdict"_s).contains(u"Docker's store is not used by this app"_s),
        qPrintable(label(u"prepullVerdict"_s)));
    QVERIFY(!m_wizard->button(QWizard::NextButton)->isEnabled());
    shoot(u"useless-light"_s);
    press(QWizard::CancelButton);
    QTRY_VERIFY(!m_wizard);
    QCOMPARE(helpers(), 0);
}

void TestPrepullWizard::someNodes()
{
    open(app(Image.toUtf8()));
    startWizard();
    press(QWizard::NextButton);
    QTRY_COMPARE(label(u"prepullCounter"_s), u"11 of 12 nodes"_s);
    in<QLineEdit>(u"prepullFilter"_s)->setText(u"agent-12"_s);
    QVERIFY(row(u"prepullNodes"_s, host(1))->isHidden());
    in<QLineEdit>(u"prepullFilter"_s)->clear();
    for (int i = 1; i <= 10; ++i) {
        if (i != 3)
            row(u"prepullNodes"_s, host(i))->setCheckState(0, Qt::Unchecked);
    }
    QCOMPARE(label(u"prepullCounter"_s), u"2 of 12 nodes"_s);
    press(QWizard::NextButton);
    press(QWizard::CommitButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_wizard->currentId(), int(PrepullWizard::ResultPage), 30'000);
    QVERIFY(label(u"prepullResult"_s).startsWith(u"Stored in Docker's cache on 2 of 2 nodes."_s));
    QTRY_VERIFY(m_wizard->button(QWizard::FinishButton)->isEnabled());
}

void TestPrepullWizard::productionWantsTheName()
{
    open(app(Image.toUtf8()), u"production"_s);
    startWizard();
    press(QWizard::NextButton);
    press(QWizard::NextButton);
    QAbstractButton *start = m_wizard->button(QWizard::CommitButton);
    QVERIFY(!start->isEnabled());
    QCOMPARE(start->text(), u"Start on PRODUCTION"_s);
    auto *typed = in<QLineEdit>(u"prepullTyped"_s);
    for (const QString &wrong : {u"Prepull"_s, u"shop"_s, u"production"_s, u"prepull "_s}) {
        typed->setText(wrong);
        QVERIFY2(!start->isEnabled(), qPrintable(wrong));
    }
    typed->setText(u"prepull"_s);
    QVERIFY(start->isEnabled());
    shoot(u"3-how-production-light"_s);
    QCOMPARE(helpers(), 0);
}

void TestPrepullWizard::othersAreExplained()
{
    open(app(Image.toUtf8()));
    startWizard();
    press(QWizard::NextButton);
    press(QWizard::NextButton);
    QVERIFY(!in<QRadioButton>(u"prepullVia:eremetic"_s)->isEnabled());
    in<QRadioButton>(u"prepullVia:chronos"_s)->click();
    QVERIFY(!m_wizard->button(QWizard::CommitButton)->isEnabled());
    in<QLineEdit>(u"prepullUrl"_s)->setText(u"http://127.0.0.1:9"_s);
    in<QAbstractButton>(u"prepullMore"_s)->click();
    shoot(u"3-how-chronos-light"_s);
    QVERIFY(m_wizard->button(QWizard::CommitButton)->isEnabled());
}

void TestPrepullWizard::unreachableMaster()
{
    SandboxFault fault;
    fault.times = -1;
    fault.answer = SandboxAnswer{404, {}, {}};
    m_cluster->mesosFaults().add(fault);
    open(app(Image.toUtf8()));
    startWizard();
    press(QWizard::NextButton);
    auto *master = in<QLineEdit>(u"prepullMaster"_s);
    QTRY_VERIFY_WITH_TIMEOUT(master->isVisible(), 30'000);
    QVERIFY(!m_wizard->button(QWizard::NextButton)->isEnabled());
    shoot(u"2-master-light"_s);
    m_cluster->mesosFaults().clear();
    master->setText(m_cluster->mesosUrl().toString());
    in<QAbstractButton>(u"prepullAgain"_s)->click();
    QTRY_COMPARE(label(u"prepullCounter"_s), u"11 of 12 nodes"_s);
    QVERIFY(m_wizard->button(QWizard::NextButton)->isEnabled());
}

void TestPrepullWizard::closingStops()
{
    m_codes.insert(host(9), 10);
    open(app(Image.toUtf8()));
    startWizard();
    press(QWizard::NextButton);
    press(QWizard::NextButton);
    press(QWizard::CommitButton);
    QTRY_COMPARE(helpers(), 1);
    QTRY_VERIFY(row(u"prepullRows"_s, host(9)));
    m_wizard->close();
    QVERIFY(m_wizard);
    QTRY_VERIFY_WITH_TIMEOUT(!m_wizard, 30'000);
    QCOMPARE(helpers(), 0);
    QVERIFY(m_cluster->marathon().state().instances.empty());
}

void TestPrepullWizard::retries()
{
    open(app(Image.toUtf8()));
    startWizard();
    press(QWizard::NextButton);
    press(QWizard::NextButton);
    press(QWizard::CommitButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_wizard->currentId(), int(PrepullWizard::ResultPage), 30'000);
    QTRY_VERIFY(in<QAbstractButton>(u"prepullRetry"_s)->isEnabled());
    m_codes.clear();
    in<QAbstractButton>(u"prepullRetry"_s)->click();
    QCOMPARE(m_wizard->currentId(), int(PrepullWizard::RunPage));
    QTRY_COMPARE_WITH_TIMEOUT(m_wizard->currentId(), int(PrepullWizard::ResultPage), 30'000);
    QVERIFY(label(u"prepullResult"_s).startsWith(u"Stored in Docker's cache on 2 of 2 nodes."_s));
    QTRY_VERIFY(m_wizard->button(QWizard::FinishButton)->isEnabled());
    QCOMPARE(helpers(), 0);
}

void TestPrepullWizard::leftoversAreOffered()
{
    PrepullRecord record;
    record.runId = u"dead"_s;
    record.target = u"trial"_s;
    record.addresses = {m_cluster->url().toString()};
    record.image = Image;
    record.began = QDateTime::currentDateTimeUtc();
    const PrepullJournal journal(AppPaths::below(folder()).dataFolder + u"/prepulls"_s);
    QVERIFY(journal.write(record).has_value());
    QVERIFY(
        m_cluster->run({"{\"id\": \"/pinion/prepull/r-dead\", \"cmd\": \"sleep 1000\", "
                        "\"cpus\": 0.1, \"mem\": 32, \"labels\": {\"PINION_KIND\": \"prepull\", "
                        "\"PINION_RUN\": \"dead\"}}"}));
    QCOMPARE(helpers(), 1);
    open(app(Image.toUtf8()));
    QTRY_VERIFY(m_shell->window->bar().text().contains(u"was cut short"_s));
    for (QAbstractButton *button : m_shell->window->bar().findChildren<QAbstractButton *>()) {
        if (button->text() == "Remove it"_L1) {
            button->click();
            break;
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(helpers(), 0, 30'000);
    QTRY_VERIFY(m_shell->window->bar().text().contains(u"Nothing is left"_s));
    QVERIFY(journal.entries().empty());
}

void TestPrepullWizard::nodesOfTheApp()
{
    int number = 0;
    for (SandboxAgent &agent : m_cluster->marathon().state().agents)
        agent.attributes = {{u"rack"_s, u"r%1"_s.arg(++number % 3)}};
    open(app(Image.toUtf8(), "DOCKER", "[[\"rack\", \"LIKE\", \"r[01]\"]]"));
    startWizard();
    press(QWizard::NextButton);
    QTRY_COMPARE(label(u"prepullCounter"_s), u"7 of 12 nodes"_s);
    const QTreeWidgetItem *barred = row(u"prepullNodes"_s, host(2));
    QCOMPARE(barred->checkState(0), Qt::Unchecked);
    QCOMPARE(barred->text(1), u"yes, but rack LIKE r[01] keeps the app away"_s);
    shoot(u"2-placement-light"_s);
    press(QWizard::BackButton);
    in<QLineEdit>(u"prepullImage"_s)->setText(u"team/other:1.0.0"_s); // of no app that is known
    press(QWizard::NextButton);
    QTRY_COMPARE(label(u"prepullCounter"_s), u"11 of 12 nodes"_s);
}

void TestPrepullWizard::ticksSurviveGoingBack()
{
    open(app(Image.toUtf8()));
    startWizard();
    press(QWizard::NextButton);
    QTRY_COMPARE(label(u"prepullCounter"_s), u"11 of 12 nodes"_s);
    row(u"prepullNodes"_s, host(1))->setCheckState(0, Qt::Unchecked);
    press(QWizard::BackButton);
    press(QWizard::NextButton);
    QCOMPARE(label(u"prepullCounter"_s), u"10 of 12 nodes"_s);
    QCOMPARE(row(u"prepullNodes"_s, host(1))->checkState(0), Qt::Unchecked);
}

void TestPrepullWizard::newNodes()
{
    open(app(Image.toUtf8()));
    startWizard();
    press(QWizard::NextButton);
    press(QWizard::NextButton);
    press(QWizard::CommitButton);
    QTRY_COMPARE(helpers(), 1);
    std::next(m_cluster->marathon().state().agents.begin(), 2)->isDraining = false; // agent-3
    auto *more = in<QAbstractButton>(u"prepullNew"_s);
    QTRY_VERIFY_WITH_TIMEOUT(more->isVisible(), 30'000);
    QCOMPARE(more->text(), u"&Pull on 1 new node"_s);
    more->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_wizard->currentId(), int(PrepullWizard::ResultPage), 30'000);
    QVERIFY(label(u"prepullResult"_s).startsWith(u"Stored in Docker's cache on 1 of 1 nodes."_s));
    QTRY_VERIFY(m_wizard->button(QWizard::FinishButton)->isEnabled());
    QVERIFY(!more->isVisible());
    QCOMPARE(helpers(), 0);
}

void TestPrepullWizard::whatDockerWrote()
{
    open(app(Image.toUtf8()));
    startWizard();
    pullAll();
    auto *table = in<QTreeWidget>(u"prepullMissing"_s);
    auto *words = m_wizard->currentPage()->findChild<QPlainTextEdit *>(u"prepullWords"_s);
    table->setCurrentItem(row(u"prepullMissing"_s, host(5)));
    QVERIFY(words->isVisible());
    QVERIFY(words->toPlainText().contains(u"pull access denied for team/shop"_s));
    QVERIFY(words->toPlainText().contains(u"The agent lacks a login"_s));
    shoot(u"5-words-light"_s);
    table->setCurrentItem(row(u"prepullMissing"_s, host(1)));
    QCOMPARE(words->toPlainText(), QString(u"Digest: "_s + Digest));
}

void TestPrepullWizard::fromTheReview()
{
    open(app(Image.toUtf8()));
    QTRY_VERIFY(m_shell->window->actions().action("deploy.review")->isEnabled());
    m_shell->run("deploy.review");
    QTRY_VERIFY(m_shell->find<ReviewDialog>(u"reviewDialog"_s));
    const auto *bar = m_shell->find<MessageBar>(u"reviewNewImages"_s);
    QVERIFY(bar);
    QVERIFY2(bar->text().contains(Image) && bar->text().contains(u"New on trial"_s),
        qPrintable(bar->text()));
    QVERIFY(m_shell->find<ReviewDialog>(u"reviewDialog"_s)
                ->grab()
                .save(QStringLiteral(PINION_BINARY_DIR "/screenshots/prepull-review.png")));
    for (QAbstractButton *button : bar->findChildren<QAbstractButton *>()) {
        if (button->text().contains(u"Pre-pull"_s)) {
            button->click();
            break;
        }
    }
    QTRY_VERIFY(m_shell->find<PrepullWizard>(u"prepullWizard"_s));
    takeWizard();
    QCOMPARE(in<QLineEdit>(u"prepullImage"_s)->text(), Image);
    QTRY_VERIFY(!m_shell->find<ReviewDialog>(u"reviewDialog"_s));
    m_wizard->close();
    QTRY_VERIFY(!m_wizard);

    QVERIFY(m_cluster->run({app(Image.toUtf8()).replace("\"/team/shop\"", "\"/team/other\"")}));
    m_shell->window->findChild<TargetLink *>()->refresh();
    QTRY_VERIFY(m_shell->window->findChild<TargetLink *>()->app(u"/team/other"_s));
    m_shell->run("deploy.review");
    QTRY_VERIFY(m_shell->find<ReviewDialog>(u"reviewDialog"_s));
    QVERIFY(!m_shell->find<MessageBar>(u"reviewNewImages"_s)); // it runs there
}

void TestPrepullWizard::fromAStuckDeployment()
{
    TaskScript stuck;
    stuck.fate = TaskFate::StaysStaging;
    m_cluster->marathon().state().scripts[u"/team/shop"_s] = stuck;
    open(app(Image.toUtf8()), u"local"_s);
    QTRY_VERIFY(m_shell->window->actions().action("deploy.now")->isEnabled());
    m_shell->run("deploy.now");
    auto *panel = m_shell->find<DeployPanel>(u"deployPanel"_s);
    auto *button = panel->findChild<QAbstractButton *>(u"deployPrepull"_s);
    QTRY_VERIFY_WITH_TIMEOUT(panel->current() && button->isVisible(), 30'000);
    QVERIFY(panel->grab().save(QStringLiteral(PINION_BINARY_DIR "/screenshots/prepull-stuck.png")));
    button->click();
    takeWizard();
    QCOMPARE(in<QLineEdit>(u"prepullImage"_s)->text(), Image);
}

void TestPrepullWizard::byOtherSchedulers_data()
{
    QTest::addColumn<bool>("isChronos");
    QTest::newRow("Chronos") << true;
    QTest::newRow("Eremetic") << false;
}

void TestPrepullWizard::byOtherSchedulers()
{
    QFETCH(bool, isChronos);
    const QString name = isChronos ? u"chronos"_s : u"eremetic"_s;
    for (SandboxAgent &agent : m_cluster->marathon().state().agents)
        agent.attributes = {{u"node_name"_s, agent.hostname.section(u'.', 0, 0)}};
    SandboxChronosOptions guarded;
    guarded.user = "bob";
    guarded.password = "s3cret";
    SandboxChronos chronos(m_cluster->marathon(), guarded);
    SandboxEremetic eremetic(m_cluster->marathon());
    QVERIFY(chronos.start() && eremetic.start());
    open(app(Image.toUtf8(), "DOCKER", "[[\"node_name\", \"LIKE\", \"agent-[12]\"]]"));
    startWizard();
    press(QWizard::NextButton);
    QTRY_COMPARE(label(u"prepullCounter"_s), u"2 of 12 nodes"_s);
    press(QWizard::NextButton);
    in<QRadioButton>(u"prepullVia:"_s + name)->click();
    in<QLineEdit>(u"prepullUrl"_s)
        ->setText((isChronos ? chronos.url() : eremetic.url()).toString());
    if (isChronos) {
        in<QLineEdit>(u"prepullUser"_s)->setText(u"bob"_s);
        in<QLineEdit>(u"prepullPassword"_s)->setText(u"s3cret"_s);
    } else {
        QCOMPARE(in<QComboBox>(u"prepullAttribute"_s)->currentText(), u"node_name"_s);
        QVERIFY(!label(u"prepullHazards"_s).contains(u"full control"_s));
        in<QLineEdit>(u"prepullHelper"_s)->setText(u"registry.example.com/tools/docker:24"_s);
        QVERIFY(label(u"prepullHazards"_s).contains(u"full control"_s));
    }
    shoot(u"3-how-%1-filled-light"_s.arg(name));
    press(QWizard::CommitButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_wizard->currentId(), int(PrepullWizard::ResultPage), 90'000);
    QVERIFY2(label(u"prepullResult"_s).startsWith(u"Stored in Docker's cache on 2 of 2 nodes."_s),
        qPrintable(label(u"prepullResult"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(m_wizard->button(QWizard::FinishButton)->isEnabled(), 30'000);
    QVERIFY(label(u"prepullCleaning"_s).contains(u"nothing of it is left on trial"_s));
    QCOMPARE(chronos.jobCount() + eremetic.recordCount(), 0);
    press(QWizard::FinishButton);
    m_shell.reset(); // before what it talks to
}

QTEST_MAIN(TestPrepullWizard)
#include "tst_prepullwizard.moc"
