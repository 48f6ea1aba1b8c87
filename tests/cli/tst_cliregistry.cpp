// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonoutput.h"
#include "program.h"

#include "support/registryprocess.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

/// Runs the commands that ask registries against a real one.
class CliRegistryTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void listsTags();
    void listsDetails();
    void tellsWhatIsNoRepository();
    void pinsMovingTags();
    void pinsEveryKindOfFile();
    void pinsTheOtherWays();
    void pinsForMesos();
    void tellsWhatCannotBePinned();
    void verifiesPins();
    void verifiesTagsByMemory();
    void checksOnline();
    void locksForTheTeam();
    void survivesADamagedLedger();
    void tellsWhenNobodyAnswers();
    void takesNoPasswordFromTheCommandLine();
    void logsIn();

private:
    [[nodiscard]] QByteArray image(const QByteArray &rest) const
    {
        return m_registry->domain().toUtf8() + '/' + rest;
    }
    [[nodiscard]] QByteArray app(const QByteArray &rest, bool isForced = false) const
    {
        return appWithImage(image(rest), isForced);
    }
    /// As if somebody had deleted it in the registry's own interface.
    void removeTag(const QString &path, const QString &tag) const
    {
        QVERIFY(QDir(m_registry->dataFolder()
            + u"/docker/registry/v2/repositories/%1/_manifests/tags/%2"_s.arg(path, tag))
                    .removeRecursively());
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<RegistryProcess> m_registry;
    std::unique_ptr<ImagePusher> m_pusher;
    std::unique_ptr<Workbench> m_bench;
};

void CliRegistryTest::initTestCase()
{
    if (const QString missing = RegistryProcess::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    m_registry = std::make_unique<RegistryProcess>();
    m_pusher = std::make_unique<ImagePusher>(*m_registry);
}

void CliRegistryTest::init()
{
    // Everything personal of a run lives here: ledger, cache, Docker's configuration.
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("HOME", m_home->path().toUtf8());
    qputenv("XDG_DATA_HOME", m_home->filePath(u"data"_s).toUtf8());
    qputenv("XDG_CACHE_HOME", m_home->filePath(u"cache"_s).toUtf8());
    qputenv("DOCKER_CONFIG", m_home->filePath(u"docker"_s).toUtf8());
    m_bench = std::make_unique<Workbench>();
}

void CliRegistryTest::cleanup()
{
    m_bench.reset();
}

void CliRegistryTest::listsTags()
{
    const auto first = m_pusher->image(u"list/api"_s, u"1.9.3"_s, "a", false);
    for (const char *tag : {"1.10.0", "latest", "1.10.0-rc1", "buildcache"})
        m_pusher->tagAgain(u"list/api"_s, QString::fromLatin1(tag), first);
    const Run run = m_bench->run({u"tags"_s, QString::fromUtf8(image("list/api"))});
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.code, 0);
    QCOMPARE(run.out,
        QByteArray("1.10.0      version  expected to stay\n"
                   "1.10.0-rc1  version  expected to stay\n"
                   "1.9.3       version  expected to stay\n"
                   "latest      channel  moves\n"));
    const Run limited
        = m_bench->run({u"tags"_s, QString::fromUtf8(image("list/api")), u"--limit"_s, u"1"_s});
    QVERIFY(limited.out.contains("and 3 more"));
}

void CliRegistryTest::listsDetails()
{
    const auto amd = m_pusher->image(u"detail/api"_s, u"amd"_s, "a", false);
    const auto arm = m_pusher->image(u"detail/api"_s, u"arm"_s, "b", false, "arm64");
    const auto both
        = m_pusher->index(u"detail/api"_s, u"1.0.0"_s, {{"amd64", amd}, {"arm64", arm}}, false);
    const Run run = m_bench->run({u"tags"_s, QString::fromUtf8(image("detail/api")), u"--details"_s,
        u"--format"_s, u"json"_s});
    QCOMPARE(run.err, QByteArray());
    const Json tag = parsed(run)["tags"][0];
    QVERIFY(tag["tag"] == "1.0.0");
    QCOMPARE(QString::fromStdString(tag["digest"].get<std::string>()), both.digest);
    QCOMPARE(QString::fromStdString(tag["platformDigest"].get<std::string>()), amd.digest);
    QCOMPARE(tag["platforms"].size(), size_t(2));
}

void CliRegistryTest::tellsWhatIsNoRepository()
{
    const Run tagged = m_bench->run({u"tags"_s, u"shop/api:1"_s});
    QCOMPARE(tagged.code, 2);
    QVERIFY(tagged.err.contains("Leave out the tag: shop/api."));
    const Run none = m_bench->run({u"tags"_s, QString::fromUtf8(image("no/such"))});
    QCOMPARE(none.code, 3);
    QVERIFY(none.out.isEmpty());
    QVERIFY(none.err.startsWith("pinion-cli: "));
}

void CliRegistryTest::pinsMovingTags()
{
    const auto pushed = m_pusher->image(u"pin/api"_s, u"2.7.1"_s, "a", false);
    m_pusher->tagAgain(u"pin/api"_s, u"latest"_s, pushed);
    const QByteArray before = app("pin/api:latest", true);
    m_bench->write(u"app.json"_s, before);
    QByteArray after = before;
    after.replace("pin/api:latest", QByteArray("pin/api:2.7.1@" + pushed.digest.toUtf8()));
    after.replace("\"forcePullImage\": true", "\"forcePullImage\": false");

    const Run dry = m_bench->run({u"pin"_s, u"app.json"_s, u"--dry-run"_s});
    QCOMPARE(dry.code, 0);
    QVERIFY(dry.out.startsWith("--- a/app.json\n+++ b/app.json\n"));
    QCOMPARE(m_bench->read(u"app.json"_s), before);

    const Run run = m_bench->run({u"pin"_s, u"app.json"_s});
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.code, 0);
    QVERIFY2(run.out.contains("forced pull off"), run.out.constData());
    QCOMPARE(m_bench->read(u"app.json"_s), after);

    const Run again = m_bench->run({u"pin"_s, u"app.json"_s});
    QCOMPARE(again.code, 0);
    QVERIFY(again.out.contains("is pinned already"));
    QCOMPARE(m_bench->read(u"app.json"_s), after);
}

void CliRegistryTest::pinsEveryKindOfFile()
{
    const auto pushed = m_pusher->image(u"kinds/api"_s, u"1.0.0"_s, "a", false);
    const QByteArray plain = image("kinds/api:1.0.0");
    const QByteArray pinned = plain + '@' + pushed.digest.toUtf8();
    const QByteArray one = R"({"id": "a", "container": {"docker": {"image": ")" + plain + R"("}}})";
    const QList<QByteArray> documents{'[' + one + ",\n " + one + ']',
        R"({"id": "/g", "apps": [)" + one + R"(], "groups": [{"id": "x", "apps": [)" + one + "]}]}",
        R"({"id": "/p", "containers": [{"name": "c", "image": {"kind": "DOCKER", "id": ")" + plain
            + R"("}}]})"};
    for (const QByteArray &document : documents) {
        m_bench->write(u"app.json"_s, document);
        const Run run = m_bench->run({u"pin"_s, u"app.json"_s});
        QCOMPARE(run.err, QByteArray());
        QByteArray expected = document;
        QCOMPARE(m_bench->read(u"app.json"_s), expected.replace(plain, pinned));
    }
}

void CliRegistryTest::pinsTheOtherWays()
{
    const auto pushed = m_pusher->image(u"ways/api"_s, u"1.0.0"_s, "a", false);
    m_pusher->tagAgain(u"ways/api"_s, u"1.0"_s, pushed);
    const auto newer = m_pusher->image(u"ways/api"_s, u"1.1.0"_s, "b", false);
    const auto pin = [&](const QByteArray &tag, const QStringList &options) -> QByteArray {
        m_bench->write(u"app.json"_s, app("ways/api" + tag));
        const Run run = m_bench->run(QStringList{u"pin"_s, u"app.json"_s} + options);
        const QByteArray text = m_bench->read(u"app.json"_s);
        const qsizetype begin = text.indexOf("ways/api") + 8;
        return QByteArray::number(run.code) + text.mid(begin, text.indexOf('"', begin) - begin);
    };
    const QByteArray digest = '@' + pushed.digest.toUtf8();
    const QByteArray newDigest = '@' + newer.digest.toUtf8();
    QCOMPARE(pin(":1.0", {u"--tag-only"_s}), QByteArray("0:1.0.0"));
    QCOMPARE(pin(":1.0", {u"--digest-only"_s}), QByteArray('0' + digest));
    QCOMPARE(pin(":1.0", {u"--to"_s, u"1.1.0"_s}), QByteArray("0:1.1.0" + newDigest));
    QCOMPARE(pin(":1.0.0" + digest, {u"--to"_s, u"1.1.0"_s}), QByteArray("0:1.1.0" + newDigest));
    QCOMPARE(pin(":1.0", {u"--to"_s, u"9"_s}), QByteArray("1:1.0"));
    QCOMPARE(pin(":1.0", {u"--to"_s, u"-x"_s}), QByteArray("2:1.0"));
    QCOMPARE(pin(":1.0", {u"--digest-only"_s, u"--tag-only"_s}), QByteArray("2:1.0"));
}

void CliRegistryTest::pinsForMesos()
{
    const auto amd = m_pusher->image(u"mesos/api"_s, u"amd"_s, "a", false);
    const auto arm = m_pusher->image(u"mesos/api"_s, u"arm"_s, "b", false, "arm64");
    m_pusher->index(u"mesos/api"_s, u"1.0.0"_s, {{"amd64", amd}, {"arm64", arm}}, false);
    m_pusher->image(u"mesos/api"_s, u"2.0.0"_s, "c", true);
    const auto document = [&](const QByteArray &tag) -> QByteArray {
        return R"({"id": "/a", "container": {"type": "MESOS", "docker": {"image": ")"
            + image("mesos/api:" + tag) + R"("}}})";
    };
    m_bench->write(u"list.json"_s, document("1.0.0"));
    const Run run = m_bench->run({u"pin"_s, u"list.json"_s});
    QCOMPARE(run.code, 0);
    QVERIFY2(run.out.contains("linux/amd64 only"), run.out.constData());
    QVERIFY(m_bench->read(u"list.json"_s).contains(QByteArray("1.0.0@" + amd.digest.toUtf8())));
    QCOMPARE(m_bench->run({u"verify"_s, u"list.json"_s}).code, 0);

    m_bench->write(u"oci.json"_s, document("2.0.0"));
    const Run oci = m_bench->run({u"pin"_s, u"oci.json"_s});
    QCOMPARE(oci.code, 1);
    QVERIFY2(oci.err.contains("OCI format"), oci.err.constData());
    QCOMPARE(m_bench->read(u"oci.json"_s), document("2.0.0"));
}

void CliRegistryTest::tellsWhatCannotBePinned()
{
    m_pusher->image(u"cannot/api"_s, u"latest"_s, "a", false);
    m_bench->write(u"templated.json"_s, app("cannot/api:${TAG}"));
    QCOMPARE(m_bench->run({u"pin"_s, u"templated.json"_s}).code, 1);
    m_bench->write(u"moving.json"_s, app("cannot/api:latest"));
    const Run moving = m_bench->run({u"pin"_s, u"moving.json"_s, u"--tag-only"_s});
    QCOMPARE(moving.code, 1);
    QVERIFY(moving.err.contains("No fixed tag is known"));
    QCOMPARE(m_bench->run({u"pin"_s, u"nowhere.json"_s}).code, 3);
}

void CliRegistryTest::verifiesPins()
{
    const auto pushed = m_pusher->image(u"verify/api"_s, u"1.0.0"_s, "a", false);
    m_bench->write(u"app.json"_s, app("verify/api:1.0.0@" + pushed.digest.toUtf8()));
    const Run good = m_bench->run({u"verify"_s, u"app.json"_s});
    QCOMPARE(good.code, 0);
    QVERIFY2(good.out.endsWith(": holds\n"), good.out.constData());

    const auto newer = m_pusher->image(u"verify/api"_s, u"1.0.0"_s, "b", false);
    const Run moved = m_bench->run({u"verify"_s, u"app.json"_s, u"--format"_s, u"json"_s});
    QCOMPARE(moved.code, 1);
    const Json seen = parsed(moved)["images"][0];
    QVERIFY(seen["state"] == "moved");
    QCOMPARE(QString::fromStdString(seen["digest"].get<std::string>()), newer.digest);

    removeTag(u"verify/api"_s, u"1.0.0"_s);
    const Run gone = m_bench->run({u"verify"_s, u"app.json"_s});
    QCOMPARE(gone.code, 1);
    QVERIFY2(gone.out.contains("the tag is gone, the pinned digest is still there"),
        gone.out.constData());
    m_bench->write(u"none.json"_s, app("verify/api@sha256:" + QByteArray(64, '0')));
    QCOMPARE(m_bench->run({u"verify"_s, u"none.json"_s}).code, 1);
}

void CliRegistryTest::verifiesTagsByMemory()
{
    m_pusher->image(u"memory/api"_s, u"1.0.0"_s, "a", false);
    m_bench->write(u"app.json"_s, app("memory/api:1.0.0"));
    const Run first = m_bench->run({u"verify"_s, u"app.json"_s});
    QCOMPARE(first.code, 0);
    QVERIFY2(first.out.contains("not pinned, remembered"), first.out.constData());
    QVERIFY(m_bench->run({u"verify"_s, u"app.json"_s}).out.contains("has not moved"));
    m_pusher->image(u"memory/api"_s, u"1.0.0"_s, "b", false);
    QCOMPARE(m_bench->run({u"verify"_s, u"app.json"_s}).code, 1);
    QCOMPARE(m_bench->run({u"verify"_s, u"app.json"_s}).code, 1); // not forgiven by looking twice
    removeTag(u"memory/api"_s, u"1.0.0"_s);
    QVERIFY(m_bench->run({u"verify"_s, u"app.json"_s}).out.contains("gone"));
}

void CliRegistryTest::checksOnline()
{
    const auto pushed = m_pusher->image(u"check/api"_s, u"1.0.0"_s, "a", false);
    const auto arm = m_pusher->image(u"check/api"_s, u"3.0.0"_s, "arm", false, "arm64");
    m_bench->write(u"app.json"_s, app("check/api:1.0.0"));
    const QStringList check{u"check"_s, u"app.json"_s, u"--online"_s};
    QCOMPARE(m_bench->run(check).code, 0);
    m_pusher->image(u"check/api"_s, u"1.0.0"_s, "b", false);
    QCOMPARE(m_bench->run({u"check"_s, u"app.json"_s}).code, 0); // nothing goes out
    const Run moved = m_bench->run(check);
    QCOMPARE(moved.code, 1);
    QVERIFY2(moved.out.contains("image-tag-moved"), moved.out.constData());
    QVERIFY(moved.out.contains(pushed.digest.toUtf8()));

    m_bench->write(u"app.json"_s, app("check/api:2.0.0"));
    const Run missing = m_bench->run(check);
    QVERIFY2(missing.out.contains("is not in the registry"), missing.out.constData());
    m_bench->write(u"app.json"_s, app("check/api:3.0.0"));
    const Run foreign = m_bench->run(check);
    QVERIFY2(foreign.out.contains("image-platform-missing"), foreign.out.constData());

    m_pusher->index(u"check/api"_s, u"4.0.0"_s, {{"amd64", pushed}, {"arm64", arm}}, true);
    m_bench->write(u"app.json"_s,
        R"({"id": "/a", "container": {"type": "MESOS", "docker": {"image": ")"
            + image("check/api:4.0.0") + R"("}}})");
    const Run mesos = m_bench->run(check);
    QVERIFY2(mesos.out.contains("image-mesos-format"), mesos.out.constData());
}

void CliRegistryTest::locksForTheTeam()
{
    m_pusher->image(u"lock/api"_s, u"1.0.0"_s, "a", false);
    m_bench->write(u"app.json"_s, app("lock/api:1.0.0"));
    const QStringList lock{u"lock"_s, u"app.json"_s, u"--update"_s};
    const Run homeless = m_bench->run(lock);
    QCOMPARE(homeless.code, 2);
    QVERIFY(homeless.err.contains(".pinion.json"));

    m_bench->write(u".pinion.json"_s, "{\"root\": true}");
    QCOMPARE(m_bench->run({u"lock"_s, u"app.json"_s}).code, 1);
    const Run first = m_bench->run(lock);
    QCOMPARE(first.err, QByteArray());
    QCOMPARE(first.code, 0);
    QVERIFY(m_bench->read(u".pinion/image-lock.json"_s).contains("lock/api:1.0.0"));
    QCOMPARE(m_bench->run({u"lock"_s, u"app.json"_s}).code, 0);
    QCOMPARE(m_bench->run({u"check"_s, u"app.json"_s}).code, 0);

    m_pusher->image(u"lock/api"_s, u"1.0.0"_s, "b", false);
    const Run moved = m_bench->run(lock);
    QCOMPARE(moved.code, 1);
    QVERIFY(moved.out.contains("--accept"));
    QVERIFY(m_bench->run({u"check"_s, u"app.json"_s}).out.contains("image-tag-moved"));
    QCOMPARE(m_bench->run(lock + QStringList{u"--accept"_s}).code, 0);
    QCOMPARE(m_bench->run({u"check"_s, u"app.json"_s}).code, 0);

    m_bench->write(u".pinion/image-lock.json"_s, "{\"version\": 1,");
    const Run damaged = m_bench->run(lock);
    QCOMPARE(damaged.code, 2);
    QVERIFY2(damaged.err.contains("image-lock.json, line 1"), damaged.err.constData());
    QCOMPARE(m_bench->read(u".pinion/image-lock.json"_s), QByteArray("{\"version\": 1,"));
}

void CliRegistryTest::survivesADamagedLedger()
{
    m_pusher->image(u"damage/api"_s, u"1.0.0"_s, "a", false);
    m_bench->write(u"app.json"_s, app("damage/api:1.0.0"));
    QCOMPARE(m_bench->run({u"verify"_s, u"app.json"_s}).code, 0);
    QFile ledger(m_home->filePath(u"data/pinion/image-ledger.json"_s));
    QVERIFY(ledger.exists());
    QVERIFY(!(ledger.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    QVERIFY(ledger.open(QIODevice::WriteOnly));
    ledger.write("{\"version\"");
    ledger.close();
    const Run run = m_bench->run({u"verify"_s, u"app.json"_s});
    QCOMPARE(run.code, 0);
    QVERIFY2(run.err.contains("image-ledger.json, line 1"), run.err.constData());
    QVERIFY(ledger.open(QIODevice::ReadOnly));
    QCOMPARE(ledger.readAll(), QByteArray("{\"version\""));
}

void CliRegistryTest::tellsWhenNobodyAnswers()
{
    QTcpServer placeholder;
    QVERIFY(placeholder.listen(QHostAddress::LocalHost));
    const QByteArray port = QByteArray::number(placeholder.serverPort());
    placeholder.close();
    m_bench->write(u"app.json"_s, appWithImage("127.0.0.1:" + port + "/shop/api:1.0.0"));
    for (const QString &command : {u"verify"_s, u"pin"_s}) {
        const Run run = m_bench->run({command, u"app.json"_s});
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains(QByteArray("127.0.0.1:" + port)), run.err.constData());
    }
    // A registry that is down says nothing about the file.
    const Run check = m_bench->run({u"check"_s, u"app.json"_s, u"--online"_s});
    QVERIFY(!check.out.contains("image-tag-moved"));
    QCOMPARE(check.code, 0);
    QVERIFY(!check.err.isEmpty());
}

void CliRegistryTest::takesNoPasswordFromTheCommandLine()
{
    m_bench->write(u"app.json"_s, app("login/api:1.0.0"));
    QCOMPARE(m_bench->run({u"verify"_s, u"app.json"_s, u"--password"_s, u"x"_s}).code, 2);
    const Run alone = m_bench->run({u"verify"_s, u"app.json"_s, u"--user"_s, u"ann"_s});
    QCOMPARE(alone.code, 2);
    QVERIFY(alone.err.contains("go together"));
    const Run empty
        = m_bench->run({u"verify"_s, u"app.json"_s, u"--user"_s, u"ann"_s, u"--password-stdin"_s});
    QCOMPARE(empty.code, 2);
    QVERIFY(empty.err.contains("no password"));
}

void CliRegistryTest::logsIn()
{
    QProcess perl;
    perl.start(u"perl"_s,
        {u"-e"_s, u"print 'alice:' . crypt('s3:cret', '$2b$05$' . 'abcdefghijklmnopqrstuu')"_s});
    const QByteArray entry = perl.waitForFinished() ? perl.readAllStandardOutput() : QByteArray();
    if (!entry.contains("$2b$"))
        QSKIP("perl cannot make a password file here");
    const QString passwords = m_home->filePath(u"htpasswd"_s);
    QFile file(passwords);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(entry) > 0);
    file.close();
    m_pusher->image(u"closed/api"_s, u"1.0.0"_s, "a", false);
    RegistrySetup setup;
    setup.auth = u"  htpasswd: {realm: test, path: %1}\n"_s.arg(passwords);
    setup.dataFolder = m_registry->dataFolder();
    const RegistryProcess closed(setup);
    m_bench->write(u"app.json"_s, appWithImage(closed.domain().toUtf8() + "/closed/api:1.0.0"));

    const QStringList verify{u"verify"_s, u"app.json"_s};
    const Run nobody = m_bench->run(verify);
    QCOMPARE(nobody.code, 3);
    const QStringList login = verify + QStringList{u"--user"_s, u"alice"_s, u"--password-stdin"_s};
    const Run wrong = m_bench->runOther(QStringLiteral(PINION_CLI), login, "wrong-word\n");
    QCOMPARE(wrong.code, 3);
    QVERIFY(!wrong.err.contains("wrong-word"));
    const Run right = m_bench->runOther(QStringLiteral(PINION_CLI), login, "s3:cret\n");
    QCOMPARE(right.err, QByteArray());
    QCOMPARE(right.code, 0);

    QVERIFY(QDir().mkpath(m_home->filePath(u"docker"_s)));
    QFile config(m_home->filePath(u"docker/config.json"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("{\"auths\": {\"" + closed.domain().toUtf8() + "\": {\"auth\": \""
        + QByteArray("alice:s3:cret").toBase64() + "\"}}}");
    config.close();
    QCOMPARE(m_bench->run(verify).code, 0);
}

QTEST_GUILESS_MAIN(CliRegistryTest)
#include "tst_cliregistry.moc"
