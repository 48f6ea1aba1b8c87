// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonoutput.h"

#include "sandbox/sandbox.h"

#include <QEventLoop>
#include <QProcess>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// The built program against a sandbox that lives in this one.
class CliPrepullTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void pulls_data();
    void pulls();
    void tellsWhy();
    void chosenHosts();
    void wrongUse_data();
    void wrongUse();
    void productionWantsTheName();
    void interrupted();
    void killed();

private:
    std::unique_ptr<QProcess> start(const QStringList &words);
    Run cli(const QStringList &words);
    static Run end(QProcess &process);
    int helpers() const;
    int tasks() const;
    QByteArrayList changes() const;

    std::unique_ptr<SandboxCluster> m_sandbox;
    std::unique_ptr<Workbench> m_bench;
    QHash<QString, int> m_codes; ///< of the pull by host; 20 by default, 10: never answers
};

namespace {

const QString Image = QStringLiteral("registry.example:5000/team/shop:1.4.2");

QString host(int number)
{
    return u"agent-%1.sandbox.example"_s.arg(number);
}

QByteArray told(const Run &run)
{
    return QByteArray(run.err + run.out);
}

} // namespace

void CliPrepullTest::init()
{
    SandboxOptions options;
    options.isLive = true;
    options.agents = 4;
    options.settings.timings = {50, 50, 50, 50, 200};
    m_codes.clear();
    m_sandbox = std::make_unique<SandboxCluster>(options);
    m_sandbox->marathon().state().scriptFor
        = [this](const RunSpec &, const SandboxAgent &agent) -> std::optional<TaskScript> {
        TaskScript script;
        script.checks = {{50, 10}, {100, m_codes.value(agent.hostname, 20)}};
        return script;
    };
    QVERIFY(m_sandbox->start());
    m_bench = std::make_unique<Workbench>();
    const QByteArray url = m_sandbox->url().toString().toUtf8();
    m_bench->write(u".pinion.json"_s,
        "{\"root\": true, \"targets\": ["
        "{\"name\": \"staging\", \"kind\": \"staging\", \"urls\": [\""
            + url
            + "\"]},"
              "{\"name\": \"production\", \"kind\": \"production\", \"urls\": [\""
            + url
            + "\"]},"
              "{\"name\": \"away\", \"kind\": \"test\", \"urls\": [\"http://127.0.0.1:9\"]}]}");
}

std::unique_ptr<QProcess> CliPrepullTest::start(const QStringList &words)
{
    auto process = std::make_unique<QProcess>();
    process->setWorkingDirectory(m_bench->dir().path());
    process->setStandardInputFile(QProcess::nullDevice());
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"XDG_CONFIG_HOME"_s, m_bench->path(u"config"_s));
    variables.insert(u"XDG_DATA_HOME"_s, m_bench->path(u"data"_s));
    variables.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    process->setProcessEnvironment(variables);
    process->start(QStringLiteral(PINION_CLI), QStringList{u"prepull"_s} + words);
    return process;
}

Run CliPrepullTest::end(QProcess &process)
{
    // The sandbox answers in this thread meanwhile.
    QEventLoop loop;
    QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(120'000, &loop, &QEventLoop::quit);
    if (process.state() != QProcess::NotRunning)
        loop.exec();
    const bool isDone
        = process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit;
    return {isDone ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError()};
}

Run CliPrepullTest::cli(const QStringList &words)
{
    return end(*start(words));
}

int CliPrepullTest::helpers() const
{
    return int(m_sandbox->marathon().state().root.specs.size());
}

int CliPrepullTest::tasks() const
{
    return int(m_sandbox->marathon().state().instances.size());
}

QByteArrayList CliPrepullTest::changes() const
{
    QByteArrayList changes;
    for (const SandboxRequest &request : m_sandbox->requests()) {
        if (request.method != "GET" && request.method != "HEAD")
            changes.append(request.method + ' ' + request.target);
    }
    return changes;
}

void CliPrepullTest::pulls_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("all at once") << QStringList();
    QTest::newRow("two at once") << QStringList{u"--at-once=2"_s, u"--via=marathon"_s};
    QTest::newRow("with credentials")
        << QStringList{u"--credentials=file:///etc/docker.tar.gz"_s, u"--timeout=60"_s};
}

void CliPrepullTest::pulls()
{
    QFETCH(QStringList, options);
    const Run run = cli(QStringList{Image, u"--target=staging"_s} + options);
    QVERIFY2(run.code == 0, told(run).constData());
    QVERIFY2(run.out.contains("Stored in Docker's cache on 4 of 4 hosts of staging.\n"),
        told(run).constData());
    for (int i = 1; i <= 4; ++i)
        QVERIFY2(
            run.out.contains(QByteArray(host(i).toUtf8() + "  done\n")), told(run).constData());
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(helpers(), 0);
    QCOMPARE(tasks(), 0);
    QVERIFY(QDir(m_bench->path(u"data/pinion/prepulls"_s)).entryList({u"*.json"_s}).isEmpty());
}

void CliPrepullTest::tellsWhy()
{
    m_codes.insert(host(2), 54);
    m_codes.insert(host(3), 55);
    m_sandbox->marathon().state().agents.front().isDraining = true;
    const Run run = cli({Image, u"--target=staging"_s});
    QVERIFY2(run.code == 1, told(run).constData());
    for (const QByteArray &line :
        {QByteArray("agent-2.sandbox.example  failed: sign-in refused by the registry\n"),
            QByteArray("agent-3.sandbox.example  failed: no space left on the agent's disk\n"),
            QByteArray("agent-4.sandbox.example  done\n"),
            QByteArray("agent-1.sandbox.example  left out: being drained\n"),
            QByteArray("on 1 of 3 hosts of staging.\n")})
        QVERIFY2(run.out.contains(line), told(run).constData());
    const Json json = parsed(cli({Image, u"--target=staging"_s, u"--format=json"_s}));
    QCOMPARE(json["success"].get<bool>(), false);
    QCOMPARE(json["clean"].get<bool>(), true);
    QCOMPARE(json["hosts"].size(), size_t(3));
    QCOMPARE(json["hosts"][0]["state"].get<std::string>(), std::string("failed"));
    QCOMPARE(json["hosts"][0]["code"].get<int>(), 54);
    QVERIFY(json["hosts"][2]["reason"].get<std::string>().empty());
    QCOMPARE(json["leftOut"][0]["reason"].get<std::string>(), std::string("being drained"));
    QCOMPARE(helpers(), 0);
}

void CliPrepullTest::chosenHosts()
{
    m_codes.insert(host(1), 53);
    const Run run = cli({Image, u"--target=staging"_s, u"--agents"_s, host(2) + u", "_s + host(4)});
    QVERIFY2(run.code == 0, told(run).constData());
    QVERIFY2(run.out.contains("on 2 of 2 hosts"), told(run).constData());
    QVERIFY2(
        run.out.contains("agent-1.sandbox.example  left out: not chosen\n"), told(run).constData());
    m_sandbox->marathon().state().agents.front().isDraining = true;
    const Run drained
        = cli({Image, u"--target=staging"_s, u"--agents"_s, host(1) + u',' + host(4)});
    QVERIFY2(drained.code == 1, told(drained).constData());
    QVERIFY2(drained.out.contains("agent-1.sandbox.example  not reached: being drained\n"),
        told(drained).constData());
}

void CliPrepullTest::wrongUse_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("complaint");
    const QString target = u"--target=staging"_s;
    QTest::newRow("no image") << QStringList{target} << 2 << QByteArray("takes an image");
    QTest::newRow("no target") << QStringList{Image} << 2 << QByteArray("--target is needed.");
    QTest::newRow("a moving tag") << QStringList{u"team/shop:latest"_s, target} << 2
                                  << QByteArray("can mean another image at any moment");
    for (const QString &image : {u"team/shop:1.0.0; reboot"_s, u"$(reboot):1.0.0"_s,
             u"team/shop:1.0.0 x"_s, u"Team/Shop:1.0.0"_s, u"'x':1.0.0"_s})
        QTest::addRow("%s", qPrintable(image))
            << QStringList{image, target} << 2 << QByteArray("pinion-cli: ");
    QTest::newRow("an option as an image")
        << QStringList{target, u"--"_s, u"-x/y:1.0.0"_s} << 2 << QByteArray("begins with a letter");
    QTest::newRow("no such agent") << QStringList{Image, target, u"--agents=agent-9"_s} << 2
                                   << QByteArray("No agent is called \"agent-9\".");
    QTest::newRow("no number") << QStringList{Image, target, u"--at-once=0"_s} << 2
                               << QByteArray("--at-once takes a number above 0.");
    QTest::newRow("a login in the address")
        << QStringList{Image, target, u"--credentials=http://a:b@c/d.tar.gz"_s} << 2
        << QByteArray("holds a login");
    QTest::newRow("Chronos nowhere") << QStringList{Image, target, u"--via=chronos"_s} << 2
                                     << QByteArray("The address of Chronos is missing");
    QTest::newRow("no such cluster")
        << QStringList{Image, u"--target=away"_s} << 4 << QByteArray("cannot be reached");
}

void CliPrepullTest::wrongUse()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    QFETCH(QByteArray, complaint);
    const Run run = cli(words);
    QVERIFY2(run.code == code, told(run).constData());
    QVERIFY2(run.err.contains(complaint), told(run).constData());
    QCOMPARE(changes(), QByteArrayList());
}

void CliPrepullTest::productionWantsTheName()
{
    for (const QStringList &confirmation :
        {QStringList(), QStringList{u"--confirm=shop"_s}, QStringList{u"--confirm="_s}}) {
        const Run run = cli(QStringList{Image, u"--target=production"_s} + confirmation);
        QVERIFY2(run.code == 2, told(run).constData());
        QVERIFY2(run.err.contains("Add --confirm prepull."), told(run).constData());
    }
    QCOMPARE(changes(), QByteArrayList());
    const Run run = cli({Image, u"--target=production"_s, u"--confirm=prepull"_s});
    QVERIFY2(run.code == 0, told(run).constData());
}

void CliPrepullTest::interrupted()
{
    m_codes.insert(host(3), 10);
    const std::unique_ptr<QProcess> process = start({Image, u"--target=staging"_s});
    QTRY_COMPARE_WITH_TIMEOUT(tasks(), 4, 60'000);
    process->terminate();
    const Run run = end(*process);
    QVERIFY2(run.code == 1, told(run).constData());
    QVERIFY2(
        run.out.contains("agent-3.sandbox.example  cancelled: stopped\n"), told(run).constData());
    QCOMPARE(helpers(), 0);
    QCOMPARE(tasks(), 0);
}

void CliPrepullTest::killed()
{
    m_codes.insert(host(3), 10);
    const std::unique_ptr<QProcess> process = start({Image, u"--target=staging"_s});
    QTRY_COMPARE_WITH_TIMEOUT(tasks(), 4, 60'000);
    // Of a run that somebody works at nothing is removed.
    const Run other = cli({u"--clean-up"_s, u"--target=staging"_s});
    QVERIFY2(other.code == 0 && other.err.contains("Nothing is left on staging"),
        told(other).constData());
    process->kill();
    QVERIFY(end(*process).code != 0);
    QCOMPARE(helpers(), 1);
    const Run warned = cli({Image, u"--target=staging"_s, u"--agents"_s, host(1)});
    QVERIFY2(warned.code == 0, told(warned).constData());
    QVERIFY2(warned.err.contains("was cut short, and its helpers are still on staging."),
        told(warned).constData());
    QCOMPARE(helpers(), 1);
    const Run cleaned = cli({u"--clean-up"_s, u"--target=staging"_s});
    QVERIFY2(cleaned.code == 0, told(cleaned).constData());
    QVERIFY2(cleaned.err.contains("Removed what the pre-pull "), told(cleaned).constData());
    QCOMPARE(helpers(), 0);
    QCOMPARE(tasks(), 0);
    const Run again = cli({u"--clean-up"_s, u"--target=staging"_s});
    QVERIFY2(again.err.contains("Nothing is left on staging"), told(again).constData());
}

QTEST_GUILESS_MAIN(CliPrepullTest)
#include "tst_cliprepull.moc"
