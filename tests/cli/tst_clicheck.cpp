// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonoutput.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int Clean = 0;
constexpr int Found = 1;
constexpr int Usage = 2;
constexpr int Unreadable = 3;

QByteArray latestApp()
{
    return appWithImage("registry.example.com/shop/orders:latest");
}

// "a,b,c" of an object's keys.
QByteArray keysOf(const Json &object)
{
    QByteArrayList keys;
    for (const auto &member : object.items())
        keys.append(QByteArray::fromStdString(member.key()));
    return keys.join(',');
}

} // namespace

class TestCliCheck : public QObject
{
    Q_OBJECT

private slots:
    void manyRelatedPlacesAreCounted()
    {
        const auto placesBelow = [](int runtimeFields) {
            QByteArray app = cleanApp();
            for (const char *key : {"tasksRunning", "tasksHealthy", "tasksStaged", "tasksUnhealthy",
                     "deployments", "lastTaskFailure"}) {
                if (runtimeFields-- > 0)
                    app.replace(app.lastIndexOf('}'), 1,
                        QByteArray(QByteArray(", \"") + key + "\": null}"));
            }
            const Workbench bench;
            const QByteArray out = bench.run({u"check"_s, bench.write(u"app.json"_s, app)}).out;
            return QList<qsizetype>{
                out.count("      see "), out.count("      … and 2 more places")};
        };
        QCOMPARE(placesBelow(5), (QList<qsizetype>{4, 0}));
        QCOMPARE(placesBelow(6), (QList<qsizetype>{3, 1}));
    }

    void exitCodes_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("code");

        const QByteArray forcedPin = appWithImage("registry.example.com/shop/orders:1.8.2", true);
        QTest::newRow("clean app") << cleanApp() << QStringList() << Clean;
        QTest::newRow("an error") << latestApp() << QStringList() << Found;
        QTest::newRow("an error, never")
            << latestApp() << QStringList{u"--fail-on=never"_s} << Clean;
        QTest::newRow("a warning") << forcedPin << QStringList() << Clean;
        QTest::newRow("a warning, asked for")
            << forcedPin << QStringList{u"--fail-on"_s, u"warning"_s} << Found;
        QTest::newRow("a warning, info asked for")
            << forcedPin << QStringList{u"--fail-on=info"_s} << Found;
        QTest::newRow("damaged") << QByteArray("{\"id\": \"/a\"") << QStringList() << Unreadable;
        QTest::newRow("damaged, never")
            << QByteArray("{") << QStringList{u"--fail-on=never"_s} << Unreadable;
        QTest::newRow("no definition") << QByteArray("{\"a\": 1}") << QStringList() << Unreadable;
        QTest::newRow("no definition, never")
            << QByteArray("{}") << QStringList{u"--fail-on=never"_s} << Unreadable;
        QTest::newRow("unknown option") << cleanApp() << QStringList{u"--formt"_s} << Usage;
        QTest::newRow("unknown format") << cleanApp() << QStringList{u"--format=xml"_s} << Usage;
        QTest::newRow("unknown level") << cleanApp() << QStringList{u"--fail-on=fatal"_s} << Usage;
        QTest::newRow("missing configuration")
            << cleanApp() << QStringList{u"--config=none.json"_s} << Usage;
    }
    void exitCodes()
    {
        QFETCH(QByteArray, content);
        QFETCH(QStringList, options);
        const Workbench bench;
        const Run run
            = bench.run(QStringList{u"check"_s, bench.write(u"app.json"_s, content)} + options);
        QTEST(run.code, "code");
        QCOMPARE(run.err.isEmpty(), run.code <= Found);
        QCOMPARE(run.out.isEmpty(), run.code == Usage);
    }

    void textOfACleanFile()
    {
        const Workbench bench;
        const Run run = bench.run({u"check"_s, bench.write(u"app.json"_s, cleanApp())});
        QCOMPARE(run.out, QByteArray("no findings in 1 file\n"));
        QCOMPARE(run.err, QByteArray());
    }

    void textOfAFinding()
    {
        const Workbench bench;
        const Run run = bench.run({u"check"_s, bench.write(u"app.json"_s, latestApp())});
        const QByteArrayList lines = run.out.split('\n');
        QVERIFY2(lines[0].startsWith("app.json:9:16: error: "), run.out.constData());
        QVERIFY2(lines[0].endsWith(" [image-latest-tag]"), run.out.constData());
        QCOMPARE(lines[1],
            QByteArray("    9 |       \"image\": \"registry.example.com/shop/orders:latest\","));
        QCOMPARE(lines[2], QByteArray("      |                ^") + QByteArray(40, '~'));
        QVERIFY2(lines[3].startsWith("      fix: ") && lines[3].contains("(asks: "),
            run.out.constData());
        QCOMPARE(lines[lines.size() - 2], QByteArray("1 error, 0 warnings in 1 file"));
        QVERIFY(!run.out.contains('\x1b'));
    }

    void countsPlaceholders()
    {
        const Workbench bench;
        const Run run = bench.run({u"check"_s,
            bench.write(u"app.json"_s, appWithImage("registry.example.com/shop/orders:${TAG}"))});
        QCOMPARE(run.code, Clean);
        QVERIFY2(run.out.endsWith("no findings, 1 check skipped (templates) in 1 file\n"),
            run.out.constData());
    }

    void jsonShape()
    {
        const Workbench bench;
        bench.write(u"a.json"_s, appWithImage("registry.example.com/shop/orders:1.8.2", true));
        bench.write(u"b.json"_s, "{\n  \"id\": \"/a\",,\n  \"cmd\": \"true\"\n}\n");
        const Run run
            = bench.run({u"check"_s, u"--format=json"_s, u"a.json"_s, u"b.json"_s, u"c.json"_s});
        QCOMPARE(run.code, Unreadable);
        const Json all = parsed(run);
        QCOMPARE(keysOf(all), QByteArray("schema,files,summary"));
        QVERIFY(all["schema"] == 1);
        QCOMPARE(keysOf(all["summary"]),
            QByteArray("files,errors,warnings,infos,suppressed,baseline,skipped"));
        QVERIFY(all["summary"]["files"] == 3);
        QVERIFY(all["summary"]["warnings"] == 1);
        QCOMPARE(all["files"].size(), size_t(3));
        for (const Json &file : all["files"])
            QCOMPARE(keysOf(file), QByteArray("path,kind,error,findings"));

        const Json &first = all["files"][0];
        QVERIFY(first["path"] == "a.json");
        QVERIFY(first["kind"] == "app");
        QVERIFY(first["error"].is_null());
        const Json &finding = first["findings"][0];
        QCOMPARE(keysOf(finding),
            QByteArray("rule,severity,app,pointer,line,column,endLine,endColumn,message,fixes,"
                       "suppressed"));
        QVERIFY(finding["rule"] == "image-force-pull-left-on");
        QVERIFY(finding["severity"] == "warning");
        QVERIFY(finding["app"] == "/shop/orders");
        QVERIFY(finding["pointer"] == "/container/docker/image");
        QVERIFY(finding["line"] == 9);
        QVERIFY(finding["column"] == 16);
        QVERIFY(finding["endLine"] == 9);
        QVERIFY(finding["endColumn"] == 56);
        QVERIFY(finding["suppressed"].is_null());
        const Json &fix = finding["fixes"][0];
        QCOMPARE(keysOf(fix), QByteArray("title,safe,edits"));
        QVERIFY(fix["safe"] == true);
        QCOMPARE(keysOf(fix["edits"][0]), QByteArray("offset,length,text"));
        QVERIFY(fix["edits"][0]["text"] == "false");
        QVERIFY(fix["edits"][0]["offset"] == bench.read(u"a.json"_s).indexOf("true"));
        QVERIFY(fix["edits"][0]["length"] == 4);

        const Json &damaged = all["files"][1]["error"];
        QCOMPARE(keysOf(damaged), QByteArray("kind,message,line,column"));
        QVERIFY(damaged["kind"] == "syntax");
        QVERIFY(damaged["line"] == 2);
        QVERIFY(!all["files"][1]["findings"].empty());

        const Json &missing = all["files"][2]["error"];
        QVERIFY(missing["kind"] == "io");
        QVERIFY(missing["line"].is_null() && missing["column"].is_null());
        QVERIFY(all["files"][2]["kind"] == "other");
    }

    void jsonLeavesOutFixesThatAsk()
    {
        const Workbench bench;
        const Run run
            = bench.run({u"check"_s, u"--format=json"_s, bench.write(u"a.json"_s, latestApp())});
        const Json all = parsed(run);
        for (const Json &fix : all["files"][0]["findings"][0]["fixes"])
            QVERIFY(!fix["edits"].empty());
    }

    void suppressedFindings()
    {
        const Workbench bench;
        bench.write(u"app.json"_s, latestApp());
        bench.write(u".pinion.json"_s,
            R"({"pinion": 1, "root": true, "suppressions": [{"rule": "image-latest-tag",
            "id": "/shop/orders", "reason": "replaced with the new registry", "by": "ops@example.com", "expires": "2999-12-31"}]})");
        const Run text = bench.run({u"check"_s, u"app.json"_s});
        QCOMPARE(text.code, Clean);
        QVERIFY2(
            text.out.contains(
                "suppressed: replaced with the new registry, ops@example.com, until 2999-12-31\n"),
            text.out.constData());
        QVERIFY2(text.out.endsWith("no findings, 1 suppressed in 1 file\n"), text.out.constData());

        const Json finding = parsed(
            bench.run({u"check"_s, u"--format=json"_s, u"app.json"_s}))["files"][0]["findings"][0];
        QCOMPARE(keysOf(finding["suppressed"]), QByteArray("reason,owner,until"));
        QVERIFY(finding["suppressed"]["until"] == "2999-12-31");
    }

    void configuration_data()
    {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("complaint");
        QTest::newRow("rule off") << QByteArray(R"({"rules": {"image-latest-tag": "off"}})")
                                  << Clean << QByteArray();
        QTest::newRow("rule lowered")
            << QByteArray(R"({"rules": {"image-latest-tag": "warning"}})") << Clean << QByteArray();
        QTest::newRow("threshold lowered")
            << QByteArray(R"({"rules": {"image-latest-tag": "warning"}, "failOn": "warning"})")
            << Found << QByteArray();
        QTest::newRow("unknown rule") << QByteArray(R"({"rules": {"image-latest-tga": "off"}})")
                                      << Usage << QByteArray("image-latest-tag");
        QTest::newRow("damaged") << QByteArray("{\"rules\":") << Usage
                                 << QByteArray(".pinion.json");
    }
    void configuration()
    {
        QFETCH(QByteArray, config);
        QFETCH(QByteArray, complaint);
        const Workbench bench;
        bench.write(u"sub/app.json"_s, latestApp());
        bench.write(u".pinion.json"_s, config);
        const Run found = bench.run({u"check"_s, u"sub/app.json"_s});
        QTEST(found.code, "code");
        QVERIFY2(found.err.contains(complaint), found.err.constData());

        // The same file, named by the option, from elsewhere.
        const Workbench other;
        other.write(u"app.json"_s, latestApp());
        QTEST(other.run({u"check"_s, u"app.json"_s, u"--config"_s, bench.path(u".pinion.json"_s)})
                  .code,
            "code");
    }

    void commandLineBeatsTheProject()
    {
        const Workbench bench;
        bench.write(u"app.json"_s, appWithImage("registry.example.com/shop/orders:1.8.2", true));
        bench.write(u".pinion.json"_s, R"({"failOn": "warning"})");
        QCOMPARE(bench.run({u"check"_s, u"app.json"_s}).code, Found);
        QCOMPARE(bench.run({u"check"_s, u"app.json"_s, u"--fail-on=error"_s}).code, Clean);
    }
};

QTEST_APPLESS_MAIN(TestCliCheck)

#include "tst_clicheck.moc"
