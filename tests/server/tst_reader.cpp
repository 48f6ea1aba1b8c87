// SPDX-License-Identifier: GPL-3.0-or-later
// What the server's readers say, word for word. Tags that are numbers are those of the cases by
// which the server's behaviour was written down.
#include "server/judge.h"
#include "server/reader.h"
#include "verdicttesting.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *Volumes = R"({"container":{"type":"MESOS","volumes":[{%1}]}})";

QByteArray volume(const QByteArray &members)
{
    return QByteArray(Volumes).replace("%1", members);
}

QByteArray pod(const QByteArray &members, const QByteArray &ofContainer = {})
{
    return R"({"id":"/t/pod","containers":[{"name":"web","resources":{})"
        + (ofContainer.isEmpty() ? ofContainer : QByteArray("," + ofContainer)) + "}]"
        + (members.isEmpty() ? members : QByteArray("," + members)) + "}";
}

} // namespace

class ReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void apps_data();
    void apps();
    void updates();
    void lists();
    void pods_data();
    void pods();
    void groups_data();
    void groups();
    void places_data();
    void places();
    void knowsVersions();
    void answersInOneBody();
    void examplesTellTheTruth();
};

void ReaderTest::text_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("start");

    QTest::newRow("1 empty") << QByteArray()
                             << R"({"message":"Please specify data in JSON format")"_ba;
    QTest::newRow("2 truncated") << R"({"id":"/a",)"_ba
                                 << R"({"message":"Invalid JSON","details":")"_ba;
    QTest::newRow("fine") << R"({"id":"/a"})"_ba << QByteArray();
}

void ReaderTest::text()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, start);

    const JsonTree tree = JsonTree::parse(body);
    const Verdict verdict = readText(tree);
    QCOMPARE(verdict.isAccepted(), start.isEmpty());
    QCOMPARE(verdict.phase, Phase::Text);
    QCOMPARE(verdict.refusedStatus, 400);
    if (!start.isEmpty())
        QVERIFY2(answerBody(verdict).startsWith(start), answerBody(verdict).constData());
}

void ReaderTest::apps_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("answers");

    const auto whole
        = [](const char *tag, const QByteArray &body, const QStringList &answers = {}) {
              QTest::newRow(tag) << body << sorted(answers);
          };
    const auto row
        = [&whole](const char *tag, const QByteArray &patch, const QStringList &answers = {}) {
              whole(tag, patchedApp(patch), answers);
          };
    whole("3", "{}", {u"/id → 'id' is undefined on object: {}"_s});
    whole("4", "[]", {u"/id → [] is not an object"_s});
    whole("a number", " 5", {u"/id → 5 is not an object"_s});
    row("5", R"({"id":7})", {u"/id → error.expected.jsstring"_s});
    whole("an id that is null", R"({"id":null})", {u"/id → error.expected.jsstring"_s});
    row("6", R"({"cpus":"2"})", {u"/cpus → error.expected.jsnumber"_s});
    row("7", R"({"cpus":-0.5})", {u"/cpus → error.min"_s});
    row("reads 8", R"({"cpus":0.0001})");
    row("reads 9", R"({"cpus":0})");
    row("reads 10", R"({"mem":0})");
    row("11", R"({"instances":1.5})", {u"/instances → error.expected.int"_s});
    row("12", R"({"instances":-1})", {u"/instances → error.min"_s});
    row("reads 13", R"({"instances":0})");
    whole("a whole number with a point", R"({"id":"/a","instances":2.0})");
    row("too large for 32 bits", R"({"instances":2147483648})",
        {u"/instances → error.expected.int"_s});
    row("14", R"({"backoffFactor":0.5})", {u"/backoffFactor → error.min"_s});
    whole("reads 15", R"({"id":"/t/app","cmd":"sleep 10","backoffSeconds":null})");
    row("16", R"({"cmd":""})", {u"/cmd → error.minLength"_s});
    row("reads 17", R"({"healthCheck":[{"protocol":"HTTP"}]})");
    row("18", R"({"labels":{"tier":2}})", {u"/labels/tier → error.expected.jsstring"_s});
    row("19", R"({"env":{"DEBUG":true}})", {u"/env/DEBUG → error.expected.jsobject"_s});
    row("reads 20", R"({"env":{"9 lives":"yes"}})");
    row("a secret that is a number", R"({"env":{"A":{"secret":1}}})",
        {u"/env/A/secret → error.expected.jsstring"_s});
    row("a variable without its secret", R"({"env":{"A":{}}})",
        {u"/env/A/secret → error.path.missing"_s});
    row("reads 22", R"({"killSelection":"oldest_first"})");
    row("23", R"({"killSelection":"RANDOM"})", {u"/killSelection → error.unknown.enum.literal"_s});
    row("a word that is a number", R"({"killSelection":1})",
        {u"/killSelection → error.unknown.enum.literal"_s});
    row("24", R"({"tty":"yes"})", {u"/tty → error.expected.jsboolean"_s});
    row("25", R"({"executor":"//other"})", {u"/executor → error.pattern"_s});
    row("reads 26", R"({"executor":"/opt/run"})");
    row("reads 27", R"({"residency":5})");
    row("objects that need nothing take anything",
        R"({"portDefinitions":["abc"],"executorResources":"x","unreachableStrategy":5,"check":1})");
    row("28", R"({"version":"yesterday"})", {u"/version → error.expected.date.isoformat"_s});
    row("a version", R"({"version":"2020-01-01T00:00:00.000Z"})");
    row("half of versionInfo", R"({"versionInfo":{"lastScalingAt":"2020-01-01T00:00:00.000Z"}})",
        {u"/versionInfo/lastConfigChangeAt → error.path.missing"_s});
    row("versionInfo that is none", R"({"versionInfo":1})",
        {u"/versionInfo → error.expected.jsobject"_s});
    row("29", R"({"taskKillGracePeriodSeconds":-1})",
        {u"/taskKillGracePeriodSeconds → error.min"_s});
    row("30", R"({"cpus":-1,"mem":"x"})",
        {u"/cpus → error.min"_s, u"/mem → error.expected.jsnumber"_s});
    row("31", R"({"id":"Web"})", {u"/id → error.pattern"_s});
    row("32", R"({"id":"web_1"})", {u"/id → error.pattern"_s});
    row("33", R"({"id":"./web"})", {u"/id → error.pattern"_s});
    for (const char *id : {"a.", "a..b", "-a", "a-", "/A", "a b", ".", "/a/./b", "..."})
        row(id, "{\"id\":\"" + QByteArray(id) + "\"}", {u"/id → error.pattern"_s});
    for (const char *id : {"/", "a", "a/b", "/a//b", "//a", "/a/", "../b", "/a/../b", "..", "a.b"})
        row(id, "{\"id\":\"" + QByteArray(id) + "\"}");
    row("an empty id", R"({"id":""})", {u"/id → error.minLength"_s});
    row("56", R"({"constraints":[["rack","MAX_PER",2]]})",
        {u"/constraints(0)(2) → error.expected.jsstring"_s});
    row("the length of a constraint is no matter of types", R"({"constraints":[["hostname"]]})");
    row("a constraint that is a text", R"({"constraints":["hostname"]})",
        {u"/constraints(0) → error.expected.jsarray"_s});
    row("reads 66", R"({"ports":[70000]})");
    row("67", R"({"portDefinitions":[{"port":70000}]})",
        {u"/portDefinitions(0)/port → error.max"_s});
    row("72", R"({"portDefinitions":[{"port":0,"name":"HTTP"}]})",
        {u"/portDefinitions(0)/name → error.pattern"_s});
    row("an empty name breaks two rules", R"({"portDefinitions":[{"name":""}]})",
        {u"/portDefinitions(0)/name → error.minLength"_s,
            u"/portDefinitions(0)/name → error.pattern"_s});
    row("73", R"({"portDefinitions":[{"protocol":"tcp,udp"}]})",
        {u"/portDefinitions(0)/protocol → error.unknown.enum.literal"_s});
    row("reads 74", R"({"portDefinitions":[{"protocol":"UDP,TCP"}]})");
    row("76", R"({"networks":[{"mode":"bridge"}]})",
        {u"/networks(0)/mode → error.unknown.enum.literal"_s});
    row("reads 95", R"({"container":{"type":"docker","docker":{"image":"x"}}})");
    row("96", R"({"container":{"docker":{}}})",
        {u"/container/docker/image → 'image' is undefined on object: {}"_s});
    row("97", R"({"container":{"docker":{"image":""}}})",
        {u"/container/docker/image → error.minLength"_s});
    row("104",
        R"({"container":{"docker":{"image":"x"},"volumes":)"
        R"([{"containerPath":"/d","hostPath":"/h"}]}})",
        {u"/container/volumes(0)/mode → 'mode' is undefined on object: "
         "{\"containerPath\":\"/d\",\"hostPath\":\"/h\"}"_s});
    row("105", volume(R"("containerPath":"d","mode":"RW","persistent":{})"),
        {u"/container/volumes(0)/hostPath → 'hostPath' is undefined on object: "
         "{\"containerPath\":\"d\",\"mode\":\"RW\",\"persistent\":{}}"_s});
    row("a persistent volume",
        volume(R"("containerPath":"d","mode":"RW","persistent":{"size":1})"));
    row("a volume of more than 2 PiB",
        volume(R"("containerPath":"d","mode":"RW","persistent":{"size":3000000000})"));
    row("an external volume without names is a matter of rules",
        volume(R"("containerPath":"d","mode":"RW","external":{})"));
    row("shared as a text",
        volume(R"("containerPath":"d","mode":"RW","external":{"shared":"true"})"),
        {u"/container/volumes(0)/hostPath → 'hostPath' is undefined on object: "
         "{\"containerPath\":\"d\",\"mode\":\"RW\",\"external\":{\"shared\":\"true\"}}"_s});
    row("a secret volume", volume(R"("containerPath":"d","secret":"s")"));
    row("a volume that is a text", R"({"container":{"type":"MESOS","volumes":["/d"]}})",
        {u"/container/volumes(0)/containerPath → \"/d\" is not an object"_s,
            u"/container/volumes(0)/hostPath → \"/d\" is not an object"_s,
            u"/container/volumes(0)/mode → \"/d\" is not an object"_s});
    row("139", R"({"readinessChecks":[{"portName":"default","httpStatusCodesForReady":[]}]})",
        {u"/readinessChecks(0)/httpStatusCodesForReady → error.minLength"_s});
    row("how many readiness checks is no matter of types", R"({"readinessChecks":[{},{}]})");
    row("140", R"({"upgradeStrategy":{"minimumHealthCapacity":1}})",
        {u"/upgradeStrategy/maximumOverCapacity → 'maximumOverCapacity' is undefined on object: "
         "{\"minimumHealthCapacity\":1}"_s});
    row("141", R"({"upgradeStrategy":{"minimumHealthCapacity":1.5,"maximumOverCapacity":0}})",
        {u"/upgradeStrategy/minimumHealthCapacity → error.max"_s});
    row("reads 145", R"({"unreachableStrategy":"disabled"})");
    row("reads 146", R"({"unreachableStrategy":"off"})");
    row("a limit that is a word is a matter of rules", R"({"resourceLimits":{"cpus":"lots"}})");
    row("a limit that is neither", R"({"resourceLimits":{"cpus":true}})",
        {u"/resourceLimits/cpus → error.expected.jsnumber"_s});
    row("limits that are no object", R"({"resourceLimits":5})",
        {u"/resourceLimits → error.expected.jsobject"_s});
    row("reads 150", R"({"executorResources":{"cpus":0.01}})");
    row("151", R"({"executorResources":{"mem":16}})", {u"/executorResources/mem → error.min"_s});
    row("an empty list of roles is a matter of rules", R"({"acceptedResourceRoles":[]})");
    row("161", R"({"secrets":{"s":{}}})",
        {u"/secrets/s/source → 'source' is undefined on object: {}"_s});
    row("a check's command without value", R"({"healthChecks":[{"command":{}}]})",
        {u"/healthChecks(0)/command/value → error.path.missing"_s});
    row("a shell that is empty", R"({"check":{"exec":{"command":{"shell":""}}}})",
        {u"/check/exec/command/argv → 'argv' is undefined on object: {\"shell\":\"\"}"_s});
    row("an exec without command", R"({"check":{"exec":{}}})",
        {u"/check/exec/command → error.path.missing"_s});
    row("unconfined in words",
        R"({"container":{"type":"MESOS","linuxInfo":{"seccomp":{"unconfined":"yes"}}}})");
    row("linuxInfo that is no object", R"({"container":{"type":"MESOS","linuxInfo":1}})",
        {u"/container/linuxInfo → error.expected.jsobject"_s});
    whole("the last of two equal keys counts", R"({"id":"/a","cpus":"x","cpus":1})");
    whole("numbers and escapes in a message",
        R"({"cpus" : 1.50, "a": "\u0001\"\n", "b": [ true , null ], "cpus": 2.0, "c": 1e2})",
        {u"/id → 'id' is undefined on object: "
         "{\"cpus\":2,\"a\":\"\\u0001\\\"\\n\",\"b\":[true,null],\"c\":100}"_s});
}

void ReaderTest::apps()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, answers);

    const JsonTree tree = JsonTree::parse(body);
    QCOMPARE(answersOf(readApp(tree.root())), answers);
}

void ReaderTest::updates()
{
    const JsonTree tree = JsonTree::parse(R"({"cpus":"1","container":{"docker":{}}})");
    QCOMPARE(answersOf(readAppUpdate(tree.root())),
        sorted({u"/cpus → error.expected.jsnumber"_s,
            u"/container/docker/image → 'image' is undefined on object: {}"_s}));
}

void ReaderTest::lists()
{
    const JsonTree tree = JsonTree::parse(R"([{"id":"/a"},{"id":"/b","mem":"1"}])");
    QCOMPARE(answersOf(readApps(tree.root())), {u"(1)/mem → error.expected.jsnumber"_s});
}

void ReaderTest::pods_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("answers");

    const auto row = [](const char *tag, const QByteArray &body, const QStringList &answers = {}) {
        QTest::newRow(tag) << body << sorted(answers);
    };
    row("a plain pod", pod({}));
    row("nothing", "{}",
        {u"/id → 'id' is undefined on object: {}"_s,
            u"/containers → 'containers' is undefined on object: {}"_s});
    row("178", R"({"id":"/p","containers":[]})", {u"/containers → error.minLength"_s});
    row("a container without resources", R"({"id":"/p","containers":[{"name":"c"}]})",
        {u"/containers(0)/resources → 'resources' is undefined on object: {\"name\":\"c\"}"_s});
    row("resources that are null", R"({"id":"/p","containers":[{"name":"c","resources":null}]})");
    row("names of variables", pod(R"("environment":{"9X":"a","X_9":"b"})"),
        {u"/environment/9X → error.pattern"_s});
    row("names of a container's variables", pod({}, R"("environment":{"a-b":"a"})"),
        {u"/containers(0)/environment/a-b → error.pattern"_s});
    row("kind in capitals", pod(R"("scaling":{"kind":"FIXED","instances":1})"),
        {u"/scaling → error.expected.jsstring"_s});
    row("negative scaling", pod(R"("scaling":{"kind":"fixed","instances":-1})"),
        {u"/scaling/instances → error.min"_s});
    row("a volume that is half persistent lives with the pod",
        pod(R"("volumes":[{"name":"v","persistent":{}}])"));
    row("a volume without name", pod(R"("volumes":[{"host":"/x"}])"),
        {u"/volumes(0)/name → 'name' is undefined on object: {\"host\":\"/x\"}"_s});
    row("an empty user is a matter of rules", pod(R"("user":"")"));
    row("port 0 of a container", pod({}, R"("endpoints":[{"name":"a","containerPort":0}])"),
        {u"/containers(0)/endpoints(0)/containerPort → error.min"_s});
    row("no protocol", pod({}, R"("endpoints":[{"name":"a","protocol":[]}])"),
        {u"/containers(0)/endpoints(0)/protocol → error.minLength"_s});
    row("an image of another kind", pod({}, R"("image":{"kind":"OCI","id":"a"})"),
        {u"/containers(0)/image/kind → error.unknown.enum.literal"_s});
    row("an exec that is a text", pod({}, R"("exec":"run")"),
        {u"/containers(0)/exec → error.expected.jsobject"_s});
    row("a long name",
        R"({"id":"/p","containers":[{"resources":{},"name":")" + QByteArray(64, 'a') + "\"}]}",
        {u"/containers(0)/name → error.maxLength"_s});
}

void ReaderTest::pods()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, answers);

    const JsonTree tree = JsonTree::parse(body);
    QCOMPARE(answersOf(readPod(tree.root())), answers);
}

void ReaderTest::groups_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("answers");

    const auto row = [](const char *tag, const QByteArray &body, const QStringList &answers = {}) {
        QTest::newRow(tag) << body << sorted(answers);
    };
    row("nothing", "{}");
    row("an app of a group", R"({"apps":[{"id":"a","cpus":"1"}]})",
        {u"/apps(0)/cpus → error.expected.jsnumber"_s});
    row("an app further down", R"({"groups":[{"id":"g","apps":[{"cmd":"aa"}]}]})",
        {u"/groups(0)/apps(0)/id → 'id' is undefined on object: {\"cmd\":\"aa\"}"_s});
    row("what is no app", R"({"apps":[5]})", {u"/apps(0)/id → 5 is not an object"_s});
    row("apps that are no list", R"({"apps":{}})", {u"/apps → error.expected.jsarray"_s});
    row("its own members", R"({"scaleBy":-1,"enforceRole":1,"version":2,"id":"A"})",
        {u"/scaleBy → error.min"_s, u"/enforceRole → error.expected.jsboolean"_s,
            u"/version → error.expected.date.isoformat"_s, u"/id → error.pattern"_s});
    row("pods are not read", R"({"pods":[{"nonsense":1}]})");
    row("ids of dependencies are a matter of rules", R"({"dependencies":["A_B"]})");
}

void ReaderTest::groups()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, answers);

    const JsonTree tree = JsonTree::parse(body);
    QCOMPARE(answersOf(readGroup(tree.root())), answers);
}

void ReaderTest::places_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<bool>("isAtKey");

    QTest::newRow("a value") << R"({"id":"/a","cpus":"1"})"_ba << u"/cpus"_s << false;
    QTest::newRow("what lacks something")
        << R"({"id":"/a","upgradeStrategy":{"maximumOverCapacity":1}})"_ba << u"/upgradeStrategy"_s
        << true;
    QTest::newRow("the volume that has no form")
        << R"({"id":"/a","container":{"volumes":[{"containerPath":"a","mode":"RW"}]}})"_ba
        << u"/container/volumes/0"_s << true;
}

void ReaderTest::places()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, pointer);
    QFETCH(bool, isAtKey);

    const JsonTree tree = JsonTree::parse(body);
    const std::vector<Violation> violations = readApp(tree.root());
    QCOMPARE(violations.size(), size_t(1));
    QCOMPARE(violations.front().place.pointer().toString(), pointer);
    QCOMPARE(violations.front().isAtKey, isAtKey);
}

void ReaderTest::knowsVersions()
{
    const JsonTree tree = JsonTree::parse(R"({"id":"/a","role":5,"check":{"exec":{}}})");
    QCOMPARE(readApp(tree.root(), {1, 10}).size(), size_t(2));
    QCOMPARE(readApp(tree.root(), {1, 8}).size(), size_t(1));
    QCOMPARE(readApp(tree.root(), {1, 7}).size(), size_t(0));
}

void ReaderTest::answersInOneBody()
{
    const JsonTree tree = JsonTree::parse(R"({"cpus":-1})");
    Verdict verdict;
    verdict.phase = Phase::Reader;
    verdict.violations = readApp(tree.root());
    QCOMPARE(answerBody(verdict),
        R"({"message":"Invalid JSON","details":[{"path":"/cpus","errors":["error.min"]},)"
        R"({"path":"/id","errors":["'id' is undefined on object: {\"cpus\":-1}"]}]})"_ba);
}

void ReaderTest::examplesTellTheTruth()
{
    for (const ServerRule &rule : readerServerRules()) {
        QCOMPARE(rule.failing.empty(), rule.passing.empty());
        if (rule.failing.empty())
            continue;
        const auto answers = [&rule](std::string_view example) {
            const QByteArray text(example.data(), qsizetype(example.size()));
            const bool isPod = text.contains("\"containers\"");
            const JsonTree tree = JsonTree::parse(isPod ? text : patchedApp(text));
            const auto found = isPod ? readPod(tree.root()) : readApp(tree.root());
            return std::any_of(found.begin(), found.end(),
                [&rule](const Violation &violation) { return violation.rule == rule.id; });
        };
        QVERIFY2(answers(rule.failing), rule.id.data());
        QVERIFY2(!answers(rule.passing), rule.id.data());
    }
}

QTEST_APPLESS_MAIN(ReaderTest)
#include "tst_reader.moc"
