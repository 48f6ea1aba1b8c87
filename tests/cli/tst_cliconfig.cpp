// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonoutput.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::StringLiterals;

/// What a project's configuration changes on the command line.
class CliConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void choosesProfiles();
    void refusesBadConfigurations_data();
    void refusesBadConfigurations();
    void printsTheConfiguration();
    void listsLevelsOfProfiles();
    void labelsSuppress();
    void keepsABaseline();
    void refusesBaselinesWithoutReason();
    void readsTheImageLock();
    void filesOfAScopeSeeEachOther();
};

namespace {

QByteArray channelApp()
{
    return appWithImage("registry.example.com/shop/api:stable");
}

} // namespace

void CliConfigTest::choosesProfiles()
{
    const Workbench bench;
    bench.write(u".pinion.json"_s, R"({"root": true, "profile": "dev"})");
    bench.write(u"a.json"_s, channelApp());
    QVERIFY(!bench.run({u"check"_s, u"a.json"_s}).out.contains("image-channel-tag"));
    const Run production = bench.run({u"check"_s, u"--profile"_s, u"production"_s, u"a.json"_s});
    QCOMPARE(production.code, 1);
    QVERIFY(production.out.contains("error: "));
    const Run unknown = bench.run({u"check"_s, u"--profile=prodution"_s, u"a.json"_s});
    QCOMPARE(unknown.code, 2);
    QCOMPARE(unknown.err,
        "pinion-cli: --profile: there is no profile \"prodution\"; did you mean "
        "\"production\"?\n"_ba);
}

void CliConfigTest::refusesBadConfigurations_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("damaged") << "{\n  \"root\" true}"_ba
                             << ".pinion.json, line 2, column "_ba;
    QTest::newRow("an unknown profile")
        << R"({"profile": "stagin"})"_ba
        << ".pinion.json, line 1, column 13: there is no profile \"stagin\"; did you mean"_ba;
    QTest::newRow("a missing base")
        << R"({"extends": ["./acme.json"]})"_ba
        << ".pinion.json, line 1, column 14: \"./acme.json\" cannot be read: "_ba;
}

void CliConfigTest::refusesBadConfigurations()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, message);

    const Workbench bench;
    bench.write(u".pinion.json"_s, config);
    bench.write(u"a.json"_s, cleanApp());
    const Run run = bench.run({u"check"_s, u"a.json"_s});
    QCOMPARE(run.code, 2);
    QVERIFY2(run.err.startsWith(QByteArray("pinion-cli: " + message)), run.err.constData());
}

void CliConfigTest::printsTheConfiguration()
{
    const Workbench bench;
    bench.write(u".pinion.json"_s,
        "{\n  \"root\": true,\n  \"profile\": \"staging\",\n"
        "  \"rules\": {\"image-no-tag\": \"info\"}\n}");
    bench.write(u"a.json"_s, cleanApp());
    const Run run = bench.run({u"check"_s, u"--print-config"_s, u"a.json"_s});
    QCOMPARE(run.code, 0);
    const QString text = QString::fromUtf8(run.out).simplified();
    QVERIFY2(text.contains(u"from .pinion.json"), qPrintable(text));
    QVERIFY2(text.contains(u"profile \"staging\" (.pinion.json:3)"), qPrintable(text));
    QVERIFY2(
        text.contains(u"rules.image-no-tag.severity \"info\" (.pinion.json:4)"), qPrintable(text));
    QVERIFY2(text.contains(u"rules.image-latest-tag.severity \"error\" (profile staging)"),
        qPrintable(text));
    QVERIFY2(text.contains(u"failOn \"error\" (built in)"), qPrintable(text));
    const Json json
        = parsed(bench.run({u"check"_s, u"--print-config"_s, u"--format=json"_s, u"a.json"_s}));
    QVERIFY(json["profile"] == "staging");
    QVERIFY(json["files"].size() == 1);
}

void CliConfigTest::listsLevelsOfProfiles()
{
    const Workbench bench;
    const Run dev = bench.run({u"rules"_s, u"--profile"_s, u"dev"_s});
    QCOMPARE(dev.code, 0);
    QVERIFY2(QString::fromUtf8(dev.out).simplified().contains(u"off image-channel-tag"),
        dev.out.constData());
    QCOMPARE(bench.run({u"rules"_s, u"--profile"_s, u"x"_s}).code, 2);
    const Run explained = bench.run({u"explain"_s, u"meta-unknown-field"_s});
    QVERIFY2(explained.out.contains("Parameters"), explained.out.constData());
}

void CliConfigTest::labelsSuppress()
{
    const Workbench bench;
    QByteArray app = appWithImage("repo/name:latest", true);
    const auto withUntil = [&app](const QByteArray &until) {
        QByteArray text = app;
        return text.insert(text.lastIndexOf('}'),
            R"(, "labels": {"pinion.ignore/image-force-pull-mutable": )"
            R"("vendor ships only latest, ticket OPS-12; until=)"
                + until + "\"}");
    };
    bench.write(u"a.json"_s, withUntil("2099-12-31"));
    const Run ignored = bench.run({u"check"_s, u"a.json"_s});
    QCOMPARE(ignored.code, 0);
    QVERIFY2(
        ignored.out.endsWith("no findings, 1 suppressed in 1 file\n"), ignored.out.constData());
    bench.write(u"a.json"_s, withUntil("2020-01-01"));
    const Run expired = bench.run({u"check"_s, u"a.json"_s});
    QCOMPARE(expired.code, 1);
    QVERIFY2(expired.out.endsWith("1 error, 1 warning in 1 file\n"), expired.out.constData());
}

void CliConfigTest::keepsABaseline()
{
    const Workbench bench;
    bench.write(u".pinion.json"_s, R"({"root": true, "baseline": "known.json"})");
    bench.write(u"a.json"_s, appWithImage("repo/name:latest"));
    const Run written = bench.run({u"check"_s, u"--write-baseline"_s, u"--reason"_s,
        u"there before Pinion came"_s, u"a.json"_s});
    QCOMPARE(written.code, 0);
    QCOMPARE(written.err, "pinion-cli: known.json holds 1 finding: 1 added, 0 gone.\n"_ba);
    const Run known = bench.run({u"check"_s, u"a.json"_s});
    QCOMPARE(known.code, 0);
    QCOMPARE(known.out, "no findings, 1 in baseline in 1 file\n"_ba);
    const QStringList newOnly{u"check"_s, u"--new-only"_s, u"--format"_s, u"json"_s, u"a.json"_s};
    QVERIFY(parsed(bench.run(newOnly))["files"][0]["findings"].empty());
    QVERIFY(parsed(bench.run(newOnly))["summary"]["baseline"] == 1);

    bench.write(u"b.json"_s, appWithImage("repo/name:latest"));
    QCOMPARE(bench.run({u"check"_s, u"b.json"_s}).code, 1);
    bench.write(u"a.json"_s, cleanApp());
    const Run shrunk = bench.run({u"check"_s, u"--write-baseline"_s, u"a.json"_s});
    QCOMPARE(shrunk.err, "pinion-cli: known.json holds 0 findings: 0 added, 1 gone.\n"_ba);
    const Run missing = bench.run({u"check"_s, u"--baseline"_s, u"none.json"_s, u"a.json"_s});
    QVERIFY(missing.code != 0);
    QVERIFY(!missing.err.isEmpty());
}

void CliConfigTest::refusesBaselinesWithoutReason()
{
    const Workbench bench;
    bench.write(u"a.json"_s, appWithImage("repo/name:latest"));
    const Run none = bench.run({u"check"_s, u"--write-baseline=my.json"_s, u"a.json"_s});
    QCOMPARE(none.code, 2);
    QVERIFY2(none.err.startsWith(
                 "pinion-cli: 1 finding would be added to the baseline, which needs a reason."),
        none.err.constData());
    const Run poor = bench.run(
        {u"check"_s, u"--write-baseline=my.json"_s, u"--reason"_s, u"later"_s, u"a.json"_s});
    QCOMPARE(poor.code, 2);
    QVERIFY2(
        poor.err.contains("The reason for the baseline is not accepted"), poor.err.constData());
    QVERIFY(!bench.dir().exists(u"my.json"_s));
}

void CliConfigTest::readsTheImageLock()
{
    const Workbench bench;
    const QByteArray image = "registry.example.com/shop/api:2.7.1";
    const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toUtf8();
    bench.write(u".pinion.json"_s, R"({"root": true})");
    bench.write(u"a.json"_s, appWithImage(image));
    bench.write(u".pinion/image-lock.json"_s,
        R"({"version": 1, "images": {")" + image
            + R"(": {"digest": "sha256:0f", "kind": "index", "firstSeen": "2026-01-01T00:00:00Z",)"
              R"("lastSeen": ")"
            + now + R"(", "observed": {"digest": "sha256:1e", "kind": "index", "at": ")" + now
            + R"("}, "history": []}}})");
    const Run moved = bench.run({u"check"_s, u"a.json"_s});
    QCOMPARE(moved.code, 1);
    QVERIFY2(moved.out.contains("image-tag-moved"), moved.out.constData());
    bench.write(u".pinion/image-lock.json"_s, R"({"version": 2})");
    const Run damaged = bench.run({u"check"_s, u"a.json"_s});
    QCOMPARE(damaged.code, 2);
    QCOMPARE(damaged.err,
        "pinion-cli: .pinion/image-lock.json, line 1, column 13: an image lock of version 1 is "
        "expected here.\n"_ba);
}

void CliConfigTest::filesOfAScopeSeeEachOther()
{
    const Workbench bench;
    bench.write(
        u".pinion.json"_s, R"({"root": true, "scopes": [{"name": "prod", "files": ["prod/**"]}]})");
    bench.write(u"prod/a.json"_s, cleanApp());
    bench.write(u"prod/b.json"_s, "damaged");
    bench.write(u"prod/c.json"_s, cleanApp());
    const Run run = bench.run({u"check"_s, u"prod/a.json"_s});
    QVERIFY2(run.code == 0 || run.out.contains("group-duplicate-id"), run.out.constData());
}

QTEST_APPLESS_MAIN(CliConfigTest)
#include "tst_cliconfig.moc"
