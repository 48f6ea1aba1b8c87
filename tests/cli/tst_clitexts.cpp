// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonoutput.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QStringList CommandNames{u"check"_s, u"fix"_s, u"set"_s, u"unset"_s, u"rules"_s, u"explain"_s,
    u"demo"_s, u"sandbox"_s, u"help"_s};

Run runCli(const QStringList &words)
{
    return Workbench().run(words);
}

Json ruleList()
{
    return parsed(runCli({u"rules"_s, u"--format=json"_s}));
}

qsizetype longestLine(const QByteArray &utf8)
{
    qsizetype longest = 0;
    for (const QString &line : QString::fromUtf8(utf8).split(u'\n'))
        longest = std::max(longest, line.size());
    return longest;
}

} // namespace

class TestCliTexts : public QObject
{
    Q_OBJECT

private slots:
    void version()
    {
        const Run run = runCli({u"--version"_s});
        QCOMPARE(run.out, QByteArray("pinion-cli " PINION_VERSION "\n"));
        QCOMPARE(run.code, 0);
    }

    void overviewNamesAllCommands()
    {
        const Run run = runCli({u"--help"_s});
        QCOMPARE(run.code, 0);
        for (const QString &name : CommandNames)
            QVERIFY2(run.out.contains(QByteArray("\n  " + name.toUtf8() + ' ')), qPrintable(name));
        QVERIFY(longestLine(run.out) <= 80);
        QCOMPARE(runCli({u"help"_s}).out, run.out);
        QCOMPARE(runCli({u"-h"_s}).out, run.out);
    }

    void everyCommandHasAManual()
    {
        for (const QString &name : CommandNames) {
            const Run run = runCli({u"help"_s, name});
            QCOMPARE(run.code, 0);
            QVERIFY(run.out.startsWith(QByteArray("pinion-cli " + name.toUtf8())));
            QVERIFY2(longestLine(run.out) <= 80, run.out.constData());
            QCOMPARE(runCli({name, u"--help"_s}).out, run.out);
        }
    }

    void misuse_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("complaint");
        QTest::newRow("no words") << QStringList{} << QByteArray("check");
        QTest::newRow("unknown command") << QStringList{
            u"chek"_s} << QByteArray("There is no command \"chek\". Did you mean check?");
        QTest::newRow("unknown command in help")
            << QStringList{u"help"_s, u"fixx"_s} << QByteArray("Did you mean fix?");
        QTest::newRow("no file") << QStringList{u"check"_s}
                                 << QByteArray("check takes FILE|DIR…; it got nothing.");
        QTest::newRow("too much") << QStringList{u"rules"_s, u"x"_s}
                                  << QByteArray("rules takes no arguments.");
        QTest::newRow("unknown rule") << QStringList{u"explain"_s, u"image-latest-tga"_s}
                                      << QByteArray("Did you mean image-latest-tag?");
        QTest::newRow("unknown field") << QStringList{u"explain"_s, u"/container/docker/imgae"_s}
                                       << QByteArray("Did you mean /container/docker/image?");
        QTest::newRow("field without slash")
            << QStringList{u"explain"_s, u"cpus"_s} << QByteArray("Did you mean the field /cpus?");
        QTest::newRow("nothing alike")
            << QStringList{u"explain"_s, u"xyzzy"_s} << QByteArray("There is no rule xyzzy.");
    }
    void misuse()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, complaint);
        const Run run = runCli(words);
        QCOMPARE(run.code, 2);
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(run.err.contains(complaint), run.err.constData());
    }

    void rulesAsJson()
    {
        const Json rules = ruleList();
        QVERIFY(rules.is_array() && rules.size() > 20);
        for (const Json &rule : rules) {
            QByteArrayList keys;
            for (const auto &member : rule.items())
                keys.append(QByteArray::fromStdString(member.key()));
            QCOMPARE(keys.join(','),
                QByteArray("id,family,severity,title,why,remedy,exception,source,onByDefault,"
                           "level"));
            QVERIFY(!rule["title"].get<std::string>().empty());
            QVERIFY(rule["onByDefault"].is_boolean());
        }
    }

    void rulesAsText()
    {
        const Run run = runCli({u"rules"_s});
        QCOMPARE(run.code, 0);
        for (const Json &rule : ruleList()) {
            const QByteArray line = "  "
                + QByteArray::fromStdString(rule["level"].get<std::string>()).leftJustified(9)
                + QByteArray::fromStdString(rule["id"].get<std::string>()) + ' ';
            QVERIFY2(run.out.contains(line), line.constData());
        }
    }

    void everyRuleIsExplained()
    {
        for (const Json &rule : ruleList()) {
            const QString id = QString::fromStdString(rule["id"].get<std::string>());
            const Run run = runCli({u"explain"_s, id});
            QCOMPARE(run.code, 0);
            QVERIFY2(run.out.startsWith(QByteArray(id.toUtf8() + " (")), run.out.constData());
            QVERIFY(run.out.contains("\n  Why "));
            QVERIFY(run.out.contains("\n  Remedy "));
            QVERIFY(run.out.contains("\n  Source "));
        }
    }

    void fields_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QByteArrayList>("parts");
        QTest::newRow("app") << u"/container/docker/image"_s
                             << QByteArrayList{
                                    "/container/docker/image (app)\n", "  Type       text\n"};
        QTest::newRow("app and pod")
            << u"/id"_s << QByteArrayList{"/id (app)\n", "/id (pod)\n", "/id (group)\n"};
        QTest::newRow("any key of a map")
            << u"/env/JAVA_OPTS"_s << QByteArrayList{"/env/* (app)\n"};
        QTest::newRow("as the schema writes it") << u"/env/*"_s << QByteArrayList{"/env/* (app)\n"};
        QTest::newRow("inside a list of apps") << u"/3/cpus"_s << QByteArrayList{"/cpus (app)\n"};
        QTest::newRow("inside nested groups")
            << u"/groups/0/apps/12/cpus"_s << QByteArrayList{"/cpus (app)\n"};
        QTest::newRow("inside an answer of the server")
            << u"/app/cpus"_s << QByteArrayList{"/cpus (app)\n"};
        QTest::newRow("with a limit and a unit")
            << u"/mem"_s << QByteArrayList{"  Unit       MiB\n", "  Limits     "};
    }
    void fields()
    {
        QFETCH(QString, pointer);
        QFETCH(QByteArrayList, parts);
        const Run run = runCli({u"explain"_s, pointer});
        QCOMPARE(run.code, 0);
        for (const QByteArray &part : parts)
            QVERIFY2(run.out.contains(part), run.out.constData());
    }

    void colours()
    {
        const Workbench bench;
        bench.write(u"app.json"_s, appWithImage("shop/orders:latest"));
        const std::optional<Run> run = bench.runAtTerminal(u"check app.json"_s, {});
        if (!run)
            QSKIP("no terminal can be had");
        QVERIFY(run->out.contains("\x1b[1;31merror:\x1b[0m "));
        qputenv("NO_COLOR", "1");
        QVERIFY(!bench.runAtTerminal(u"check app.json"_s, {})->out.contains('\x1b'));
        qunsetenv("NO_COLOR");
    }

    void sandboxOptions_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("no port") << QStringList{u"--port=0"_s};
        QTest::newRow("no room for three ports") << QStringList{u"--port=65535"_s};
        QTest::newRow("no agents") << QStringList{u"--agents=none"_s};
        QTest::newRow("too old") << QStringList{u"--marathon-version=1.3"_s};
        QTest::newRow("unheard of") << QStringList{u"--marathon-version=2.0"_s};
    }

    void sandboxOptions()
    {
        QFETCH(QStringList, words);
        const Run run = runCli(QStringList{u"sandbox"_s} + words);
        QCOMPARE(run.code, 2);
        QVERIFY(run.err.startsWith(
            QByteArray("pinion-cli: " + words.first().section(u'=', 0, 0).toUtf8())));
    }

    void demo()
    {
        const Workbench bench;
        const Run run = bench.run({u"demo"_s});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.contains("$ pinion-cli check orders.json\norders.json:"));
        QVERIFY2(run.out.contains("\n1 error, 0 warnings in 1 file\n"), run.out.constData());
        QVERIFY2(run.out.contains("/shop/orders:latest\",\n"), run.out.constData());
        QVERIFY(run.out.contains("/shop/orders:1.8.2@sha256:"));
        QVERIFY(run.out.contains("\n+      \"forcePullImage\": false\n"));
        QVERIFY(run.out.contains("$ pinion-cli check orders.json\nno findings in 1 file\n"));
        QVERIFY2(run.out.contains("$ pinion-cli deploy --target production"), run.err.constData());
        QVERIFY(bench.dir().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestCliTexts)

#include "tst_clitexts.moc"
