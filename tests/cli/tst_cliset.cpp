// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace Qt::StringLiterals;

class TestCliSet : public QObject
{
    Q_OBJECT

private slots:
    void edits_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("after");

        const auto row = [](const char *name, QByteArray before, QStringList words,
                             QByteArray after) { QTest::newRow(name) << before << words << after; };
        const QString set = u"set"_s;
        const QString unset = u"unset"_s;
        const QString file = u"app.json"_s;
        row("replace a number", "{\"mem\": 1e2, \"cpus\": 0.10}", {set, file, u"/mem"_s, u"512"_s},
            "{\"mem\": 512, \"cpus\": 0.10}");
        row("written as given", "{\"mem\": 1}", {set, file, u"/mem"_s, u"5.0e2"_s},
            "{\"mem\": 5.0e2}");
        row("negative number", "{\"mem\": 1}", {set, file, u"/mem"_s, u"-1"_s}, "{\"mem\": -1}");
        row("add a member", "{\n  \"a\": 1\n}\n", {set, file, u"/b"_s, u"\"x\""_s},
            "{\n  \"a\": 1,\n  \"b\": \"x\"\n}\n");
        row("objects on the way", "{\n  \"a\": 1\n}\n", {set, file, u"/b/c"_s, u"true"_s},
            "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": true\n  }\n}\n");
        row("append to an array", "{\"a\": [1, 2]}", {set, file, u"/a/-"_s, u"3"_s},
            "{\"a\": [1, 2, 3]}");
        row("CR LF stays", "{\r\n\t\"a\": 1\r\n}\r\n", {set, file, u"/b"_s, u"2"_s},
            "{\r\n\t\"a\": 1,\r\n\t\"b\": 2\r\n}\r\n");
        row("byte order mark stays", "\xef\xbb\xbf{\"a\": 1}", {set, file, u"/a"_s, u"2"_s},
            "\xef\xbb\xbf{\"a\": 2}");
        row("the last of a doubled key", "{\"a\": 1, \"a\": 2}", {set, file, u"/a"_s, u"3"_s},
            "{\"a\": 1, \"a\": 3}");
        row("escaped keys", "{\"a/b\": 1, \"c~d\": 2}", {set, file, u"/a~1b"_s, u"3"_s},
            "{\"a/b\": 3, \"c~d\": 2}");
        row("letters beyond ASCII", "{\"ä\": 1}", {set, file, u"/ä"_s, u"\"ü\""_s},
            "{\"ä\": \"ü\"}");
        row("the whole text", "{\"a\": 1}\n", {set, file, u""_s, u"{}"_s}, "{}\n");
        row("remove the first", "{\"a\": 1, \"b\": 2}", {unset, file, u"/a"_s}, "{\"b\": 2}");
        row("remove the last", "{\"a\": 1, \"b\": 2}", {unset, file, u"/b"_s}, "{\"a\": 1}");
        row("remove from an array", "[1, 2, 3]", {unset, file, u"/1"_s}, "[1, 3]");
        row("remove a doubled key", "{\"a\": 1, \"b\": 2, \"a\": 3}", {unset, file, u"/a"_s},
            "{\"b\": 2}");
    }
    void edits()
    {
        QFETCH(QByteArray, before);
        QFETCH(QStringList, words);
        const Workbench bench;
        bench.write(u"app.json"_s, before);
        const Run run = bench.run(words);
        QCOMPARE(run.err, QByteArray());
        QCOMPARE(run.out, QByteArray());
        QCOMPARE(run.code, 0);
        QTEST(bench.read(u"app.json"_s), "after");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("complaint");

        const auto row = [](const char *name, QByteArray content, QStringList words, int code,
                             QByteArray complaint) {
            QTest::newRow(name) << content << words << code << complaint;
        };
        const QString set = u"set"_s;
        const QString unset = u"unset"_s;
        const QString file = u"app.json"_s;
        row("pointer without slash", "{}", {set, file, u"mem"_s, u"1"_s}, 2, "");
        row("stray tilde", "{}", {set, file, u"/~2"_s, u"1"_s}, 2, "");
        row("forgotten quotes", "{}", {set, file, u"/cmd"_s, u"run"_s}, 2, "'\"run\"'");
        row("empty value", "{}", {set, file, u"/cmd"_s, u""_s}, 2, "'\"\"'");
        row("two values", "{}", {set, file, u"/cmd"_s, u"1 2"_s}, 2, "not JSON");
        row("value with a byte order mark", "{}",
            {set, file, u"/cmd"_s, QString(u'\ufeff' + u"1"_s)}, 2, "");
        row("way through a number", "{\"a\": 1}", {set, file, u"/a/b"_s, u"1"_s}, 2, "");
        row("past the end of an array", "{\"a\": []}", {set, file, u"/a/7"_s, u"1"_s}, 2, "");
        row("nothing to remove", "{\"a\": 1}", {unset, file, u"/b"_s}, 2, "/b");
        row("root cannot go", "{\"a\": 1}", {unset, file, u""_s}, 2, "");
        row("damaged", "{\n  \"a\": 1,\n}", {set, file, u"/a"_s, u"2"_s}, 3,
            "app.json:2:9: not JSON: ");
        row("damaged, remove", "{\n  \"a\": 1\n", {unset, file, u"/a"_s}, 3, "app.json:");
        row("empty file", "", {set, file, u"/a"_s, u"2"_s}, 3, "app.json:1:1: not JSON: ");
        row("NUL byte", QByteArray("{\"a\": 1}\0", 9), {set, file, u"/a"_s, u"2"_s}, 3,
            "app.json:1:9: not JSON: ");
        row("missing file", "{}", {set, u"none.json"_s, u"/a"_s, u"2"_s}, 3, "none.json");
        row("folder", "{}", {unset, u"."_s, u"/a"_s}, 3, "folder");
        row("too few words", "{}", {set, file, u"/a"_s}, 2, "FILE POINTER JSON");
        row("too many words", "{}", {unset, file, u"/a"_s, u"1"_s}, 2, "FILE POINTER");
    }
    void refuses()
    {
        QFETCH(QByteArray, content);
        QFETCH(QStringList, words);
        QFETCH(QByteArray, complaint);
        const Workbench bench;
        bench.write(u"app.json"_s, content);
        const Run run = bench.run(words);
        QTEST(run.code, "code");
        QCOMPARE(run.out, QByteArray());
        QVERIFY2(run.err.contains(complaint), run.err.constData());
        QCOMPARE(run.err.count('\n'), 1);
        QCOMPARE(bench.read(u"app.json"_s), content);
    }

    void setAndUnsetLeaveNoTrace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("two blanks") << cleanApp();
        QTest::newRow("CR LF") << cleanApp().replace("\n", "\r\n");
        QTest::newRow("tabs") << cleanApp().replace("  ", "\t");
        QTest::newRow("one line") << QByteArray("{\"id\":\"/a\",\"cmd\":\"b\"}");
        QTest::newRow("byte order mark, no last line end") << "\xef\xbb\xbf" + cleanApp().trimmed();
    }
    void setAndUnsetLeaveNoTrace()
    {
        QFETCH(QByteArray, text);
        const Workbench bench;
        const QString file = bench.write(u"app.json"_s, text);
        QCOMPARE(bench.run({u"set"_s, file, u"/labels"_s, u"{\"a\": \"b\"}"_s}).code, 0);
        QVERIFY(bench.read(file) != text);
        QCOMPARE(bench.run({u"set"_s, file, u"/labels/c"_s, u"\"d\""_s}).code, 0);
        QCOMPARE(bench.run({u"unset"_s, file, u"/labels"_s}).code, 0);
        QCOMPARE(bench.read(file), text);
    }

    void keepsLinkAndMode()
    {
        const Workbench bench;
        bench.write(u"real/app.json"_s, "{\"a\": 1}");
        QFile::setPermissions(bench.path(u"real/app.json"_s),
            QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
        const QFile::Permissions before = QFile::permissions(bench.path(u"real/app.json"_s));
        QVERIFY(QFile::link(u"real/app.json"_s, bench.path(u"link.json"_s)));
        QCOMPARE(bench.run({u"set"_s, u"link.json"_s, u"/a"_s, u"2"_s}).code, 0);
        QVERIFY(QFileInfo(bench.path(u"link.json"_s)).isSymLink());
        QCOMPARE(bench.read(u"real/app.json"_s), QByteArray("{\"a\": 2}"));
        QCOMPARE(QFile::permissions(bench.path(u"real/app.json"_s)), before);
    }

    void writesOnlyWhatChanged()
    {
        const Workbench bench;
        bench.write(u"app.json"_s, "{\"a\": 1}");
        const QDateTime before = QFileInfo(bench.path(u"app.json"_s)).lastModified().addSecs(-100);
        QFile file(bench.path(u"app.json"_s));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(before, QFileDevice::FileModificationTime));
        file.close();
        QCOMPARE(bench.run({u"set"_s, u"app.json"_s, u"/a"_s, u"1"_s}).code, 0);
        QCOMPARE(QFileInfo(file.fileName()).lastModified(), before);
    }
};

QTEST_APPLESS_MAIN(TestCliSet)

#include "tst_cliset.moc"
