// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonoutput.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray ForcedFixed = appWithImage("registry.example.com/shop/orders:1.8.2", true);

// A name that every format has to escape in its own way.
const QString AwkwardName = u"a folder/50% off, é: one.json"_s;

// One error, one warning with a fix, one suppressed finding, one damaged file, one clean one.
void fill(const Workbench &bench)
{
    bench.write(AwkwardName, appWithImage("registry.example.com/shop/orders:latest"));
    bench.write(u"b.json"_s, ForcedFixed);
    bench.write(u"lived-with/c.json"_s, appWithImage("registry.example.com/shop/orders:latest"));
    bench.write(u"d.json"_s, "{\n  \"id\": \"/a\",,\n  \"cmd\": \"true\"\n}\n");
    bench.write(u"e.json"_s, cleanApp());
    bench.write(u".pinion.json"_s,
        "{\"pinion\": 1, \"root\": true, \"suppressions\": [{\"rule\": \"image-latest-tag\", "
        "\"files\": [\"lived-with/*\"], \"reason\": \"goes with the old registry\"}]}");
    bench.write(u".git/HEAD"_s, "ref: refs/heads/main\n");
}

QStringList allFiles()
{
    return {AwkwardName, u"b.json"_s, u"lived-with/c.json"_s, u"d.json"_s, u"e.json"_s};
}

QByteArrayList linesOf(const QByteArray &text)
{
    QByteArrayList lines = text.split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

} // namespace

class TestCliReports : public QObject
{
    Q_OBJECT

private slots:
    void consumersUnderstand_data()
    {
        QTest::addColumn<QByteArrayList>("understood");
        QTest::newRow("sarif") << QByteArrayList{
            "error a%20folder/50%25%20off%2C%20%C3%A9%3A%20one.json 9 image-latest-tag",
            "warning b.json 9 image-force-pull-left-on",
            "suppressed lived-with/c.json 9 image-latest-tag", "error d.json 2 json-syntax"};
        QTest::newRow("junit") << QByteArrayList{
            "failure a folder/50% off, é: one.json 0 image-latest-tag at /container/docker/image "
            "of /shop/orders",
            "passed b.json 0 image-force-pull-left-on at /container/docker/image of /shop/orders",
            "skipped lived-with/c.json 0 image-latest-tag at /container/docker/image of "
            "/shop/orders",
            "error d.json 0 syntax", "failure d.json 0 json-syntax of /a",
            "passed e.json 0 no findings"};
        QTest::newRow("checkstyle")
            << QByteArrayList{"error a folder/50% off, é: one.json 9 pinion.image-latest-tag",
                   "warning b.json 9 pinion.image-force-pull-left-on",
                   "error d.json 2 pinion.syntax", "error d.json 2 pinion.json-syntax"};
        QTest::newRow("gitlab") << QByteArrayList{
            "critical a folder/50% off, é: one.json 9 image-latest-tag",
            "minor b.json 9 image-force-pull-left-on", "blocker d.json 2 syntax",
            "critical d.json 2 json-syntax"};
    }
    void consumersUnderstand()
    {
        QFETCH(QByteArrayList, understood);
        const QString format = QString::fromLatin1(QTest::currentDataTag());
        const Workbench bench;
        fill(bench);
        const Run run
            = bench.run(QStringList{u"check"_s, u"--output"_s, format + u"=report"_s} + allFiles());
        QCOMPARE(run.code, 3);
        const Run consumer = bench.runOther(QStringLiteral(PINION_PYTHON),
            {QStringLiteral(PINION_SOURCE_DIR) + u"/tests/cli/consumers.py"_s, format,
                u"report"_s});
        QVERIFY2(consumer.code == 0, consumer.err.constData());
        QCOMPARE(linesOf(consumer.out), understood);
    }

    void githubCommands()
    {
        const Workbench bench;
        fill(bench);
        const Run run = bench.run(QStringList{u"check"_s, u"--format=github"_s} + allFiles());
        const QByteArrayList lines = linesOf(run.out);
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines[0].startsWith("::error file=a folder/50%25 off%2C é%3A one.json,line=9,"
                                     "endLine=9,col=16,endColumn=57,title=image-latest-tag::"),
            lines[0].constData());
        QVERIFY2(lines[1].startsWith("::warning file=b.json,line=9,"), lines[1].constData());
        QVERIFY2(lines[2].startsWith("::error file=d.json,line=2,col="), lines[2].constData());
        QVERIFY2(lines[3].contains("title=json-syntax::"), lines[3].constData());
    }

    void emptyReportsAreWhole_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("sarif") << QByteArray("\"results\": []");
        QTest::newRow("junit") << QByteArray(
            "<testsuites name=\"pinion\" tests=\"1\" failures=\"0\"");
        QTest::newRow("github") << QByteArray();
        QTest::newRow("gitlab") << QByteArray("[]\n");
        QTest::newRow("checkstyle") << QByteArray("<file name=\"app.json\"/>");
    }
    void emptyReportsAreWhole()
    {
        QFETCH(QByteArray, part);
        const Workbench bench;
        const QString format = QString::fromLatin1(QTest::currentDataTag());
        const Run run = bench.run(
            {u"check"_s, u"--format"_s, format, bench.write(u"app.json"_s, cleanApp())});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.contains(part), run.out.constData());
        QCOMPARE(run.out.isEmpty(), part.isEmpty());
    }

    // SARIF counts UTF-16 code units: é is one of them, the rocket two; in bytes they are 2 and 4.
    void sarifColumns()
    {
        const Workbench bench;
        bench.write(
            u"app.json"_s, "{\"labels\": {\"é🚀\": 1}, \"id\": \"/a\", \"cmd\": \"true\"}\n");
        const Json sarif = parsed(bench.run({u"check"_s, u"--format=sarif"_s, u"app.json"_s}));
        for (const Json &result : sarif["runs"][0]["results"]) {
            if (result["ruleId"] != "schema-type")
                continue;
            const Json &region = result["locations"][0]["physicalLocation"]["region"];
            QCOMPARE(region["startColumn"].get<int>(), 20);
            QCOMPARE(region["endColumn"].get<int>(), 21);
            QCOMPARE(region["byteOffset"].get<int>(), 22);
            return;
        }
        QFAIL("no finding about the label's type");
    }

    void sarifFixesAreTheFixesOfJson()
    {
        const Workbench bench;
        bench.write(u"app.json"_s, ForcedFixed);
        const Json sarif = parsed(bench.run({u"check"_s, u"--format=sarif"_s, u"app.json"_s}));
        const Json json = parsed(bench.run({u"check"_s, u"--format=json"_s, u"app.json"_s}));
        const Json &expected = json["files"][0]["findings"][0]["fixes"][0];
        const Json &fix = sarif["runs"][0]["results"][0]["fixes"][0];
        QCOMPARE(
            fix["description"]["text"].get<std::string>(), expected["title"].get<std::string>());
        const Json &replacement = fix["artifactChanges"][0]["replacements"][0];
        const Json &edit = expected["edits"][0];
        QVERIFY(replacement["deletedRegion"]["byteOffset"] == edit["offset"]);
        QVERIFY(replacement["deletedRegion"]["byteLength"] == edit["length"]);
        QVERIFY(replacement["insertedContent"]["text"] == edit["text"]);
    }

    // Code scanning follows a finding by its fingerprint when lines are inserted above it.
    void fingerprintsSurviveMovedLines()
    {
        const Workbench bench;
        const auto fingerprint = [&bench](const QByteArray &app) {
            bench.write(u"app.json"_s, app);
            const Json sarif = parsed(bench.run({u"check"_s, u"--format=sarif"_s, u"app.json"_s}));
            return sarif["runs"][0]["results"][0]["partialFingerprints"].dump();
        };
        const std::string before = fingerprint(ForcedFixed);
        QCOMPARE(fingerprint("\n\n\n" + ForcedFixed), before);
        QByteArray other = ForcedFixed;
        QVERIFY(fingerprint(other.replace("/shop/orders\"", "/shop/returns\"")) != before);
    }

    void pathsCountFromTheRepository()
    {
        const Workbench bench;
        fill(bench);
        const QString outside = bench.dir().absolutePath();
        const Run run = bench.runOther(u"/bin/sh"_s,
            {u"-c"_s,
                u"cd lived-with && '"_s + QStringLiteral(PINION_CLI)
                    + u"' check ../b.json --format gitlab"_s});
        QCOMPARE(Json::parse(run.out.toStdString())[0]["location"]["path"].get<std::string>(),
            std::string("b.json"));
        const Workbench elsewhere;
        elsewhere.write(u".git/HEAD"_s, "ref: refs/heads/main\n");
        const Run far = elsewhere.run({u"check"_s, u"--format=gitlab"_s, outside + u"/b.json"_s});
        QCOMPARE(QString::fromStdString(
                     Json::parse(far.out.toStdString())[0]["location"]["path"].get<std::string>()),
            outside + u"/b.json"_s);
    }

    void suppressedFindingsCanBeLeftOut_data()
    {
        QTest::addColumn<QByteArray>("trace");
        QTest::newRow("sarif") << QByteArray("\"suppressions\"");
        QTest::newRow("junit") << QByteArray("<skipped");
    }
    void suppressedFindingsCanBeLeftOut()
    {
        QFETCH(QByteArray, trace);
        const Workbench bench;
        fill(bench);
        const QStringList words{u"check"_s, u"lived-with/c.json"_s, u"--format"_s,
            QString::fromLatin1(QTest::currentDataTag())};
        QVERIFY(bench.run(words).out.contains(trace));
        QVERIFY(!bench.run(words + QStringList{u"--omit-suppressed"_s}).out.contains(trace));
    }

    void severalAtOnce()
    {
        const Workbench bench;
        bench.write(u"app.json"_s, ForcedFixed);
        const Run run = bench.run({u"check"_s, u"app.json"_s, u"--output"_s, u"sarif=out/a.sarif"_s,
            u"--output=junit=b.xml"_s, u"--format=gitlab"_s});
        QCOMPARE(run.code, 3); // the folder out does not exist
        QVERIFY2(run.err.contains("There is no folder out; create it first."), run.err.constData());
        QVERIFY(run.out.startsWith("[\n"));
        QVERIFY(bench.read(u"b.xml"_s).contains("<testsuite "));
    }

    void wrongOutputs_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("complaint");
        QTest::newRow("no file") << QStringList{u"--output=sarif"_s}
                                 << QByteArray("wants a format and a file");
        QTest::newRow("no format")
            << QStringList{u"--output==a.sarif"_s} << QByteArray("wants a format and a file");
        QTest::newRow("misspelt") << QStringList{u"--output=sarrif=a"_s}
                                  << QByteArray("Did you mean sarif?");
        QTest::newRow("one file twice") << QStringList{u"--output=sarif=a"_s, u"--output=junit=a"_s}
                                        << QByteArray("named twice");
    }
    void wrongOutputs()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, complaint);
        const Workbench bench;
        const Run run
            = bench.run(QStringList{u"check"_s, bench.write(u"app.json"_s, cleanApp())} + options);
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains(complaint), run.err.constData());
    }

    // Pipelines keep their logs; what a rule takes for a secret is in none of them.
    void secretsStayInTheFile_data()
    {
        QTest::addColumn<QByteArray>("member");
        QTest::newRow("variable") << QByteArray("\"env\": {\"DB_PASSWORD\": \"hunter22hunter\"}");
        QTest::newRow("address") << QByteArray(
            "\"env\": {\"DB\": \"https://bob:hunter22hunter@db.example.com/\"}");
        QTest::newRow("label") << QByteArray(
            "\"labels\": {\"HAPROXY_0_AUTH\": \"site:admin:hunter22hunter\"}");
    }
    void secretsStayInTheFile()
    {
        QFETCH(QByteArray, member);
        const Workbench bench;
        bench.write(u"app.json"_s,
            "{\"id\": \"/a\", \"cmd\": \"exec ./a\", \"instances\": \"2\", " + member + "}\n");
        for (const QString &format : {u"text"_s, u"json"_s, u"sarif"_s, u"junit"_s, u"github"_s,
                 u"gitlab"_s, u"checkstyle"_s}) {
            const Run run = bench.run({u"check"_s, u"app.json"_s, u"--format"_s, format});
            QVERIFY2(run.out.contains("sec-"), qPrintable(format));
            QVERIFY2(!run.out.contains("hunter22"), qPrintable(format));
        }
    }

    void hyperlinks()
    {
        const Workbench bench;
        bench.write(u"app.json"_s, ForcedFixed);
        const Run run = bench.run({u"check"_s, u"--hyperlinks"_s, u"app.json"_s});
        QVERIFY2(run.out.startsWith("\x1b]8;;file:///"), run.out.constData());
        QVERIFY(run.out.contains("/app.json\x1b\\app.json:9:16:\x1b]8;;\x1b\\"));
        QVERIFY(!bench.run({u"check"_s, u"app.json"_s}).out.contains('\x1b'));
    }
};

QTEST_GUILESS_MAIN(TestCliReports)
#include "tst_clireports.moc"
