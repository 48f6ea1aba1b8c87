// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonoutput.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int Clean = 0;
constexpr int Found = 1;
constexpr int Unreadable = 3;

QByteArray latestApp()
{
    return appWithImage("registry.example.com/shop/orders:latest");
}

QByteArrayList pathsOf(const Run &run)
{
    const Json all = parsed(run);
    QByteArrayList paths;
    for (const Json &file : all["files"])
        paths.append(QByteArray::fromStdString(file["path"].get<std::string>()));
    return paths;
}

} // namespace

// What check makes of folders and of files that are no definitions.
class TestCliFiles : public QObject
{
    Q_OBJECT

private slots:
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
        QCOMPARE(pathsOf(run), (QByteArrayList{"b-1/x.json", "b/a/y.json", "b/z.json"}));

        const Run named
            = bench.run({u"check"_s, u"b/"_s, u"b/z.json"_s, u"b-1/x.json"_s, u"--format=json"_s});
        QCOMPARE(pathsOf(named), (QByteArrayList{"b/a/y.json", "b/z.json", "b-1/x.json"}));
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
            const QByteArray complaint
                = "pinion-cli: no Marathon definition found in " + folder.toUtf8() + ';';
            QVERIFY2(run.err.startsWith(complaint), run.err.constData());
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
        const QByteArray located = "app.json:" + place;
        QVERIFY2(text.err.startsWith(located), text.err.constData());
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

QTEST_APPLESS_MAIN(TestCliFiles)

#include "tst_clifiles.moc"
