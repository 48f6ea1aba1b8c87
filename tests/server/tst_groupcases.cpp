// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says to groups and to changes of apps. Tags that are numbers are those of the
// cases by which the server's behaviour was written down.
#include "server/judgegroup.h"
#include "server/judgeupdate.h"
#include "verdicttesting.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

const QString Alone = u"not allowed in conjunction with other properties."_s;
const QString Resources
    = u"Services with persistent volumes configured may not change resource requirements. If you "
      "need to make this change, please create a new service."_s;

} // namespace

class GroupCasesTest : public QObject
{
    Q_OBJECT

private slots:
    void groups_data();
    void groups();
    void enforceRole();
    void patches();
    void inventories();
    void updates_data();
    void updates();
    void replacements();
    void lists_data();
    void lists();
    void merges_data();
    void merges();
    void examplesTellTheTruth();
};

void GroupCasesTest::groups_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("answers");

    const auto row = [](const char *tag, const QString &path, const QByteArray &body,
                         const QStringList &answers = {}) {
        QTest::newRow(tag) << path << body << sorted(answers);
    };
    row("a plain group", u"/g"_s, R"({"id":"/g","apps":[{"id":"a","cmd":"sleep 1"}]})");
    row("172", u"/"_s,
        R"({"id":"/a","apps":[{"id":"b","cmd":"sleep 1"}],)"
        R"("groups":[{"id":"b","apps":[{"id":"c","cmd":"sleep 1"}]}]})",
        {u"/ → Groups and Applications may not have the same identifier."_s});
    row("an empty group gives way", u"/"_s,
        R"({"id":"/a","apps":[{"id":"b","cmd":"sleep 1"}],"groups":[{"id":"b","apps":[]}]})");
    row("173", u"/g"_s, R"({"id":"/g","apps":[{"id":"/other/a","cmd":"sleep 1"}]})",
        {u"/apps(0)/id → Identifier is not child of '/g'"_s});
    row("an app of another group further down", u"/g"_s,
        R"({"groups":[{"id":"s","apps":[{"id":"/g/a","cmd":"sleep 1"}]}]})",
        {u"/groups(0)/apps(0)/id → Identifier is not child of '/g/s'"_s});
    row("174", u"/g"_s, R"({"scaleBy":2,"id":"/g"})", {u"/scaleBy → "_s + Alone});
    row("scaling alone", u"/g"_s, R"({"scaleBy":2})");
    row("a version with others", u"/g"_s, R"({"version":"2020-01-01T00:00:00.000Z","id":"/g"})",
        {u"/version → "_s + Alone});
    row("a version alone", u"/g"_s, R"({"version":"2020-01-01T00:00:00.000Z"})");
    row("175", u"/g/sub"_s, R"({"enforceRole":true})",
        {u"/enforceRole → enforceRole can only be set for top-level groups, and /g/sub is not "
         "top-level"_s});
    row("no role enforced", u"/g/sub"_s, R"({"enforceRole":false})");
    row("177", u"/g"_s,
        R"({"id":"/g","apps":[{"id":"a","cmd":"sleep 1","dependencies":["b"]},)"
        R"({"id":"b","cmd":"sleep 1","dependencies":["/g/a"]}]})",
        {u"/ → Dependency graph has cyclic dependencies."_s});
    row("a circle through a group", u"/"_s,
        R"({"groups":[{"id":"/a","dependencies":["/b"],"apps":[{"id":"x","cmd":"sleep 1"}]},)"
        R"({"id":"/b","apps":[{"id":"y","cmd":"sleep 1","dependencies":["/a/x"]}]}]})",
        {u"/ → Dependency graph has cyclic dependencies."_s});
    row("groups that wait for each other, but hold nothing", u"/"_s,
        R"({"groups":[{"id":"/a","dependencies":["/b"]},{"id":"/b","dependencies":["/a"]}]})");
    row("a chain", u"/g"_s,
        R"({"apps":[{"id":"a","cmd":"sleep 1","dependencies":["b","c"]},)"
        R"({"id":"b","cmd":"sleep 1","dependencies":["c"]},{"id":"c","cmd":"sleep 1"}]})");
    row("an app that is refused", u"/g"_s, R"({"apps":[{"id":"a","cmd":"x"}]})",
        {u"/ → must not be an empty string"_s});
    row("types come first", u"/g"_s, R"({"scaleBy":"2","id":"/g"})",
        {u"/scaleBy → error.expected.jsnumber"_s});
    row("a group inside without id", u"/g"_s, R"({"groups":[{"apps":[]}]})", {u" → None.get"_s});
    row("a role that the group enforces", u"/"_s,
        R"({"id":"/g","enforceRole":true,"apps":[{"id":"a","cmd":"sleep 1","role":"*"}]})",
        {u"/role → got *, expected one of: [g]"_s});
    row("a role that the group around it enforces", u"/"_s,
        R"({"id":"/g","enforceRole":true,)"
        R"("groups":[{"id":"s","apps":[{"id":"a","cmd":"sleep 1","role":"*"}]}]})",
        {u"/role → got *, expected one of: [g]"_s});
}

void GroupCasesTest::groups()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, answers);

    const JsonTree tree = JsonTree::parse(body);
    QCOMPARE(answersOf(judgeGroup(tree.root(), path, {}).violations), answers);
}

void GroupCasesTest::enforceRole()
{
    const JsonTree tree = JsonTree::parse(R"({"enforceRole":true,"apps":[]})");
    QVERIFY(judgeGroup(tree.root(), u"/g"_s, {}, true).isAccepted());
    QCOMPARE(answersOf(judgeGroup(tree.root(), u"/g"_s, {}, false).violations),
        {u"/enforceRole → enforceRole cannot be modified in a request that adds, removes or "
         "modifies services; please make these changes in separate requests."_s});
}

void GroupCasesTest::patches()
{
    const auto answers = [](const QByteArray &body, const QString &path) {
        const JsonTree tree = JsonTree::parse(body);
        return answersOf(judgeGroupPatch(tree.root(), path).violations);
    };
    QCOMPARE(answers(R"({"enforceRole":true})", u"/g"_s), QStringList());
    QCOMPARE(answers(R"({"enforceRole":true})", u"/g/s"_s), {u"/ → Path needs to be top-level"_s});
    QCOMPARE(answers("{}", u"/g"_s), {u"/enforceRole → error.path.missing"_s});
    QCOMPARE(
        answers(R"({"enforceRole":1})", u"/g"_s), {u"/enforceRole → error.expected.jsboolean"_s});
}

void GroupCasesTest::inventories()
{
    Inventory inventory;
    inventory.apps = {{u"/a"_s, {}, {}, {}, {u"v"_s}}, {u"/b"_s, {}, {}, {}, {u"v"_s}}};
    inventory.pods = {{u"/a"_s, {}, {}, {}, {}}, {u"/g"_s, {}, {}, {}, {}}};
    inventory.groups = {{u"/g"_s, {}, {}, {}, {}}};
    QStringList messages;
    for (const Violation &violation : judgeInventory(inventory))
        messages.append(violation.message);
    QCOMPARE(sorted(messages),
        sorted({u"Applications and Pods may not share the same id"_s,
            u"Groups and Pods may not have the same identifier."_s,
            u"Volume name 'v' in /a conflicts with volume(s) of same name in app(s): /b"_s,
            u"Volume name 'v' in /b conflicts with volume(s) of same name in app(s): /a"_s}));
}

void GroupCasesTest::updates_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArray>("update");
    QTest::addColumn<QStringList>("answers");

    const QByteArray plain
        = R"({"id":"/t/app","cmd":"sleep 10","cpus":1,"mem":128,"networks":)"
          R"([{"mode":"host"}],"portDefinitions":[{"port":10000,"protocol":"tcp"}],)"
          R"("fetch":[{"uri":"http://h/a"}],"role":"*"})";
    const QByteArray resident
        = R"({"id":"/t/app","cmd":"sleep 10","cpus":1,"mem":128,"role":"t","unreachableStrategy":)"
          R"("disabled","upgradeStrategy":{"minimumHealthCapacity":0.5,"maximumOverCapacity":0},)"
          R"("networks":[{"mode":"host"}],"container":{"type":"MESOS","volumes":)"
          R"([{"containerPath":"d","mode":"RW","persistent":{"size":10,"type":"root",)"
          R"("constraints":[]}}]}})";
    const auto row = [](const char *tag, const QByteArray &stored, const QByteArray &update,
                         const QStringList &answers = {}) {
        QTest::newRow(tag) << stored << update << sorted(answers);
    };
    row("more instances", plain, R"({"instances":3})");
    row("167", plain, R"({"version":"2020-01-01T00:00:00.000Z","cpus":1})",
        {u"/ → The 'version' field may only be combined with the 'id' field."_s});
    row("going back", plain, R"({"version":"2020-01-01T00:00:00.000Z","id":"/t/app"})");
    row("169", plain, R"({"args":["x"]})",
        {u"/ → AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'."_s});
    row("types come first", plain, R"({"cpus":"1"})", {u"/cpus → error.expected.jsnumber"_s});
    row("older members replace newer ones", plain, R"({"uris":["http://h/b"],"ports":[0]})");
    row("184", resident, R"({"cpus":2})", {u"/app(0)/cpus → "_s + Resources});
    row("exact host ports", resident, R"({"requirePorts":true})",
        {u"/app(0)/requirePorts → "_s + Resources});
    row("another volume", resident,
        R"({"container":{"type":"MESOS","volumes":[{"containerPath":"d","mode":"RW","persistent":{"size":11}}]}})",
        {u"/app(0) → Persistent volumes can not be changed!"_s});
    row("the same volume", resident,
        R"({"container":{"type":"MESOS","volumes":[{"containerPath":"d","mode":"RW","persistent":{"size":10}}]}})");
    row("another command", resident, R"({"cmd":"sleep 20"})");
}

void GroupCasesTest::updates()
{
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, update);
    QFETCH(QStringList, answers);

    const JsonTree tree = JsonTree::parse(update);
    const Verdict verdict = judgeAppUpdate(tree.root(), Json::parse(stored.toStdString()), {});
    QCOMPARE(answersOf(verdict.violations), answers);
    for (const Violation &violation : verdict.violations)
        QCOMPARE(violation.place.tree(), &tree);
}

void GroupCasesTest::replacements()
{
    const Json stored = Json::parse(
        R"({"id":"/t/app","cmd":"sleep 10","role":"t","container":)"
        R"({"type":"MESOS","volumes":[{"containerPath":"d","mode":"RW","persistent":{"size":10}}]}})");
    const JsonTree tree = JsonTree::parse(
        R"({"id":"/t/app","cmd":"sleep 10","role":"x",)"
        R"("container":{"type":"MESOS","volumes":[{"containerPath":"d","mode":"RW",)"
        R"("persistent":{"size":10}}]}})");
    QCOMPARE(answersOf(judgeAppReplacement(tree.root(), stored, {}).violations),
        {u"/role → got x, expected one of: [*, t]"_s});

    ServerSettings settings;
    settings.facts.mesosRole = u"x"_s;
    const Verdict change = judgeAppReplacement(tree.root(), stored, settings);
    QVERIFY(change.violations.front().message.startsWith(
        u"It is not possible to change the role for existing reservations."_s));
    QVERIFY(judgeAppReplacement(tree.root(), stored, settings, true).isAccepted());
}

void GroupCasesTest::lists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("answer");

    QTest::newRow("170")
        << R"([{"cpus":1}])"_ba
        << R"({"message":"requirement failed: App Update must have app id set"})"_ba;
    QTest::newRow("each one tells whom it means") << R"([{"id":"/a","cpus":1}])"_ba
                                                  << ""_ba;
}

void GroupCasesTest::lists()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, answer);

    const JsonTree tree = JsonTree::parse(body);
    const Verdict verdict = judgeUpdateList(tree.root(), {});
    QCOMPARE(verdict.isAccepted(), answer.isEmpty());
    QCOMPARE(verdict.refusedStatus, 422);
    if (!answer.isEmpty())
        QCOMPARE(answerBody(verdict), answer);
}

void GroupCasesTest::merges_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArray>("update");
    QTest::addColumn<QByteArray>("merged");

    QTest::newRow("null keeps") << R"({"cmd":"a"})"_ba
                                << R"({"cmd":null})"_ba
                                << R"({"cmd":"a"})"_ba;
    QTest::newRow("objects are replaced") << R"({"env":{"A":"1","B":"2"}})"_ba
                                          << R"({"env":{"A":"3"}})"_ba
                                          << R"({"env":{"A":"3"}})"_ba;
    QTest::newRow("limits get lost")
        << R"({"cmd":"a","resourceLimits":{"cpus":1},"executorResources":{}})"_ba
        << R"({"cpus":1})"_ba
        << R"({"cmd":"a","cpus":1})"_ba;
    QTest::newRow("networks take the container with them")
        << R"({"container":{"type":"DOCKER"},"networks":[{"mode":"host"}],"portDefinitions":[]})"_ba
        << R"({"networks":[{"name":"n"}]})"_ba
        << R"({"networks":[{"name":"n"}]})"_ba;
    QTest::newRow("the host's network does not")
        << R"({"container":{"type":"DOCKER"}})"_ba
        << R"({"networks":[{"mode":"host"}]})"_ba
        << R"({"container":{"type":"DOCKER"},"networks":[{"mode":"host"}]})"_ba;
}

void GroupCasesTest::merges()
{
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, update);
    QFETCH(QByteArray, merged);

    const JsonTree tree = JsonTree::parse(update);
    QCOMPARE(
        QByteArray::fromStdString(mergedApp(Json::parse(stored.toStdString()), tree.root()).dump()),
        merged);
}

void GroupCasesTest::examplesTellTheTruth()
{
    for (const ServerRule &rule : groupServerRules()) {
        QCOMPARE(rule.failing.empty(), rule.passing.empty());
        if (rule.failing.empty())
            continue;
        ServerSettings settings;
        if (!rule.features.empty())
            settings.facts.features = {QString::fromLatin1(rule.features)};
        const auto isAnswered = [&](std::string_view example) {
            const JsonTree tree
                = JsonTree::parse(QByteArray(example.data(), qsizetype(example.size())));
            const Verdict verdict = judgeGroup(tree.root(), u"/"_s, settings);
            return std::any_of(verdict.violations.begin(), verdict.violations.end(),
                [&rule](const Violation &violation) { return violation.rule == rule.id; });
        };
        QVERIFY2(isAnswered(rule.failing), rule.id.data());
        QVERIFY2(!isAnswered(rule.passing), rule.id.data());
    }
}

QTEST_APPLESS_MAIN(GroupCasesTest)
#include "tst_groupcases.moc"
