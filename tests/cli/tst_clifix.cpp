// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString Answer = u"--answer=/container/docker/image=1.8.2"_s;

QByteArray forcedLatest()
{
    return appWithImage("registry.example.com/shop/orders:latest", true);
}

QByteArray forcedPin()
{
    return appWithImage("registry.example.com/shop/orders:1.8.2", true);
}

} // namespace

class TestCliFix : public QObject
{
    Q_OBJECT

private slots:
    void fixes_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("code");

        const auto row
            = [](const char *name, QByteArray before, QStringList options, QByteArray after,
                  int code) { QTest::newRow(name) << before << options << after << code; };
        const QByteArray crlf = cleanApp().replace("\n", "\r\n");
        QByteArray commented = cleanApp();
        commented.replace("\"mem\": 512,", "\"mem\": 512, // enough");
        commented.replace(
            "\"taskKillGracePeriodSeconds\": 20", "\"taskKillGracePeriodSeconds\": 20,");
        row("nothing to do", cleanApp(), {}, cleanApp(), 0);
        row("safe fix", forcedPin(), {}, cleanApp(), 0);
        row("safe fix only", forcedPin(), {u"--safe"_s}, cleanApp(), 0);
        row("line ends stay", forcedPin().replace("\n", "\r\n"), {}, crlf, 0);
        row("question answered", forcedLatest(), {Answer}, cleanApp(), 0);
        row("question open", forcedLatest(), {}, forcedLatest(), 1);
        row("question not asked", forcedLatest(), {u"--safe"_s}, forcedLatest(), 0);
        row("comment and comma", commented, {}, cleanApp(), 0);
        row("a fix picked by its number", "{\"id\": \"/a\" \"cmd\": \"true\"}",
            {u"--answer=/id=1"_s}, "{\"id\": \"/a\", \"cmd\": \"true\"}", 0);
        row("a fix not picked", "{\"id\": \"/a\" \"cmd\": \"true\"}", {},
            "{\"id\": \"/a\" \"cmd\": \"true\"}", 3);
        row("not all of it can be mended", "{\"id\": \"/a\", \"cmd\": \"true\" \"c\": [1,],}", {},
            "{\"id\": \"/a\", \"cmd\": \"true\" \"c\": [1]}", 3);
    }
    void fixes()
    {
        QFETCH(QByteArray, before);
        QFETCH(QStringList, options);
        const Workbench bench;
        bench.write(u"app.json"_s, before);
        const Run run = bench.run(QStringList{u"fix"_s, u"app.json"_s} + options);
        QTEST(bench.read(u"app.json"_s), "after");
        QTEST(run.code, "code");
        QCOMPARE(run.out.contains("app.json: fixed: "), bench.read(u"app.json"_s) != before);
    }

    void tellsWhatRemains()
    {
        const Workbench bench;
        const Run run = bench.run({u"fix"_s, bench.write(u"app.json"_s, forcedLatest())});
        QVERIFY2(run.out.startsWith("app.json: nothing to fix without a decision\napp.json:"),
            run.out.constData());
        QVERIFY2(run.out.contains(": remains: error: "), run.out.constData());
        QVERIFY2(run.out.contains("--answer /container/docker/image=… ("), run.out.constData());
        QCOMPARE(run.err, QByteArray());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("complaint");

        const auto row = [](const char *name, QByteArray content, QStringList options, int code,
                             QByteArray complaint) {
            QTest::newRow(name) << content << options << code << complaint;
        };
        row("answer that does not fit", forcedLatest(),
            {u"--answer=/container/docker/image=latest"_s}, 2,
            "--answer /container/docker/image: ");
        row("answer that is no tag", forcedLatest(), {u"--answer=/container/docker/image=a b"_s}, 2,
            "--answer /container/docker/image: ");
        row("number of no fix", "{\"id\": \"/a\" \"cmd\": \"true\"}", {u"--answer=/id=2"_s}, 2,
            "--answer /id: \"2\" is not the number of a fix");
        row("safe and answer", forcedLatest(), {Answer, u"--safe"_s}, 2,
            "leave out --safe or --answer");
        row("answer to no question", forcedLatest(), {Answer, u"--answer=/mem=1"_s}, 2,
            "--answer /mem: no finding there asks anything.");
        row("answer without a value", forcedLatest(), {u"--answer=/mem"_s}, 2, "POINTER=VALUE");
        row("answer without a pointer", forcedLatest(), {u"--answer=mem=1"_s}, 2, "POINTER=VALUE");
        row("no definition", "{\"a\": 1}", {}, 3, "app.json:1:1: no Marathon definition");
        row("no definition, with a comment", "{\"a\": 1} // b", {}, 3, "app.json:");
        row("no file", "{}", {u"none.json"_s}, 3, "none.json");
        row("unknown option", "{}", {u"--save"_s}, 2, "--safe");
    }
    void refuses()
    {
        QFETCH(QByteArray, content);
        QFETCH(QStringList, options);
        QFETCH(QByteArray, complaint);
        const Workbench bench;
        bench.write(u"app.json"_s, content);
        const Run run = bench.run(QStringList{u"fix"_s, u"app.json"_s} + options);
        QTEST(run.code, "code");
        QVERIFY2(run.err.contains(complaint), run.err.constData());
        QCOMPARE(bench.read(u"app.json"_s), content);
    }

    void aWrongAnswerChangesNoFile()
    {
        const Workbench bench;
        bench.write(u"a.json"_s, forcedPin());
        bench.write(u"b.json"_s, forcedLatest());
        QCOMPARE(bench
                     .run({u"fix"_s, u"a.json"_s, u"b.json"_s,
                         u"--answer=/container/docker/image=latest"_s})
                     .code,
            2);
        QCOMPARE(bench.read(u"a.json"_s), forcedPin());
    }

    void oneAnswerServesManyFiles()
    {
        const Workbench bench;
        bench.write(u"a.json"_s, forcedLatest());
        bench.write(u"b.json"_s, forcedLatest());
        QCOMPARE(bench.run({u"fix"_s, u"a.json"_s, u"b.json"_s, Answer}).code, 0);
        QCOMPARE(bench.read(u"a.json"_s), cleanApp());
        QCOMPARE(bench.read(u"b.json"_s), cleanApp());
    }

    void answersInsideAList()
    {
        const Workbench bench;
        bench.write(u"apps.json"_s, "[\n" + forcedLatest() + "]\n");
        QCOMPARE(bench
                     .run({u"fix"_s, u"apps.json"_s, u"--answer"_s,
                         u"/0/container/docker/image=1.8.2"_s})
                     .code,
            0);
        QCOMPARE(bench.read(u"apps.json"_s), "[\n" + cleanApp() + "]\n");
    }

    void suppressedFindingsStay()
    {
        const Workbench bench;
        bench.write(u"app.json"_s, forcedPin());
        bench.write(u".pinion.json"_s,
            R"({"suppressions": [{"rule": "image-force-pull-left-on", "id": "/shop/orders",
            "reason": "the registry rewrites its tags"}]})");
        QCOMPARE(bench.run({u"fix"_s, u"app.json"_s}).code, 0);
        QCOMPARE(bench.read(u"app.json"_s), forcedPin());
    }

    void dryRunPrintsAPatch_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("LF") << forcedLatest();
        QTest::newRow("CR LF") << forcedLatest().replace("\n", "\r\n");
        QTest::newRow("no last line end") << forcedLatest().trimmed();
        QTest::newRow("byte order mark") << "\xef\xbb\xbf" + forcedLatest();
    }
    void dryRunPrintsAPatch()
    {
        QFETCH(QByteArray, text);
        const QString git = QStandardPaths::findExecutable(u"git"_s);
        if (git.isEmpty())
            QSKIP("git is not installed");
        const Workbench bench;
        bench.write(u"sub/app.json"_s, text);
        const Run run = bench.run({u"fix"_s, u"--dry-run"_s, Answer, u"sub/app.json"_s});
        QCOMPARE(run.code, 0);
        QVERIFY2(
            run.out.startsWith("--- a/sub/app.json\n+++ b/sub/app.json\n"), run.out.constData());
        QVERIFY(run.err.contains("sub/app.json: would fix: "));
        QCOMPARE(bench.read(u"sub/app.json"_s), text);

        const Run apply
            = bench.runOther(git, {u"apply"_s, u"--whitespace=nowarn"_s, u"-"_s}, run.out);
        QVERIFY2(apply.code == 0, apply.err.constData());
        const QByteArray patched = bench.read(u"sub/app.json"_s);
        bench.write(u"sub/app.json"_s, text);
        QCOMPARE(bench.run({u"fix"_s, Answer, u"sub/app.json"_s}).code, 0);
        QCOMPARE(patched, bench.read(u"sub/app.json"_s));
    }

    void keepsLinkAndMode()
    {
        const Workbench bench;
        bench.write(u"real/app.json"_s, forcedPin());
        const QFile::Permissions mode
            = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        QFile::setPermissions(bench.path(u"real/app.json"_s), mode);
        QVERIFY(QFile::link(u"real/app.json"_s, bench.path(u"link.json"_s)));
        QCOMPARE(bench.run({u"fix"_s, u"link.json"_s}).code, 0);
        QVERIFY(QFileInfo(bench.path(u"link.json"_s)).isSymLink());
        QCOMPARE(bench.read(u"real/app.json"_s), cleanApp());
        QCOMPARE(QFile::permissions(bench.path(u"real/app.json"_s)), mode);
    }

    void asksAtTheKeyboard_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<bool>("isFixed");
        QTest::newRow("first fix, with a tag") << QByteArray("1\n1.8.2\n") << true;
        QTest::newRow("no such fix, then a wrong and a right tag")
            << QByteArray("9\n1\nlatest\n1.8.2\n") << true;
        QTest::newRow("left as it is") << QByteArray("\n") << false;
    }
    void asksAtTheKeyboard()
    {
        QFETCH(QByteArray, typed);
        QFETCH(bool, isFixed);
        const Workbench bench;
        bench.write(u"app.json"_s, forcedLatest());
        const std::optional<Run> run = bench.runAtTerminal(u"fix app.json"_s, typed + '\n');
        if (!run)
            QSKIP("no terminal can be had");
        QVERIFY2(run->out.contains("Which fix ("), run->out.constData());
        QCOMPARE(bench.read(u"app.json"_s), isFixed ? cleanApp() : forcedLatest());
        QCOMPARE(run->code, isFixed ? 0 : 1);
    }
};

QTEST_APPLESS_MAIN(TestCliFix)

#include "tst_clifix.moc"
