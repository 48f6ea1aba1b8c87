// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/threeway.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

QByteArray app(const QByteArray &members)
{
    return R"({"id": "/a", "cmd": "x")" + (members.isEmpty() ? members : ", " + members) + '}';
}

} // namespace

class TestThreeWay : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
};

void TestThreeWay::finds_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("mine");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<QString>("drift");
    QTest::addColumn<QString>("conflicts");
    QTest::addColumn<int>("agreements");
    const auto row = [](const char *name, const char *base, const char *mine, const char *theirs,
                         const char *drift, const char *conflicts, int agreements) {
        QTest::newRow(name) << app(base) << app(mine) << app(theirs) << QString::fromUtf8(drift)
                            << QString::fromUtf8(conflicts) << agreements;
    };
    row("nobody did anything", "", "", "", "", "", 0);
    row("only mine", "", R"("mem": 64)", "", "", "", 0);
    row("only theirs", "", "", R"("instances": 5)", "/instances", "", 0);
    row("different places", "", R"("mem": 64)", R"("instances": 5)", "/instances", "", 0);
    row("the same place", "", R"("instances": 4)", R"("instances": 5)", "/instances",
        "/instances:/instances", 0);
    row("the same change", "", R"("instances": 5)", R"("instances": 5.0)", "", "", 1);
    row("two variables", R"("env": {"A": "1", "B": "1"})", R"("env": {"A": "2", "B": "1"})",
        R"("env": {"A": "1", "B": "2"})", "/env/B", "", 0);
    row("one variable", R"("env": {"A": "1"})", R"("env": {"A": "2"})", "", "/env/A",
        "/env/A:/env/A", 0);
    row("removed by both", R"("env": {"A": "1"})", "", "", "", "", 1);
    row("ports by name",
        R"("portDefinitions": [{"port": 80, "name": "a"}, {"port": 81, "name": "b"}])",
        R"("portDefinitions": [{"port": 80, "name": "a"}, {"port": 82, "name": "b"}])",
        R"("portDefinitions": [{"port": 81, "name": "b"}])", "/portDefinitions/a", "", 0);
    row("a port against its number", R"("portDefinitions": [{"port": 80, "name": "a"}])",
        R"("portDefinitions": [{"port": 81, "name": "a"}])", R"("portDefinitions": [])",
        "/portDefinitions/a", "/portDefinitions/a/port:/portDefinitions/a", 0);
    row("arguments have no names", R"("args": ["a", "b"])", R"("args": ["a", "b", "c"])",
        R"("args": ["z", "b"])", "/args/0", "/args/2:/args/0", 0);
    row("arguments alike", R"("args": ["a"])", R"("args": ["a", "b"])", R"("args": ["a", "b"])", "",
        "", 1);
}

void TestThreeWay::finds()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, mine);
    QFETCH(QByteArray, theirs);
    QFETCH(QString, drift);
    QFETCH(QString, conflicts);
    QFETCH(int, agreements);
    const JsonTree trees[]
        = {JsonTree::parse(base), JsonTree::parse(mine), JsonTree::parse(theirs)};
    std::vector<Comparable> bodies;
    for (const JsonTree &tree : trees)
        bodies.push_back(Comparable::of(findDefinitions(tree).items.front(), {}));
    const ThreeWay result = compareThreeWays(bodies[0], bodies[1], bodies[2]);
    QStringList places;
    for (const int index : result.drift)
        places.append(result.theirs.changes()[size_t(index)].place.toString());
    QCOMPARE(places.join(u' '), drift);
    places.clear();
    for (const Conflict &conflict : result.conflicts)
        places.append(result.mine.changes()[size_t(conflict.mine)].place.toString() + u':'
            + result.theirs.changes()[size_t(conflict.theirs)].place.toString());
    QCOMPARE(places.join(u' '), conflicts);
    QCOMPARE(int(result.agreements.size()), agreements);
}

QTEST_GUILESS_MAIN(TestThreeWay)
#include "tst_threeway.moc"
