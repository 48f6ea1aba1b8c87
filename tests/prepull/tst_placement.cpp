// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/placement.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Pinion;

namespace {

Agent agentOf(const QString &host)
{
    Agent agent;
    agent.hostname = host;
    agent.attributes = {{u"rack"_s, u"r2"_s}, {u"ssd"_s, u"1.0"_s}};
    agent.region = u"east"_s;
    agent.freeByRole.insert(u"*"_s, {8, 1024, 1024, 0});
    return agent;
}

/// Of a public node, as DC/OS sets it up.
Agent publicAgent()
{
    Agent agent = agentOf(u"public-1"_s);
    agent.freeByRole = {{u"*"_s, {0, 0, 0, 0}}, {u"slave_public"_s, {4, 512, 512, 0}}};
    return agent;
}

AppPlacement placementOf(const QByteArray &definition)
{
    const JsonTree tree = JsonTree::parse(definition);
    return AppPlacement::of(tree.root());
}

} // namespace

/// Where an app lets its instances run.
class PlacementTest : public QObject
{
    Q_OBJECT

private slots:
    void constraints_data();
    void constraints();
    void roles_data();
    void roles();
    void oneAgentOfAHostSuffices();
    void helpersTakeRoles_data();
    void helpersTakeRoles();
};

void PlacementTest::constraints_data()
{
    QTest::addColumn<QByteArray>("constraint");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](const char *name, const char *constraint, bool isAllowed) {
        QTest::newRow(name) << QByteArray(constraint) << isAllowed;
    };
    row("each host once", "[\"hostname\", \"UNIQUE\"]", true);
    row("over the racks", "[\"rack\", \"GROUP_BY\", \"3\"]", true);
    row("two of a rack", "[\"rack\", \"MAX_PER\", \"2\"]", true);
    row("over what it lacks", "[\"row\", \"GROUP_BY\"]", false);
    row("this host", "[\"hostname\", \"CLUSTER\", \"node-2\"]", true);
    row("this host, by its other name", "[\"@hostname\", \"IS\", \"node-2\"]", true);
    row("another host", "[\"hostname\", \"CLUSTER\", \"node-3\"]", false);
    row("some rack", "[\"rack\", \"CLUSTER\"]", true);
    row("a rack that fits", "[\"rack\", \"LIKE\", \"r[1-3]\"]", true);
    row("a part of its name", "[\"rack\", \"LIKE\", \"r\"]", false);
    row("a pattern of nothing", "[\"rack\", \"LIKE\", \"\"]", false);
    row("not its rack", "[\"rack\", \"UNLIKE\", \"r2\"]", false);
    row("not another rack", "[\"rack\", \"UNLIKE\", \"r3\"]", true);
    row("not what it lacks", "[\"row\", \"UNLIKE\", \".*\"]", true);
    row("the same number", "[\"ssd\", \"IS\", \"1\"]", true);
    row("another number", "[\"ssd\", \"IS\", \"1.01\"]", false);
    row("its region", "[\"@region\", \"IS\", \"east\"]", true);
    row("a zone that it has not", "[\"@zone\", \"LIKE\", \".*\"]", false);
    row("no constraint", "[]", true);
    row("of a pod", "{\"fieldName\": \"rack\", \"operator\": \"LIKE\", \"value\": \"r1\"}", false);
}

void PlacementTest::constraints()
{
    QFETCH(QByteArray, constraint);
    QFETCH(bool, isAllowed);
    const QByteArray list = QByteArray("{\"constraints\": [" + constraint + "]}");
    const bool isPod = constraint.startsWith('{');
    const AppPlacement app
        = placementOf(isPod ? QByteArray("{\"scheduling\": {\"placement\": " + list + "}}") : list);
    QCOMPARE(app.barOf(agentOf(u"node-2"_s)).isEmpty(), isAllowed);
}

void PlacementTest::roles_data()
{
    QTest::addColumn<QByteArray>("roles");
    QTest::addColumn<QString>("onPrivate");
    QTest::addColumn<QString>("onPublic");
    QTest::newRow("any") << QByteArray("[]") << QString() << QString();
    QTest::newRow("public alone") << QByteArray("[\"slave_public\"]")
                                  << u"the app takes only what is reserved for slave_public"_s
                                  << QString();
    QTest::newRow("unreserved alone")
        << QByteArray("[\"*\"]") << QString() << u"the app takes only what nobody has reserved"_s;
    QTest::newRow("both") << QByteArray("[\"*\", \"slave_public\"]") << QString() << QString();
}

void PlacementTest::roles()
{
    QFETCH(QByteArray, roles);
    QFETCH(QString, onPrivate);
    QFETCH(QString, onPublic);
    const AppPlacement app = placementOf(QByteArray("{\"acceptedResourceRoles\": " + roles + "}"));
    QCOMPARE(app.barOf(agentOf(u"node-2"_s)), onPrivate);
    QCOMPARE(app.barOf(publicAgent()), onPublic);
}

void PlacementTest::oneAgentOfAHostSuffices()
{
    Agent other = agentOf(u"node-2"_s);
    other.attributes.insert(u"rack"_s, u"r9"_s);
    const AppPlacement app = placementOf("{\"constraints\": [[\"rack\", \"LIKE\", \"r9\"]]}");
    const QHash<QString, QString> barred
        = app.barredHosts({agentOf(u"node-1"_s), agentOf(u"node-2"_s), other});
    QCOMPARE(barred.size(), 1);
    QCOMPARE(barred.value(u"node-1"_s), u"rack LIKE r9 keeps the app away"_s);
}

void PlacementTest::helpersTakeRoles_data()
{
    QTest::addColumn<QByteArray>("app");
    QTest::addColumn<QString>("marathonRole");
    QTest::addColumn<QStringList>("roles");
    const QStringList plain{u"*"_s};
    const QStringList both{u"*"_s, u"slave_public"_s};
    QTest::newRow("nothing said") << QByteArray("{}") << u"*"_s << plain;
    QTest::newRow("Marathon has a role") << QByteArray("{}") << u"slave_public"_s << both;
    QTest::newRow("that the app wants")
        << QByteArray("{\"acceptedResourceRoles\": [\"slave_public\"]}") << u"slave_public"_s
        << both;
    QTest::newRow("that the app does without")
        << QByteArray("{\"acceptedResourceRoles\": [\"*\"]}") << u"slave_public"_s << plain;
    QTest::newRow("a role that is not Marathon's")
        << QByteArray("{\"acceptedResourceRoles\": [\"db\"]}") << u"*"_s << plain;
}

void PlacementTest::helpersTakeRoles()
{
    QFETCH(QByteArray, app);
    QFETCH(QString, marathonRole);
    QFETCH(QStringList, roles);
    QCOMPARE(helperRoles(placementOf(app), marathonRole), roles);
}

QTEST_GUILESS_MAIN(PlacementTest)
#include "tst_placement.moc"
