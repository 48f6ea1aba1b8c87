// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/diffrows.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// "~ depth before | after", marks in angle brackets.
QString told(const std::vector<DiffRow> &rows)
{
    QStringList lines;
    for (const DiffRow &row : rows) {
        const auto side = [](const RowCell &cell) {
            QByteArray text = cell.text;
            for (auto mark = cell.marks.rbegin(); mark != cell.marks.rend(); ++mark)
                text.insert(mark->end, '>').insert(mark->begin, '<');
            return QString::fromUtf8(text);
        };
        const char16_t sign = u" +-~>"[size_t(row.kind)];
        lines.append(QString(sign) + QString(row.depth * 2, u' ') + side(row.before) + u" | "_s
            + side(row.after));
    }
    return lines.join(u'\n');
}

struct Texts
{
    explicit Texts(const QByteArray &one, const QByteArray &other)
        : before(JsonTree::parse(one))
        , after(JsonTree::parse(other))
        , comparison(Comparable::of(findDefinitions(before).items.front(), {}),
              Comparable::of(findDefinitions(after).items.front(), {}))
    { }
    JsonTree before;
    JsonTree after;
    Comparison comparison;
};

} // namespace

class TestDiffRows : public QObject
{
    Q_OBJECT

private slots:
    void rows_data();
    void rows();
    void hidesSecrets();
    void showsWhatTheServerFillsIn();
    void pointsBackToTheText();
    void folds_data();
    void folds();
    void bothSidesAreJson();
};

void TestDiffRows::rows_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, const char *before, const char *after,
                         const char *result) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QString::fromUtf8(result);
    };
    row("a word", R"({"id": "/a", "cmd": "run --now x"})", R"({"id": "/a", "cmd": "run --then x"})",
        " { | {\n"
        "   \"id\": \"/a\", | \"id\": \"/a\",\n"
        "~  \"cmd\": \"run --<now> x\" | \"cmd\": \"run --<then> x\"\n"
        " } | }");
    row("in the author's order", R"({"id": "/a", "cmd": "x"})",
        R"({"mem": 64, "cmd": "x", "id": "a"})",
        " { | {\n"
        "~  \"mem\": <128>, | \"mem\": <64>,\n"
        "   \"cmd\": \"x\", | \"cmd\": \"x\",\n"
        "   \"id\": \"/a\" | \"id\": \"/a\"\n"
        " } | }");
    row("more and less", R"({"id": "/a", "cmd": "x", "env": {"A": "1", "B": "2"}})",
        R"({"id": "/a", "cmd": "x", "env": {"B": "2", "C": "3"}})",
        " { | {\n"
        "   \"id\": \"/a\", | \"id\": \"/a\",\n"
        "   \"cmd\": \"x\", | \"cmd\": \"x\",\n"
        "   \"env\": { | \"env\": {\n"
        "-    \"A\": \"1\", | \n"
        "     \"B\": \"2\" | \"B\": \"2\",\n"
        "+     | \"C\": \"3\"\n"
        "   } | }\n"
        " } | }");
    row("short lists in one line", R"({"id": "/a", "args": ["a", "b"]})",
        R"({"id": "/a", "args": ["a", "c"]})",
        " { | {\n"
        "   \"id\": \"/a\", | \"id\": \"/a\",\n"
        "~  \"args\": [\"a\", \"<b>\"] | \"args\": [\"a\", \"<c>\"]\n"
        " } | }");
    row("another kind of value", R"({"id": "/a", "cmd": "x", "unreachableStrategy": "disabled"})",
        R"({"id": "/a", "cmd": "x", "unreachableStrategy": {"inactiveAfterSeconds": 1,
            "expungeAfterSeconds": 2}})",
        " { | {\n"
        "   \"id\": \"/a\", | \"id\": \"/a\",\n"
        "   \"cmd\": \"x\", | \"cmd\": \"x\",\n"
        "-  \"unreachableStrategy\": \"disabled\" | \n"
        "+   | \"unreachableStrategy\": {\n"
        "+     | \"inactiveAfterSeconds\": 1,\n"
        "+     | \"expungeAfterSeconds\": 2\n"
        "+   | }\n"
        " } | }");
    row("a moved element", R"({"id": "/a", "cmd": "x", "fetch": [{"uri": "a"}, {"uri": "b"}]})",
        R"({"id": "/a", "cmd": "x", "fetch": [{"uri": "b"}, {"uri": "a"}]})",
        " { | {\n"
        "   \"id\": \"/a\", | \"id\": \"/a\",\n"
        "   \"cmd\": \"x\", | \"cmd\": \"x\",\n"
        "   \"fetch\": [ | \"fetch\": [\n"
        ">    { | {\n"
        ">      \"uri\": \"b\" | \"uri\": \"b\"\n"
        ">    }, | },\n"
        "     { | {\n"
        "       \"uri\": \"a\" | \"uri\": \"a\"\n"
        "     } | }\n"
        "   ] | ]\n"
        " } | }");
}

void TestDiffRows::rows()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, result);
    const Texts texts(before, after);
    QCOMPARE(told(diffRows(texts.comparison)), result);
}

void TestDiffRows::hidesSecrets()
{
    const Texts texts(
        R"({"id": "/a", "cmd": "x", "env": {"PASSWORD": "alpha", "SECRET": "gamma"}})",
        R"({"id": "/a", "cmd": "x", "env": {"PASSWORD": "beta", "SECRET": "gamma"}})");
    RowOptions options;
    options.isHidden = [](JsonNode value) { return value.parent().key() == "env"; };
    const QString text = told(diffRows(texts.comparison, options));
    for (const char *secret : {"alpha", "beta", "gamma"})
        QVERIFY2(!text.contains(QString::fromUtf8(secret)), qPrintable(text));
    QVERIFY(text.contains(u"~    \"PASSWORD\": \"••••••••\", | \"PASSWORD\": \"••••••••\","_s));
    QCOMPARE(shownValue(texts.comparison.after().root()["env"], options.isHidden),
        QByteArray("{\"PASSWORD\": \"••••••••\", \"SECRET\": \"••••••••\"}"));
}

void TestDiffRows::showsWhatTheServerFillsIn()
{
    const Texts texts(R"({"id": "/a", "cmd": "x"})", R"({"id": "/a", "cmd": "y"})");
    RowOptions options;
    const auto hidden = diffRows(texts.comparison, options).size();
    options.showsFilledIn = true;
    const auto rows = diffRows(texts.comparison, options);
    QCOMPARE(hidden, size_t(4));
    QVERIFY(rows.size() > hidden + size_t(texts.comparison.filledIn()));
    QVERIFY(told(rows).contains(u"\"killSelection\": \"YOUNGEST_FIRST\""_s));
}

void TestDiffRows::pointsBackToTheText()
{
    const Texts texts(R"({"id": "/a", "cmd": "x"})", R"({"id": "/a", "cmd": "y"})");
    const std::vector<DiffRow> rows = diffRows(texts.comparison);
    const auto changed = std::find_if(
        rows.begin(), rows.end(), [](const DiffRow &row) { return row.kind == RowKind::Changed; });
    QVERIFY(changed != rows.end());
    QCOMPARE(changed->change, 0);
    const JsonNode source = texts.comparison.after().source(changed->after.node);
    QCOMPARE(source.literal().toByteArray(), QByteArray("\"y\""));
    QCOMPARE(source.tree(), &texts.after);
}

void TestDiffRows::folds_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("context");
    QTest::addColumn<QString>("runs");
    // before: 1 brace, id, cmd, env with A to H, labels with X, brace: 16 rows
    const QByteArray env
        = R"("env": {"A": "1", "B": "1", "C": "1", "D": "1", "E": "1", "F": "1", "G": "1", "H": "1"})";
    const QByteArray head = R"({"id": "/a", "cmd": "x", )";
    QTest::newRow("nothing changed")
        << head + env + R"(, "labels": {"X": "1"}})" << 1 << u"fold 17 ()"_s;
    QTest::newRow("at the end") << head + env + R"(, "labels": {"X": "2"}})" << 1
                                << u"fold 13 () show 4"_s;
    QByteArray changed = env;
    changed.replace("\"H\": \"1\"", "\"H\": \"2\"");
    QTest::newRow("in the middle")
        << head + changed + R"(, "labels": {"X": "1"}})" << 1 << u"fold 10 () show 3 fold 4 ()"_s;
    changed.replace("\"A\": \"1\"", "\"A\": \"2\"");
    QTest::newRow("with a path") << head + changed + R"(, "labels": {"X": "1"}})" << 1
                                 << u"fold 3 () show 3 fold 4 (env) show 3 fold 4 ()"_s;
    QTest::newRow("wide context") << head + changed + R"(, "labels": {"X": "1"}})" << 9
                                  << u"show 17"_s;
}

void TestDiffRows::folds()
{
    QFETCH(QByteArray, after);
    QFETCH(int, context);
    QFETCH(QString, runs);
    const Texts texts(R"({"id": "/a", "cmd": "x", "env": {"A": "1", "B": "1", "C": "1", "D": "1",
        "E": "1", "F": "1", "G": "1", "H": "1"}, "labels": {"X": "1"}})",
        after);
    QStringList told;
    for (const RowRun &run : folded(diffRows(texts.comparison), size_t(context))) {
        QString text = (run.isFold ? u"fold "_s : u"show "_s) + QString::number(run.size());
        if (run.isFold)
            text += u" ("_s + run.path + u')';
        told.append(text);
    }
    QCOMPARE(told.join(u' '), runs);
}

void TestDiffRows::bothSidesAreJson()
{
    const Texts texts(
        R"({"id": "/a", "container": {"type": "MESOS", "volumes": []}, "env": {"A": "1"},
            "constraints": [["a", "UNIQUE"]]})",
        R"({"id": "/a", "cmd": "x", "labels": {}, "constraints": [["b", "LIKE", "c"],
            ["a", "UNIQUE"]], "healthChecks": [{}]})");
    RowOptions options;
    options.showsFilledIn = true;
    QByteArray before;
    QByteArray after;
    for (const DiffRow &row : diffRows(texts.comparison, options)) {
        before += row.before.text;
        after += row.after.text;
    }
    for (const QByteArray &side : {before, after}) {
        const JsonTree tree = JsonTree::parse(side);
        QVERIFY2(tree.isValid(), side.constData());
    }
}

QTEST_GUILESS_MAIN(TestDiffRows)
#include "tst_diffrows.moc"
