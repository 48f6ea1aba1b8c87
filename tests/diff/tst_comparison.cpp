// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/comparison.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

Comparable comparable(const JsonTree &tree, BodyOrigin origin = BodyOrigin::Written,
    const ServerSettings &settings = {})
{
    const Definitions found = findDefinitions(tree);
    if (found.items.empty())
        qFatal("no definition: %s", tree.bytes().constData());
    return Comparable::of(found.items.front(), settings, origin);
}

/// An app with some members besides the id and the command.
QByteArray app(const char *members)
{
    return QByteArray(R"({"id": "/shop/web", "cmd": "./run")") + (*members ? ", " : "") + members
        + '}';
}

/// "changed /mem: 128 -> 256", one to a line.
QString told(const Comparison &comparison)
{
    QStringList lines;
    for (const Change &change : comparison.changes()) {
        const auto literal = [](JsonNode node) {
            return node ? QString::fromUtf8(node.literal()).simplified() : QString();
        };
        QString line = changeName(change.kind) + u' ' + change.place.toString() + u':';
        if (change.before)
            line += u' ' + literal(change.before);
        if (change.after)
            line += u" -> "_s + literal(change.after);
        lines.append(line);
    }
    return lines.join(u'\n');
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private slots:
    void changes_data();
    void changes();
    void labels_data();
    void labels();
    void servedForm_data();
    void servedForm();
    void countsWhatTheServerFillsIn();
    void knowsWhatTheAuthorWrote_data();
    void knowsWhatTheAuthorWrote();
    void readsInTheAuthorsOrder();
    void weightiestFirst();
    void groupsLeaveOutTheirMembers();
    void rolesComeFromTheGroup();
    void podsCompareToo();
    void plainJson();
    void nothingBecomesAnApp();
};

void TestComparison::changes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("result");
    const auto row
        = [](const char *name, const char *before, const char *after, const char *result) {
              QTest::newRow(name) << app(before) << app(after) << QString::fromUtf8(result);
          };
    row("nothing", "", "", "");
    row("order of members", R"("mem": 64, "cpus": 2)", R"("cpus": 2, "mem": 64)", "");
    row("a default spelled out", "", R"("mem": 128, "instances": 1, "labels": {})", "");
    row("spelling of numbers", R"("cpus": 1)", R"("cpus": 1.0)", "");
    row("a value", R"("mem": 64)", R"("mem": 96)", "changed /mem: 64 -> 96");
    row("back to the default", R"("mem": 64)", "", "changed /mem: 64 -> 128");
    row("a variable more", R"("env": {"A": "1"})", R"("env": {"A": "1", "B": "2"})",
        "added /env/B: -> \"2\"");
    row("all variables gone", R"("env": {"A": "1", "B": "2"})", "",
        "removed /env/A: \"1\"\nremoved /env/B: \"2\"");
    row("first label", "", R"("labels": {"team": "a"})", "added /labels/team: -> \"a\"");
    row("a check", "", R"("readinessChecks": [{"name": "r"}])",
        "added /readinessChecks/r: -> { \"name\": \"r\", \"protocol\": \"HTTP\", \"path\": \"/\", "
        "\"portName\": \"http-api\", \"intervalSeconds\": 30, \"timeoutSeconds\": 10, "
        "\"httpStatusCodesForReady\": [ 200 ], \"preserveLastResponse\": false }");
    row("order of arguments", R"("args": ["a", "b"])", R"("args": ["b", "a"])",
        "moved /args/0: \"b\" -> \"b\"");
    row("an argument", R"("args": ["a", "b"])", R"("args": ["a", "c"])",
        "changed /args/1: \"b\" -> \"c\"");
    row("order of constraints", R"("constraints": [["a", "UNIQUE"], ["b", "UNIQUE"]])",
        R"("constraints": [["b", "UNIQUE"], ["a", "UNIQUE"]])", "");
    row("a constraint", R"("constraints": [["rack", "GROUP_BY", "2"]])",
        R"("constraints": [["rack", "GROUP_BY", "3"]])",
        "changed /constraints/rack GROUP_BY/2: \"2\" -> \"3\"");
    row("ports by name",
        R"("portDefinitions": [{"port": 8080, "name": "http"}, {"port": 81, "name": "admin"}])",
        R"("portDefinitions": [{"port": 8080, "name": "http"}, {"port": 91, "name": "admin"}])",
        "changed /portDefinitions/admin/port: 81 -> 91");
    row("ports change places",
        R"("portDefinitions": [{"port": 8080, "name": "http"}, {"port": 81, "name": "admin"}])",
        R"("portDefinitions": [{"port": 81, "name": "admin"}, {"port": 8080, "name": "http"}])",
        "moved /portDefinitions/admin: { \"port\": 81, \"protocol\": \"tcp\", \"name\": \"admin\" }"
        " -> { \"port\": 81, \"protocol\": \"tcp\", \"name\": \"admin\" }");
    row("a port in front",
        R"("container": {"docker": {"image": "a"}, "portMappings": [{"containerPort": 80}]},
           "networks": [{"mode": "container/bridge"}])",
        R"("container": {"docker": {"image": "a"}, "portMappings": [{"containerPort": 90},
           {"containerPort": 80, "hostPort": 8080}]}, "networks": [{"mode": "container/bridge"}])",
        "added /container/portMappings/90: -> { \"containerPort\": 90, \"hostPort\": 0, "
        "\"servicePort\": 0, \"protocol\": \"tcp\", \"labels\": {} }\n"
        "changed /container/portMappings/80/hostPort: 0 -> 8080");
    row("an assigned service port", R"("portDefinitions": [{"port": 10007}])",
        R"("portDefinitions": [{"port": 0}])", "");
    row("volumes by path",
        R"("container": {"type": "MESOS", "volumes": [
            {"containerPath": "a", "hostPath": "/a", "mode": "RW"},
            {"containerPath": "b", "hostPath": "/b", "mode": "RW"}]})",
        R"("container": {"type": "MESOS", "volumes": [
            {"containerPath": "b", "hostPath": "/b", "mode": "RO"}]})",
        "removed /container/volumes/a: { \"containerPath\": \"a\", \"hostPath\": \"/a\", \"mode\": "
        "\"RW\" }\nchanged /container/volumes/b/mode: \"RW\" -> \"RO\"");
    row("another form of value", R"("unreachableStrategy": "disabled")", "",
        "changed /unreachableStrategy: \"disabled\" -> { \"inactiveAfterSeconds\": 0, "
        "\"expungeAfterSeconds\": 0 }");
    row("unknown members", R"("healthCheck": 1)", R"("healthCheck": 2)", "");
    row("answers", R"("version": "2020-01-01T00:00:00.000Z", "tasksRunning": 3)", "", "");
    row("old spelling of downloads", R"("uris": ["http://x/a.tgz"])",
        R"("fetch": [{"uri": "http://x/a.tgz"}])", "");
}

void TestComparison::changes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, result);
    const JsonTree one = JsonTree::parse(before);
    const JsonTree other = JsonTree::parse(after);
    const Comparison comparison(comparable(one), comparable(other));
    QCOMPARE(told(comparison), result);
    QCOMPARE(comparison.pairing().isSame, result.isEmpty());
}

void TestComparison::labels_data()
{
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("label");
    QTest::newRow("field") << app(R"("mem": 96)") << u"Memory"_s;
    QTest::newRow("in an object") << app(R"("container": {"docker": {"image": "a"}})")
                                  << u"Container"_s;
    QTest::newRow("variable") << app(R"("env": {"FEATURE_X": "on"})") << u"Variables › FEATURE_X"_s;
    QTest::newRow("list") << app(R"("portDefinitions": [{"port": 0, "name": "default",
                                     "protocol": "udp"}])")
                          << u"Ports › default › Protocol"_s;
    QTest::newRow("download") << app(R"("fetch": [{"uri": "https://u:pw@x/y/app.tgz?sig=s"}])")
                              << u"Files to download › app.tgz"_s;
    QTest::newRow("strategy") << app(R"("upgradeStrategy": {"maximumOverCapacity": 0.5})")
                              << u"Extra instances at most"_s;
}

void TestComparison::labels()
{
    QFETCH(QByteArray, after);
    QFETCH(QString, label);
    const JsonTree one = JsonTree::parse(app(""));
    const JsonTree other = JsonTree::parse(after);
    const Comparison comparison(comparable(one), comparable(other));
    QCOMPARE(comparison.changes().size(), size_t(1));
    QCOMPARE(comparison.changes().front().label, label);
    QVERIFY(comparison.changes().front().field);
}

void TestComparison::servedForm_data()
{
    QTest::addColumn<QByteArray>("served");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a check before there were ports")
        << app(R"("portDefinitions": [{"port": 10001, "name": "default", "protocol": "tcp"}],
                  "healthChecks": [{"path": "/health"}])")
        << app(R"("healthChecks": [{"path": "/health"}])");
    QTest::newRow("a check of a port")
        << app(R"("portDefinitions": [{"port": 10001, "protocol": "tcp"}],
                  "healthChecks": [{"path": "/health", "portIndex": 0}])")
        << app(R"("portDefinitions": [{"port": 0}], "healthChecks": [{"path": "/health"}])");
}

void TestComparison::servedForm()
{
    QFETCH(QByteArray, served);
    QFETCH(QByteArray, written);
    const JsonTree one = JsonTree::parse(served);
    const JsonTree other = JsonTree::parse(written);
    const Comparison comparison(comparable(one, BodyOrigin::Served), comparable(other));
    QCOMPARE(told(comparison), QString());
}

void TestComparison::countsWhatTheServerFillsIn()
{
    const JsonTree one = JsonTree::parse(app(""));
    const JsonTree other = JsonTree::parse(app(R"("mem": 128, "upgradeStrategy": {}, "gpus": 0)"));
    const Comparison bare(comparable(one), comparable(one));
    const Comparison written(comparable(one), comparable(other));
    // Memory and gpus are written; of the strategy both values are left to the server, not itself.
    QCOMPARE(written.filledIn(), bare.filledIn() - 3 + 2);
    QVERIFY(bare.filledIn() > 10);
}

void TestComparison::knowsWhatTheAuthorWrote_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QByteArray>("source"); // empty: not written
    const auto row
        = [](const char *name, const char *members, const char *place, const char *source) {
              QTest::newRow(name) << app(members) << QString::fromUtf8(place) << QByteArray(source);
          };
    row("as it stands", R"("mem": 64)", "/mem", "64");
    row("a default", "", "/mem", "");
    row("null", R"("mem": null)", "/mem", "");
    row("inside", R"("env": {"A": "x"})", "/env/A", "\"x\"");
    row("uris", R"("uris": ["http://a/b"])", "/fetch/0/uri", "\"http://a/b\"");
    row("ports", R"("ports": [80, 81])", "/portDefinitions/1/port", "81");
    row("port mappings",
        R"("container": {"docker": {"image": "a", "network": "BRIDGE",
           "portMappings": [{"containerPort": 8}]}})",
        "/container/portMappings/0/containerPort", "8");
    row("network", R"("container": {"docker": {"image": "a", "network": "BRIDGE"}})",
        "/networks/0/mode", "\"BRIDGE\"");
    row("address", R"("ipAddress": {"networkName": "n"})", "/networks/0/name", "\"n\"");
    row("a set that repeats itself",
        R"("constraints": [["a", "UNIQUE"], ["a", "UNIQUE"], ["b", "UNIQUE"]])", "/constraints/1/0",
        "\"b\"");
}

void TestComparison::knowsWhatTheAuthorWrote()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    QFETCH(QByteArray, source);
    const JsonTree tree = JsonTree::parse(text);
    const Comparable body = comparable(tree);
    const JsonNode node = body.root().at(JsonPointer::of(place.toUtf8()));
    QVERIFY(node);
    const JsonNode found = body.source(node);
    QCOMPARE(found.exists(), !source.isEmpty());
    if (found)
        QCOMPARE(found.literal().toByteArray(), source);
}

void TestComparison::readsInTheAuthorsOrder()
{
    const JsonTree one = JsonTree::parse(app(R"("env": {"Z": "1", "GONE": "2", "A": "3"})"));
    const JsonTree other = JsonTree::parse(
        QByteArray(R"({"mem": 64, "env": {"A": "4", "NEW": "5", "Z": "6"}, "cmd": "x",
            "id": "/shop/web"})"));
    const Comparison comparison(comparable(one), comparable(other));
    QCOMPARE(told(comparison),
        u"changed /mem: 128 -> 64\nchanged /env/A: \"3\" -> \"4\"\nadded /env/NEW: -> \"5\"\n"
        "changed /env/Z: \"1\" -> \"6\"\nremoved /env/GONE: \"2\"\n"
        "changed /cmd: \"./run\" -> \"x\""_s);
}

void TestComparison::weightiestFirst()
{
    const JsonTree one
        = JsonTree::parse(QByteArray(R"({"id": "/a", "container": {"docker": {"image": "a:1"}}})"));
    const JsonTree other = JsonTree::parse(QByteArray(
        R"({"id": "/a", "labels": {"t": "1"}, "mem": 64, "cmd": "x", "instances": 2,
            "container": {"docker": {"image": "a:2"}}})"));
    const Comparison comparison(comparable(one), comparable(other));
    QStringList places;
    for (const int index : comparison.byWeight())
        places.append(comparison.changes()[size_t(index)].place.toString());
    QCOMPARE(places.join(u' '), u"/container/docker/image /cmd /instances /mem /labels/t"_s);
}

void TestComparison::groupsLeaveOutTheirMembers()
{
    const JsonTree one = JsonTree::parse(
        QByteArray(R"({"id": "/g", "dependencies": ["/x"], "apps": [{"id": "a", "cmd": "1"}]})"));
    const JsonTree other = JsonTree::parse(
        QByteArray(R"({"id": "g", "enforceRole": true, "apps": [{"id": "a", "cmd": "2"}]})"));
    const Comparison comparison(comparable(one), comparable(other));
    QCOMPARE(told(comparison),
        u"changed /enforceRole: false -> true\nremoved /dependencies/~1x: \"/x\""_s);
}

void TestComparison::rolesComeFromTheGroup()
{
    const JsonTree tree = JsonTree::parse(QByteArray(
        R"({"id": "/team", "enforceRole": true, "groups": [{"id": "web", "apps": [
            {"id": "a", "cmd": "x", "dependencies": ["b"]}]}]})"));
    const Definitions found = findDefinitions(tree);
    QCOMPARE(found.items.size(), size_t(3));
    const Comparable body = Comparable::of(found.items.back(), {});
    QCOMPARE(body.root()["role"].stringOr(), u"team"_s);
    QCOMPARE(body.root()["id"].stringOr(), u"/team/web/a"_s);
    QCOMPARE(body.root()["dependencies"].element(0).stringOr(), u"/team/web/b"_s);
}

void TestComparison::podsCompareToo()
{
    const QByteArray pod(
        R"({"id": "/p", "containers": [{"name": "a", "image": {"kind": "DOCKER", "id": "x:1"},
        "resources": {"cpus": 1, "mem": 32}}, {"name": "b", "resources": {"cpus": 1, "mem": 32}}]})");
    QByteArray changed = pod;
    changed.replace("x:1", "x:2").replace("\"name\": \"b\"", "\"name\": \"c\"");
    const JsonTree one = JsonTree::parse(pod);
    const JsonTree other = JsonTree::parse(changed);
    const Comparison comparison(comparable(one), comparable(other));
    QStringList places;
    for (const Change &change : comparison.changes())
        places.append(changeName(change.kind) + u' ' + change.place.toString());
    QCOMPARE(places.join(u' '),
        u"changed /containers/a/image/id removed /containers/b added /containers/c"_s);
    QVERIFY(comparison.filledIn() > 0);
}

void TestComparison::plainJson()
{
    const JsonTree one
        = JsonTree::parse(QByteArray(R"({"a": [1, {"name": "n", "v": 1}], "b": 1})"));
    const JsonTree other
        = JsonTree::parse(QByteArray(R"({"b": 1.0, "a": [{"name": "n", "v": 2}, 1]})"));
    const Comparison comparison(Comparable::plain(one.root()), Comparable::plain(other.root()));
    QCOMPARE(told(comparison),
        u"added /a/0: -> { \"name\": \"n\", \"v\": 2 }\nremoved /a/1: { \"name\": \"n\", \"v\": 1 }"_s);
}

void TestComparison::nothingBecomesAnApp()
{
    const JsonTree tree = JsonTree::parse(app(R"("mem": 64)"));
    const Comparison comparison(Comparable(), comparable(tree));
    QCOMPARE(told(comparison),
        u"added /id: -> \"/shop/web\"\nadded /cmd: -> \"./run\"\nadded /mem: -> 64"_s);
    QVERIFY(comparison.filledIn() > 10);
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
