// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonoutput.h"

#include "sandbox/sandbox.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

/// The built program against a sandbox in this process.
class CliDeployTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void productionWithoutTheName_data();
    void productionWithoutTheName();
    void productionWithTheName();
    void productionWantsMore_data();
    void productionWantsMore();
    void rollbackOfProductionWantsTheName();
    void deploysAndWaits();
    void errorsSendNothing();
    void wrongUse_data();
    void wrongUse();
    void refusedValuesAreNamed();
    void unreachable();
    void lostAnswerIsLookedInto();
    void basedOnAnotherVersion();
    void listsAndShows();
    void rollsBack();
    void signsIn();
    void secretsStayInside_data();
    void secretsStayInside();

private:
    Run cli(const QStringList &words, const QStringList &environment = {});
    QByteArrayList changes() const;
    void write(const QByteArray &image = "registry.example.com/shop/orders:1.8.3");

    std::unique_ptr<SandboxCluster> m_sandbox;
    std::unique_ptr<Workbench> m_bench;
};

namespace {

/// Without what takes time to become healthy.
QByteArray orders(const QByteArray &image)
{
    QByteArray app = appWithImage(image);
    return app.replace("\"instances\": 3", "\"instances\": 1");
}

QByteArray told(const Run &run)
{
    return QByteArray(run.err + run.out);
}

} // namespace

void CliDeployTest::init()
{
    SandboxOptions options;
    options.isLive = true;
    options.settings.timings = {50, 50, 50, 50, 200};
    m_sandbox = std::make_unique<SandboxCluster>(options);
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
              "{\"name\": \"dr\", \"kind\": \"disaster-recovery\", \"urls\": [\""
            + url
            + "\"]},"
              "{\"name\": \"secured\", \"kind\": \"test\", \"signIn\": \"basic\", \"user\": "
              "\"bob\","
              " \"urls\": [\""
            + url
            + "\"]},"
              "{\"name\": \"away\", \"kind\": \"test\", \"urls\": [\"http://127.0.0.1:9\"]}]}");
    write();
}

void CliDeployTest::write(const QByteArray &image)
{
    m_bench->write(u"orders.json"_s, orders(image));
}

Run CliDeployTest::cli(const QStringList &words, const QStringList &environment)
{
    return m_bench->runBeside(words, environment);
}

QByteArrayList CliDeployTest::changes() const
{
    QByteArrayList changes;
    for (const SandboxRequest &request : m_sandbox->requests()) {
        if (request.method != "GET" && request.method != "HEAD")
            changes.append(request.method + ' ' + request.target);
    }
    return changes;
}

void CliDeployTest::productionWithoutTheName_data()
{
    QTest::addColumn<QStringList>("words");
    const QStringList base{u"deploy"_s, u"orders.json"_s};
    const QStringList production{u"--target"_s, u"production"_s};
    QTest::newRow("nothing") << base + production;
    QTest::newRow("waiting") << base + production + QStringList{u"--wait"_s};
    QTest::newRow("disaster recovery") << base + QStringList{u"--target=dr"_s};
    QTest::newRow("json") << base + production + QStringList{u"--format=json"_s};
    QTest::newRow("accepting") << base + production + QStringList{u"--accept-warnings"_s};
    for (const QString &name : {u""_s, u"yes"_s, u"Orders"_s, u"orders "_s, u"order"_s,
             u"/shop/orders"_s, u"shop"_s, u"production"_s, u"*"_s, u"true"_s})
        QTest::addRow("--confirm \"%s\"", qPrintable(name))
            << base + production + QStringList{u"--confirm"_s, name};
    QTest::newRow("the name twice, the last one wrong")
        << base + production + QStringList{u"--confirm"_s, u"orders"_s, u"--confirm"_s, u"other"_s};
    QTest::newRow("the name behind --")
        << base + production + QStringList{u"--"_s, u"--confirm"_s, u"orders"_s};
    QTest::newRow("staging first") << base + QStringList{u"--target"_s, u"staging"_s} + production;
}

void CliDeployTest::productionWithoutTheName()
{
    QFETCH(QStringList, words);
    const Run run = cli(words);
    QVERIFY2(run.code == 2, told(run).constData());
    QCOMPARE(changes(), QByteArrayList());
    QVERIFY(!run.err.isEmpty());
}

void CliDeployTest::productionWithTheName()
{
    const Run run = cli({u"deploy"_s, u"orders.json"_s, u"--target=production"_s,
        u"--confirm=orders"_s, u"--accept-warnings"_s});
    QVERIFY2(run.code == 0, told(run).constData());
    QCOMPARE(changes(), QByteArrayList{"PUT /v2/apps/shop/orders?partialUpdate=false&force=false"});
}

void CliDeployTest::productionWantsMore_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("a moving image")
        << QByteArray("registry.example.com/shop/orders:latest") << QByteArray("error");
    QTest::newRow("a floating version")
        << QByteArray("registry.example.com/shop/orders:1.8") << QByteArray("not pinned");
}

void CliDeployTest::productionWantsMore()
{
    QFETCH(QByteArray, image);
    QFETCH(QByteArray, complaint);
    write(image);
    const Run run = cli({u"deploy"_s, u"orders.json"_s, u"--target=production"_s,
        u"--confirm=orders"_s, u"--accept-warnings"_s});
    QVERIFY2(run.code == 1, told(run).constData());
    QVERIFY2(run.err.contains(complaint), told(run).constData());
    QCOMPARE(changes(), QByteArrayList());
}

void CliDeployTest::rollbackOfProductionWantsTheName()
{
    QVERIFY(m_sandbox->run({orders("a/b:1.0.0")}));
    m_sandbox->forgetRequests();
    for (const QString &name : {u""_s, u"yes"_s, u"/shop/orders"_s}) {
        const Run run = cli(
            {u"rollback"_s, u"/shop/orders"_s, u"--target=production"_s, u"--confirm"_s, name});
        QVERIFY2(run.code == 2, told(run).constData());
    }
    QCOMPARE(cli({u"rollback"_s, u"/shop/orders"_s, u"--target=dr"_s}).code, 2);
    QCOMPARE(changes(), QByteArrayList());
}

void CliDeployTest::deploysAndWaits()
{
    const Run run = cli(
        {u"deploy"_s, u"orders.json"_s, u"--target=staging"_s, u"--wait"_s, u"--format=json"_s});
    QVERIFY2(run.code == 0, told(run).constData());
    const Json json = parsed(run);
    QCOMPARE(json["result"].get<std::string>(), std::string("verified"));
    QCOMPARE(json["healthy"].get<int>(), 1);
    QVERIFY(!json["deployment"].get<std::string>().empty());
    QCOMPARE(changes().size(), 1);
    const Run again = cli({u"deploy"_s, u"orders.json"_s, u"--target=staging"_s, u"--wait"_s});
    QVERIFY2(again.code == 0, told(again).constData());
    QVERIFY2(again.out.contains("Nothing to deploy: staging already runs this definition."),
        told(again).constData());
}

void CliDeployTest::errorsSendNothing()
{
    write("registry.example.com/shop/orders:latest");
    const Run run = cli({u"deploy"_s, u"orders.json"_s, u"--target=staging"_s});
    QVERIFY2(run.code == 1, told(run).constData());
    QVERIFY(run.err.contains("pinion-cli check orders.json"));
    QCOMPARE(changes(), QByteArrayList());
}

void CliDeployTest::wrongUse_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("no target") << QStringList{u"deploy"_s, u"orders.json"_s} << 2
                               << QByteArray("--target is needed. There are: staging, ");
    QTest::newRow("a slip") << QStringList{u"apps"_s, u"--target=stagin"_s} << 2
                            << QByteArray("Did you mean staging?");
    QTest::newRow("no such file") << QStringList{u"deploy"_s, u"none.json"_s, u"--target=staging"_s}
                                  << 3 << QByteArray("none.json");
    QTest::newRow("no number") << QStringList{u"deploy"_s, u"orders.json"_s, u"--target=staging"_s,
        u"--timeout=soon"_s} << 2
                               << QByteArray("--timeout takes a number");
    QTest::newRow("a password on the command line")
        << QStringList{u"deploy"_s, u"orders.json"_s, u"--target=secured"_s, u"--password=x"_s} << 2
        << QByteArray("There is no option --password.");
    QTest::newRow("no login") << QStringList{u"apps"_s, u"--target=secured"_s} << 4
                              << QByteArray("There is no login for secured.");
    QTest::newRow("no such app") << QStringList{u"status"_s, u"/none"_s, u"--target=staging"_s} << 4
                                 << QByteArray("/none does not run on staging.");
}

void CliDeployTest::wrongUse()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    QFETCH(QByteArray, complaint);
    const Run run = cli(words);
    QVERIFY2(run.code == code, told(run).constData());
    QVERIFY2(run.err.contains(complaint), told(run).constData());
    QCOMPARE(changes(), QByteArrayList());
}

void CliDeployTest::refusedValuesAreNamed()
{
    SandboxFault fault;
    fault.method = "PUT";
    fault.answer = SandboxAnswer::json(422,
        "{\"message\":\"Object is not "
        "valid\",\"details\":[{\"path\":\"/healthChecks(0)/portIndex\","
        "\"errors\":[\"error.min\"]}]}");
    m_sandbox->faults().add(fault);
    const Run run = cli({u"deploy"_s, u"orders.json"_s, u"--target=staging"_s});
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains("Staging refused the definition: one value is not valid. Nothing was "
                              "changed."),
        told(run).constData());
    QVERIFY2(run.err.contains("  /healthChecks/0/portIndex: is too small"), told(run).constData());
}

void CliDeployTest::unreachable()
{
    const Run run = cli({u"deploy"_s, u"orders.json"_s, u"--target=away"_s});
    QCOMPARE(run.code, 4);
    QVERIFY2(run.err.contains("Away cannot be reached."), told(run).constData());
}

void CliDeployTest::lostAnswerIsLookedInto()
{
    SandboxFault fault;
    fault.method = "PUT";
    fault.cutAfter = 0;
    m_sandbox->faults().add(fault);
    const Run run = cli({u"deploy"_s, u"orders.json"_s, u"--target=staging"_s, u"--wait"_s});
    QVERIFY2(run.code == 0, told(run).constData());
    QVERIFY2(
        run.err.contains("It is not known whether Marathon received it."), told(run).constData());
    QCOMPARE(changes().size(), 1);
}

void CliDeployTest::basedOnAnotherVersion()
{
    QVERIFY(m_sandbox->run({orders("a/b:1.0.0")}));
    m_sandbox->forgetRequests();
    const Run run = cli({u"deploy"_s, u"orders.json"_s, u"--target=staging"_s,
        u"--based-on=2020-01-01T00:00:00.000Z"_s});
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains("/shop/orders has been changed on staging since you loaded it."),
        told(run).constData());
    QCOMPARE(changes(), QByteArrayList());
}

void CliDeployTest::listsAndShows()
{
    QVERIFY(m_sandbox->run({orders("a/b:1.0.0")}));
    const Run apps = cli({u"apps"_s, u"--target=staging"_s});
    QVERIFY2(apps.out.startsWith("/shop/orders  "), told(apps).constData());
    QVERIFY(cli({u"apps"_s, u"--target=staging"_s, u"--filter=none"_s}).out.isEmpty());
    const Json list = parsed(cli({u"apps"_s, u"--target=staging"_s, u"--format=json"_s}));
    QCOMPARE(list["apps"][0]["image"].get<std::string>(), std::string("a/b:1.0.0"));
    const Json status
        = parsed(cli({u"status"_s, u"/shop/orders"_s, u"--target=staging"_s, u"--format=json"_s}));
    QCOMPARE(status["tasks"].size(), size_t(1));
    const Run idle = cli({u"status"_s, u"--target=staging"_s});
    QCOMPARE(idle.out, QByteArray("No deployments on staging now.\n"));
    const Json versions = parsed(
        cli({u"versions"_s, u"/shop/orders"_s, u"--target=staging"_s, u"--format=json"_s}));
    QCOMPARE(versions["versions"].size(), size_t(1));
    const QString version
        = QString::fromStdString(versions["versions"][0]["version"].get<std::string>());
    const Run shown
        = cli({u"versions"_s, u"shop/orders"_s, u"--target=staging"_s, u"--show"_s, version});
    QVERIFY2(shown.out.contains("a/b:1.0.0") && !shown.out.contains("versionInfo"),
        told(shown).constData());
    const Json targets = parsed(cli({u"targets"_s, u"--format=json"_s}));
    QCOMPARE(targets["targets"].size(), size_t(5));
    const Run checked = cli({u"targets"_s, u"--check"_s});
    QCOMPARE(checked.code, 4); // "away" does not answer, "secured" has no login
    QVERIFY2(checked.out.contains("Marathon 1.10.26"), told(checked).constData());
}

void CliDeployTest::rollsBack()
{
    QVERIFY(m_sandbox->run({orders("a/b:1.0.0")}));
    const Run newer = cli({u"deploy"_s, u"orders.json"_s, u"--target=staging"_s, u"--wait"_s});
    QVERIFY2(newer.code == 0, told(newer).constData());
    m_sandbox->forgetRequests();
    const Run dry = cli({u"rollback"_s, u"/shop/orders"_s, u"--target=staging"_s, u"--dry-run"_s});
    QVERIFY2(dry.out.contains("a/b:1.0.0"), told(dry).constData());
    QCOMPARE(changes(), QByteArrayList());
    const Run run = cli({u"rollback"_s, u"/shop/orders"_s, u"--target=staging"_s, u"--wait"_s});
    QVERIFY2(run.code == 0, told(run).constData());
    QCOMPARE(changes().size(), 1);
    const Json list = parsed(cli({u"apps"_s, u"--target=staging"_s, u"--format=json"_s}));
    QCOMPARE(list["apps"][0]["image"].get<std::string>(), std::string("a/b:1.0.0"));
}

void CliDeployTest::signsIn()
{
    m_sandbox->setAccess({"bob", "s3cret", {}, {}});
    const QStringList words{u"apps"_s, u"--target=secured"_s};
    QCOMPARE(cli(words, {u"PINION_PASSWORD=s3cret"_s}).code, 0);
    const Run wrong = cli(words, {u"PINION_PASSWORD=other"_s});
    QCOMPARE(wrong.code, 4);
    QVERIFY2(wrong.err.contains("Secured did not accept your sign-in."), told(wrong).constData());
}

void CliDeployTest::secretsStayInside_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("a list, refused") << QByteArray("other") << QStringList{u"apps"_s};
    QTest::newRow("the state, refused") << QByteArray("other") << QStringList{u"status"_s};
    QTest::newRow("a list") << QByteArray("planted-word") << QStringList{u"apps"_s};
    QTest::newRow("a deployment") << QByteArray("planted-word")
                                  << QStringList{u"deploy"_s, u"orders.json"_s};
    QTest::newRow("a deployment, refused")
        << QByteArray("other") << QStringList{u"deploy"_s, u"orders.json"_s};
}

void CliDeployTest::secretsStayInside()
{
    QFETCH(QByteArray, password);
    QFETCH(QStringList, words);
    m_sandbox->setAccess({"bob", password, {}, {}});
    m_bench->write(u"orders.json"_s,
        orders("registry.example.com/shop/orders:1.8.3")
            .replace("\"cpus\"", "\"env\": {\"DB_PASSWORD\": \"planted-env\"}, \"cpus\""));
    QVERIFY(m_bench->read(u"orders.json"_s).contains("planted-env"));
    const Run run = cli(words + QStringList{u"--target=secured"_s, u"--format=json"_s},
        {u"PINION_PASSWORD=planted-word"_s, u"QT_LOGGING_RULES=pinion.*=true"_s,
            u"HOME="_s + m_bench->path(u"home"_s), u"XDG_DATA_HOME="_s + m_bench->path(u"data"_s),
            u"XDG_CACHE_HOME="_s + m_bench->path(u"cache"_s)});
    QCOMPARE(run.code, password == "other" ? 4 : 0);
    QVERIFY(run.err.contains("/v2/"));
    QByteArray written = run.out + run.err;
    QDirIterator files(
        m_bench->dir().path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.fileName() != m_bench->path(u"orders.json"_s) && file.open(QIODevice::ReadOnly))
            written += file.readAll();
    }
    for (const QByteArray &secret :
        {QByteArray("planted"), QByteArray("bob:planted-word").toBase64()})
        QVERIFY2(!written.contains(secret), written.constData());
}

QTEST_GUILESS_MAIN(CliDeployTest)
#include "tst_clideploy.moc"
