// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QFile>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

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

Json parsed(const Run &run)
{
    return Json::parse(run.out.toStdString());
}

} // namespace

class TestCliCheck : public QObject
{
    Q_OBJECT

private slots:
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
            << QByteArray("[]") << QStringList{u"--fail-on=never"_s} << Unreadable;
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
        QVERIFY2(run.out.endsWith("1 value with placeholders not checked\n"), run.out.constData());
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
        QCOMPARE(all["schema"], Json(1));
        QCOMPARE(keysOf(all["summary"]), QByteArray("files,errors,warnings,infos,suppressed"));
        QCOMPARE(all["summary"]["files"], Json(3));
        QCOMPARE(all["summary"]["warnings"], Json(1));
        QCOMPARE(all["files"].size(), size_t(3));
        for (const Json &file : all["files"])
            QCOMPARE(keysOf(file), QByteArray("path,kind,error,findings"));

        const Json &first = all["files"][0];
        QCOMPARE(first["path"], Json("a.json"));
        QCOMPARE(first["kind"], Json("app"));
        QVERIFY(first["error"].is_null());
        const Json &finding = first["findings"][0];
        QCOMPARE(keysOf(finding),
            QByteArray("rule,severity,app,pointer,line,column,endLine,endColumn,message,fixes,"
                       "suppressed"));
        QCOMPARE(finding["rule"], Json("image-force-pull-left-on"));
        QCOMPARE(finding["severity"], Json("warning"));
        QCOMPARE(finding["app"], Json("/shop/orders"));
        QCOMPARE(finding["pointer"], Json("/container/docker/forcePullImage"));
        QCOMPARE(finding["line"], Json(10));
        QCOMPARE(finding["endLine"], Json(10));
        QCOMPARE(finding["endColumn"].get<int>() - finding["column"].get<int>(), 4);
        QVERIFY(finding["suppressed"].is_null());
        const Json &fix = finding["fixes"][0];
        QCOMPARE(keysOf(fix), QByteArray("title,safe,edits"));
        QCOMPARE(fix["safe"], Json(true));
        QCOMPARE(keysOf(fix["edits"][0]), QByteArray("offset,length,text"));
        QCOMPARE(fix["edits"][0]["text"], Json("false"));
        QCOMPARE(fix["edits"][0]["offset"], Json(bench.read(u"a.json"_s).indexOf("true")));
        QCOMPARE(fix["edits"][0]["length"], Json(4));

        const Json &damaged = all["files"][1]["error"];
        QCOMPARE(keysOf(damaged), QByteArray("kind,message,line,column"));
        QCOMPARE(damaged["kind"], Json("syntax"));
        QCOMPARE(damaged["line"], Json(2));
        QVERIFY(!all["files"][1]["findings"].empty());

        const Json &missing = all["files"][2]["error"];
        QCOMPARE(missing["kind"], Json("io"));
        QVERIFY(missing["line"].is_null() && missing["column"].is_null());
        QCOMPARE(all["files"][2]["kind"], Json("other"));
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
            "id": "/shop/orders", "reason": "replaced with the new registry", "owner": "ops@example.com", "until": "2999-12-31"}]})");
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
        QCOMPARE(finding["suppressed"]["until"], Json("2999-12-31"));
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

    void folders()
    {
        const Workbench bench;
        bench.write(u"b/z.json"_s, cleanApp());
        bench.write(u"b/a/y.json"_s, latestApp());
        bench.write(u"b-1/x.json"_s, cleanApp());
        bench.write(u"package.json"_s, R"({"name": "shop"})");
        bench.write(u"notes.txt"_s, "no JSON");
        bench.write(u".pinion.json"_s, "{}");
        bench.write(u".hidden/app.json"_s, "{");
        bench.write(u"node_modules/app.json"_s, "{");
        const Run run = bench.run({u"check"_s, u"."_s, u"--format=json"_s});
        QCOMPARE(run.code, Found);
        QByteArrayList paths;
        for (const Json &file : parsed(run)["files"])
            paths.append(QByteArray::fromStdString(file["path"].get<std::string>()));
        QCOMPARE(paths, (QByteArrayList{"b-1/x.json", "b/a/y.json", "b/z.json"}));

        const Run named
            = bench.run({u"check"_s, u"b/"_s, u"b/z.json"_s, u"b-1/x.json"_s, u"--format=json"_s});
        paths.clear();
        for (const Json &file : parsed(named)["files"])
            paths.append(QByteArray::fromStdString(file["path"].get<std::string>()));
        QCOMPARE(paths, (QByteArrayList{"b/a/y.json", "b/z.json", "b-1/x.json"}));
    }

    void foldersWithoutDefinitions()
    {
        const Workbench bench;
        bench.dir().mkpath(u"empty"_s);
        bench.write(u"other/package.json"_s, "{}");
        bench.write(u"good/app.json"_s, cleanApp());
        for (const QString &folder : {u"empty"_s, u"other"_s}) {
            const Run run = bench.run({u"check"_s, folder, u"good"_s, u"--fail-on=never"_s});
            QCOMPARE(run.code, Unreadable);
            QCOMPARE(run.out, QByteArray("no findings in 1 file\n"));
            QVERIFY(run.err.startsWith(
                "pinion-cli: no Marathon definition found in " + folder.toUtf8() + ';'));
        }
    }

    void brokenInputs_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<QByteArray>("kind");

        const QByteArray app = cleanApp();
        QTest::newRow("empty") << QByteArray() << QByteArray("1:1") << QByteArray("syntax");
        QTest::newRow("plain text")
            << QByteArray("hello") << QByteArray("1:1") << QByteArray("syntax");
        QTest::newRow("trailing comma") << QByteArray("{\"id\": \"/a\",\n \"cmd\": \"b\",\n}")
                                        << QByteArray("2:12") << QByteArray("syntax");
        QTest::newRow("NUL byte") << QByteArray("{\"id\"\0: 1}", 10) << QByteArray("1:6")
                                  << QByteArray("syntax");
        QTest::newRow("invalid UTF-8") << QByteArray(app).replace("shop/orders\"", "shop\xff\"")
                                       << QByteArray("2:15") << QByteArray("encoding");
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe{\0}\0", 6) << QByteArray("1:1")
                                << QByteArray("encoding");
        QTest::newRow("nested a hundred thousand times")
            << QByteArray(100'000, '[') << QByteArray() << QByteArray("syntax");
        QTest::newRow("nested, closed") << QByteArray(100'000, '[') + QByteArray(100'000, ']')
                                        << QByteArray("1:1") << QByteArray("not-marathon");
        QTest::newRow("a number") << QByteArray("\n  12") << QByteArray("2:3")
                                  << QByteArray("not-marathon");
    }
    void brokenInputs()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, place);
        QFETCH(QByteArray, kind);
        const Workbench bench;
        const Run text = bench.run({u"check"_s, bench.write(u"app.json"_s, content)});
        QCOMPARE(text.code, Unreadable);
        QVERIFY2(text.err.startsWith("app.json:" + place + (place.isEmpty() ? "" : ": ")),
            text.err.constData());
        QCOMPARE(text.err.count('\n'), 1);
        QVERIFY(text.out.endsWith("in 1 file, 1 of which could not be checked\n"));

        const Json file
            = parsed(bench.run({u"check"_s, u"--format=json"_s, u"app.json"_s}))["files"][0];
        QCOMPARE(QByteArray::fromStdString(file["error"]["kind"].get<std::string>()), kind);
    }

    void deepButWhole()
    {
        const Workbench bench;
        QByteArray app = cleanApp();
        app.insert(1, "\"x\": " + QByteArray(100'000, '[') + QByteArray(100'000, ']') + ",");
        const Run run = bench.run({u"check"_s, bench.write(u"app.json"_s, app)});
        QVERIFY(run.code == Clean || run.code == Found);
    }

    void filesThatCannotBeRead()
    {
        const Workbench bench;
        QFile::link(u"nowhere"_s, bench.path(u"dangling.json"_s));
        for (const QString &name : {u"missing.json"_s, u"dangling.json"_s}) {
            const Run run = bench.run({u"check"_s, name});
            QCOMPARE(run.code, Unreadable);
            QVERIFY2(run.err.contains(name.toUtf8()), run.err.constData());
        }
    }

    void oneBadFileHidesNoOther()
    {
        const Workbench bench;
        bench.write(u"good.json"_s, latestApp());
        const Run run = bench.run({u"check"_s, u"missing.json"_s, u"good.json"_s});
        QCOMPARE(run.code, Unreadable);
        QVERIFY(run.out.contains("image-latest-tag"));
        QVERIFY(
            run.out.endsWith("1 error, 0 warnings in 2 files, 1 of which could not be checked\n"));
    }

    void byteOrderMarkAndLineEnds()
    {
        const Workbench bench;
        QByteArray app = "\xef\xbb\xbf" + latestApp();
        app.replace("\n", "\r\n");
        const Run run = bench.run({u"check"_s, bench.write(u"app.json"_s, app)});
        QCOMPARE(run.code, Found);
        QVERIFY2(run.out.startsWith("app.json:9:16: error:"), run.out.constData());
        QVERIFY(!run.out.contains('\r'));
    }

    void standardInputMayBeClosed()
    {
        const Workbench bench;
        bench.write(u"app.json"_s, cleanApp());
        const Run run = bench.runOther(u"/bin/sh"_s,
            {u"-c"_s, u"exec \"$0\" check app.json <&-"_s, QStringLiteral(PINION_CLI)});
        QCOMPARE(run.code, Clean);
    }

    void tellsWhenOutputIsLost()
    {
        if (!QFile::exists(u"/dev/full"_s))
            QSKIP("no /dev/full");
        const Workbench bench;
        bench.write(u"app.json"_s, cleanApp());
        const Run run = bench.runOther(u"/bin/sh"_s,
            {u"-c"_s, u"exec \"$0\" check app.json >/dev/full"_s, QStringLiteral(PINION_CLI)});
        QCOMPARE(run.code, Unreadable);
    }
};

QTEST_APPLESS_MAIN(TestCliCheck)

#include "tst_clicheck.moc"
