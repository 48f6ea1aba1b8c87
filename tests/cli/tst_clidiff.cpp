// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonoutput.h"
#include "program.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr const char *Before = R"({
  "id": "/shop/orders",
  "instances": 3,
  "mem": 512,
  "container": {
    "docker": { "image": "shop/orders:1.4.1" }
  },
  "env": {
    "LOG_LEVEL": "info",
    "DB_PASSWORD": "tr0ub4dor&3",
    "ZONE": "a"
  },
  "labels": { "team": "shop" }
}
)";

QByteArray changed(std::initializer_list<std::pair<const char *, const char *>> replacements)
{
    QByteArray text(Before);
    for (const auto &[from, to] : replacements)
        text.replace(from, to);
    return text;
}

} // namespace

class TestCliDiff : public QObject
{
    Q_OBJECT

private slots:
    void exitCodes_data();
    void exitCodes();
    void text();
    void sideBySide();
    void secretsAreDots();
    void json();
    void patch();
    void defaults();
    void manyDefinitions();
    void plainJson();
    void planNeedsATarget();

private:
    Workbench m_bench;
};

void TestCliDiff::exitCodes_data()
{
    QTest::addColumn<QByteArray>("other"); // empty: there is no such file
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("code");
    const QStringList none;
    QTest::newRow("the same") << QByteArray(Before) << none << 0;
    QTest::newRow("the same to Marathon")
        << changed({{"\"mem\": 512", "\"cpus\": 1.0, \"mem\": 512"}}) << none << 0;
    QTest::newRow("the same to Marathon, as patch")
        << changed({{"\"mem\": 512", "\"cpus\": 1.0, \"mem\": 512"}})
        << QStringList{u"--format"_s, u"patch"_s} << 1;
    QTest::newRow("another") << changed({{"1.4.1", "1.4.2"}}) << none << 1;
    QTest::newRow("no JSON") << QByteArray("{") << none << 3;
    QTest::newRow("no file") << QByteArray() << none << 3;
    QTest::newRow("a target as well")
        << QByteArray(Before) << QStringList{u"--target"_s, u"staging"_s} << 2;
}

void TestCliDiff::exitCodes()
{
    QFETCH(QByteArray, other);
    QFETCH(QStringList, options);
    QFETCH(int, code);
    m_bench.write(u"a.json"_s, Before);
    m_bench.write(u"b.json"_s, other);
    const QString name = other.isEmpty() ? u"missing.json"_s : u"b.json"_s;
    const Run run = m_bench.run(QStringList{u"diff"_s, u"a.json"_s, name} + options);
    QVERIFY2(run.code == code, QByteArray(run.out + run.err).constData());
    QCOMPARE(run.err.isEmpty(), code < 2);
    if (code == 0)
        QCOMPARE(run.out, QByteArray());
    QCOMPARE(m_bench.run(QStringList{u"diff"_s, u"a.json"_s}).code, 2);
}

void TestCliDiff::text()
{
    m_bench.write(u"a.json"_s, Before);
    m_bench.write(u"b.json"_s,
        changed(
            {{"1.4.1", "1.4.2"}, {"512", "768"}, {"\"ZONE\": \"a\"", "\"FEATURE_X\": \"on\""}}));
    const Run run = m_bench.run({u"diff"_s, u"a.json"_s, u"b.json"_s});
    QCOMPARE(run.code, 1);
    QCOMPARE(QString::fromUtf8(run.out).section(u"; "_s, 0, 0), u"app /shop/orders: 4 changes"_s);
    const QByteArray rest = run.out.mid(run.out.indexOf('\n') + 1);
    QCOMPARE(QString::fromUtf8(rest),
        u"  changed  Image                  \"shop/orders:1.4.1\" → \"shop/orders:1.4.2\"\n"
        "  changed  Memory                 512 → 768\n"
        "  removed  Variables › ZONE       \"a\"\n"
        "  added    Variables › FEATURE_X  \"on\"\n"
        "\n"
        "  {\n"
        "    \"id\": \"/shop/orders\",\n"
        "    \"instances\": 3,\n"
        "-   \"mem\": 512,\n"
        "           ^^^\n"
        "+   \"mem\": 768,\n"
        "           ^^^\n"
        "    \"container\": {\n"
        "      \"docker\": {\n"
        "-       \"image\": \"shop/orders:1.4.1\"\n"
        "                                  ^\n"
        "+       \"image\": \"shop/orders:1.4.2\"\n"
        "                                  ^\n"
        "      }\n"
        "    },\n"
        "    \"env\": {\n"
        "      \"LOG_LEVEL\": \"info\",\n"
        "      \"DB_PASSWORD\": \"••••••••\",\n"
        "-     \"ZONE\": \"a\"\n"
        "+     \"FEATURE_X\": \"on\"\n"
        "    },\n"
        "    \"labels\": {\n"
        "      \"team\": \"shop\"\n"
        "    }\n"
        "  }\n"_s);
}

void TestCliDiff::sideBySide()
{
    m_bench.write(u"a.json"_s, Before);
    m_bench.write(u"b.json"_s, changed({{"512", "768"}}));
    const Run run = m_bench.run({u"diff"_s, u"--side-by-side"_s, u"a.json"_s, u"b.json"_s});
    QCOMPARE(run.code, 1);
    const QString row = u"    \"mem\": 512,"_s.leftJustified(64) + u" ~   \"mem\": 768,"_s;
    QVERIFY2(QString::fromUtf8(run.out).contains(row), run.out.constData());
    for (const QByteArray &line : run.out.split('\n'))
        QVERIFY2(QString::fromUtf8(line).size() <= 130, line.constData());
}

void TestCliDiff::secretsAreDots()
{
    m_bench.write(u"a.json"_s, Before);
    m_bench.write(u"b.json"_s, changed({{"tr0ub4dor&3", "correct-horse"}}));
    for (const QString &format : {u"text"_s, u"json"_s}) {
        const Run run = m_bench.run({u"diff"_s, u"--format"_s, format, u"a.json"_s, u"b.json"_s});
        QCOMPARE(run.code, 1);
        QVERIFY(run.out.contains("DB_PASSWORD"));
        QVERIFY(!run.out.contains("tr0ub4dor") && !run.out.contains("correct-horse"));
        QVERIFY(run.out.contains("\"••••••••\""));
    }
}

void TestCliDiff::json()
{
    m_bench.write(u"a.json"_s, Before);
    m_bench.write(u"b.json"_s, changed({{"\"mem\": 512,\n", ""}}));
    const Run run = m_bench.run({u"diff"_s, u"--format"_s, u"json"_s, u"a.json"_s, u"b.json"_s});
    QCOMPARE(run.code, 1);
    const Json output = Json::parse(run.out.toStdString());
    QVERIFY(output["schema"] == 1);
    QVERIFY(output["same"] == 0);
    const Json &difference = output["differences"].at(0);
    QVERIFY(difference["id"] == "/shop/orders");
    QVERIFY(difference["kind"] == "app");
    QVERIFY(difference["change"] == "changed");
    QVERIFY(difference["filledIn"] > 5);
    QCOMPARE(difference["changes"].size(), size_t(1));
    const Json &change = difference["changes"].at(0);
    QVERIFY(change["place"] == "/mem");
    QVERIFY(change["label"] == "Memory");
    QVERIFY(change["before"]["value"] == 512);
    QVERIFY(change["before"]["line"] == 4);
    QVERIFY(change["before"]["column"] == 3);
    QVERIFY(change["after"]["value"] == 128);
    QVERIFY(change["after"]["isWritten"] == false);
    QVERIFY(!change["after"].contains("line"));
}

void TestCliDiff::patch()
{
    m_bench.write(u"a.json"_s, Before);
    m_bench.write(u"b.json"_s, changed({{"512", "768"}, {"\"ZONE\": \"a\"", "\"Z/~\": \"b\""}}));
    const Run run = m_bench.run({u"diff"_s, u"--format"_s, u"patch"_s, u"a.json"_s, u"b.json"_s});
    QCOMPARE(run.code, 1);
    const Json before = Json::parse(m_bench.read(u"a.json"_s).toStdString());
    const Json after = Json::parse(m_bench.read(u"b.json"_s).toStdString());
    QVERIFY2(before.patch(Json::parse(run.out.toStdString())) == after, run.out.constData());
}

void TestCliDiff::defaults()
{
    m_bench.write(u"a.json"_s, Before);
    m_bench.write(u"b.json"_s, changed({{"1.4.1", "1.4.2"}}));
    const Run folded = m_bench.run({u"diff"_s, u"a.json"_s, u"b.json"_s});
    QVERIFY(folded.out.contains("values that the server fills in not shown"));
    const Run shown = m_bench.run({u"diff"_s, u"--show-defaults"_s, u"a.json"_s, u"b.json"_s});
    QVERIFY(!shown.out.contains("not shown"));
    QVERIFY(!folded.out.contains("\"forcePullImage\": false"));
    QVERIFY(shown.out.contains("\"forcePullImage\": false"));
}

void TestCliDiff::manyDefinitions()
{
    m_bench.write(u"a.json"_s, R"([{"id": "/a", "cmd": "x"}, {"id": "/b", "cmd": "x"},
        {"id": "/c", "cmd": "x"}])");
    m_bench.write(u"b.json"_s, R"([{"id": "/d", "cmd": "x"}, {"id": "/c", "cmd": "y"},
        {"id": "/a", "cmd": "x"}])");
    const Run run = m_bench.run({u"diff"_s, u"a.json"_s, u"b.json"_s});
    QCOMPARE(run.code, 1);
    QVERIFY(run.out.contains("app /d: added"));
    QVERIFY(run.out.contains("app /b: removed"));
    QVERIFY(run.out.contains("app /c: 1 change"));
    QVERIFY2(
        run.out.endsWith("\n1 changed, 1 added, 1 removed, 1 the same\n"), run.out.constData());
}

void TestCliDiff::plainJson()
{
    m_bench.write(u"a.json"_s, R"({"a": 1, "b": [1, 2]})");
    m_bench.write(u"b.json"_s, R"({"b": [1, 3], "a": 1})");
    const Run run = m_bench.run({u"diff"_s, u"a.json"_s, u"b.json"_s});
    QCOMPARE(run.code, 1);
    QVERIFY2(run.out.startsWith("plain JSON: 1 change\n"), run.out.constData());
}

void TestCliDiff::planNeedsATarget()
{
    m_bench.write(u"a.json"_s, Before);
    const Run none = m_bench.run({u"plan"_s, u"a.json"_s});
    QCOMPARE(none.code, 2);
    const Run unknown = m_bench.run({u"plan"_s, u"--target"_s, u"nowhere"_s, u"a.json"_s});
    QCOMPARE(unknown.code, 2);
    QVERIFY(unknown.err.contains("no target \"nowhere\""));
}

QTEST_GUILESS_MAIN(TestCliDiff)
#include "tst_clidiff.moc"
