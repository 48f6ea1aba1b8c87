// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says to pods that its readers take. Tags that are numbers are those of the cases
// by which the server's behaviour was written down.
#include "server/canonicalpod.h"
#include "server/judgepod.h"
#include "verdicttesting.h"

#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

QByteArray more(const QByteArray &members)
{
    return members.isEmpty() ? members : QByteArray("," + members);
}

QByteArray pod(const QByteArray &members, const QByteArray &ofContainer = {})
{
    return R"({"id":"/t/pod","containers":[{"name":"web","resources":{"cpus":1})"
        + more(ofContainer) + "}]" + more(members) + "}";
}

const QByteArray Mount = R"("volumeMounts":[{"name":"data","mountPath":"data"}])";

QByteArray resident(const QByteArray &members)
{
    return pod(R"("volumes":[{"name":"data","persistent":{"size":10}}])" + more(members), Mount);
}

const QString Disabled
    = u"Feature secrets is not enabled. Enable with --enable_features secrets)"_s;

} // namespace

class PodCasesTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data();
    void judges();
    void judgesUpdates_data();
    void judgesUpdates();
    void normalises();
    void examplesTellTheTruth();
};

void PodCasesTest::judges_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("answers");
    QTest::addColumn<bool>("hasSecrets");

    const auto row = [](const char *tag, const QByteArray &body, const QStringList &answers = {},
                         bool hasSecrets = false) {
        QTest::newRow(tag) << body << sorted(answers) << hasSecrets;
    };
    row("a plain pod", pod({}));
    row("179", R"({"id":"p","containers":[{"name":"c","resources":{}}]})",
        {u"/id → Path needs to be absolute"_s});
    row("the root", R"({"id":"/","containers":[{"name":"c","resources":{}}]})",
        {u"/id → Path must contain at least one path element"_s, u"/ → must not be root"_s});
    row("a reserved word", R"({"id":"/a/tasks","containers":[{"name":"c","resources":{}}]})",
        {u"/id → must not end with any of the following reserved keywords: restart, tasks, "
         "versions, ., .."_s});
    row("P2", pod(R"("user":"")"), {u"/user → must not be empty"_s});
    row("P3 without the feature", pod(R"("environment":{"A":{"secret":"s"}})"),
        {u"/environment → use of secret-references in the environment requires the secrets feature "
         "to be enabled"_s,
            u"/environment/A/secret → references an undefined secret"_s});
    row("P3 with it", pod(R"("environment":{"A":{"secret":"s"}})"),
        {u"/environment/A/secret → references an undefined secret"_s}, true);
    row("P3 of a container", pod({}, R"("environment":{"A":{"secret":"s"}})"),
        {u"/containers(0)/environment/A/secret → references an undefined secret"_s}, true);
    row("P4 and P5", pod(R"("volumes":[{"name":"data","secret":"s"}])", Mount),
        {u"/podSecretVolumes(pod) → must be empty"_s, u"/podSecretVolumes(pod) → "_s + Disabled,
            u"/podSecretVolumes(pod)(0)/secret → volume.secret must refer to an existing secret"_s});
    row("181", pod(R"("volumes":[{"name":"data"}])"),
        {u"/volumes(0) → volume must be referenced by at least one container"_s});
    row("P7", pod(R"("volumes":[{"name":"data"},{"name":"data","host":"/x"}])", Mount),
        {u"/volumes → volume names must be unique"_s});
    row("P9",
        R"({"id":"/p","containers":[{"name":"c","resources":{}},{"name":"c","resources":{}}]})",
        {u"/containers → container names must be unique"_s});
    row("180",
        pod(R"("networks":[{"mode":"host"}])",
            R"("endpoints":[{"name":"http","containerPort":80}])"),
        {u"/containers(0)/endpoints(0)/containerPort → is not allowed when using host-mode "
         "networking"_s});
    row("no networks are no host network",
        pod({}, R"("endpoints":[{"name":"http","containerPort":80}])"));
    row("P13", pod(R"("networks":[{"name":"a"}])", R"("endpoints":[{"name":"http"}])"),
        {u"/containers(0)/endpoints(0)/containerPort → is required when using container-mode "
         "networking"_s});
    row("P14", pod({}, R"("endpoints":[{"name":"a","protocol":["tcp","tcp"]}])"),
        {u"/containers(0)/endpoints(0)/protocol → Duplicate protocols within the same endpoint are "
         "not allowed"_s});
    row("P15",
        pod(R"("networks":[{"name":"a"},{"name":"b"}])",
            R"("endpoints":[{"name":"http","containerPort":80,"networkNames":["z"]}])"),
        {u"/containers(0)/endpoints(0)/networkNames(0) → is not one of (a,b)"_s});
    row("P16",
        pod(R"("networks":[{"name":"a"},{"name":"b"}])",
            R"("endpoints":[{"name":"http","containerPort":80,"hostPort":0}])"),
        {u"/containers(0)/endpoints(0) → networkNames must be a single item list when hostPort is "
         "specified and more than 1 container network is defined"_s});
    row("P17", pod({}, R"("endpoints":[{"name":"a"},{"name":"a"}])"),
        {u"/ → endpoint names nust be unique across all containers"_s});
    row("P18",
        pod({}, R"("endpoints":[{"name":"a","containerPort":1},{"name":"b","containerPort":1}])"),
        {u"/ → container ports must be unique across all containers"_s});
    row("P19", pod({}, R"("endpoints":[{"name":"a","hostPort":1},{"name":"b","hostPort":1}])"),
        {u"/ → host ports must be unique across all containers"_s});
    row("any host port, twice",
        pod({}, R"("endpoints":[{"name":"a","hostPort":0},{"name":"b","hostPort":0}])"));
    row("P20", pod({}, R"("image":{"kind":"DOCKER","id":"a","pullConfig":{"secret":"s"}})"),
        {u"/containers(0)/image/pullConfig → must be empty"_s,
            u"/containers(0)/image/pullConfig → "_s + Disabled,
            u"/containers(0)/image/pullConfig → pullConfig.secret must refer to an existing "
            "secret"_s});
    row("P21", pod({}, R"("healthCheck":{})"),
        {u"/containers(0)/healthCheck → Only one of http, tcp, or command may be specified"_s});
    row("182",
        pod({},
            R"("healthCheck":{"exec":{"command":{"shell":"true"}},"intervalSeconds":2,"timeoutSeconds":20})"),
        {u"/containers(0)/healthCheck/timeoutSeconds → got 20, expected less than 2"_s});
    row("P23", pod({}, R"("healthCheck":{"http":{"endpoint":"a"}})"),
        {u"/containers(0)/healthCheck/http/endpoint → contained in the container endpoints"_s});
    row("P25", pod({}, Mount),
        {u"/containers(0)/volumeMounts(0)/name → Referenced Volume in VolumeMount should exist"_s});
    row("P27", pod({}, R"("resourceLimits":{"cpus":0.5,"mem":"lots"})"),
        {u"/containers(0)/resourceLimits/cpus → resource limit must be greater than or equal to "
         "requested resource (1.0)"_s,
            u"/containers(0)/resourceLimits/mem → 'lots' is an invalid resource limit. It must be "
            "'unlimited' or a number"_s});
    row("P28", pod(R"("legacySharedCgroups":true)", R"("resourceLimits":{"cpus":2})"),
        {u"/containers(0)/resourceLimits → resourceLimits cannot be defined if "
         "legacySharedCgroups is enabled"_s});
    row("P29",
        pod({}, R"("linuxInfo":{"seccomp":{},"ipcInfo":{"mode":"share_parent","shmSize":1}})"),
        {u"/containers(0)/linuxInfo/seccomp → Seccomp unconfined must be true when Profile is NOT "
         "defined"_s,
            u"/containers(0)/linuxInfo/ipcInfo → ipcInfo shmSize can NOT be set when mode is "
            "SHARE_PARENT"_s});
    row("P30", pod(R"("linuxInfo":{"seccomp":{"unconfined":true}})"),
        {u"/linuxInfo/seccomp → Seccomp configuration on executor level is not supported"_s});
    row("P31", pod(R"("secrets":{"s":{"source":"/s"}})"),
        {u"/secrets → must be empty"_s, u"/secrets → "_s + Disabled});
    row("P32", pod(R"("networks":[{"mode":"container"}])"),
        {u"/networks → Network name must be specified when container network is selected."_s});
    row("P32 host and bridge", pod(R"("networks":[{"mode":"host"},{"mode":"container/bridge"}])"),
        {u"/networks → May specify a single host network, single bridge network, or else 1-to-n "
         "container networks"_s});
    row("P33",
        pod(R"("scheduling":{"placement":{"constraints":[)"
            R"({"fieldName":"rack","operator":"max_per"}]}})"),
        {u"/scheduling/placement/constraints → must be empty"_s,
            u"/scheduling/placement/constraints → MAX_PER requires an integer value"_s});
    row("P34", resident(R"("role":"t","scheduling":{"upgrade":{"maximumOverCapacity":0.1}})"),
        {u"/upgrade/maximumOverCapacity → got 0.1, expected 0.0"_s});
    row("P35", resident(R"("role":"t","scheduling":{"unreachableStrategy":{}})"),
        {u"/ → unreachableStrategy must be disabled for pods with persistent volumes"_s});
    row("P36", resident(R"("role":"t","scheduling":{"placement":{"acceptedResourceRoles":["t"]}})"),
        {u"/acceptedResourceRoles → must be empty"_s,
            u"/acceptedResourceRoles → A resident pod must have `acceptedResourceRoles = [\"*\"]`."_s});
    row("A54", pod(R"("scheduling":{"placement":{"acceptedResourceRoles":["x"]}})"),
        {u"/acceptedResourceRoles → acceptedResourceRoles can only contain *"_s});
    row("P37", pod(R"("role":"x")"), {u"/role → got x, expected one of: [*, t]"_s});
    row("P37 resident", resident({}), {u"/role → Resident pods cannot have the role *"_s});
    row("a resident pod", resident(R"("role":"t")"));
    row("placeholders are not judged",
        pod(R"("user":"{{user}}","role":"${ROLE}","networks":[{"name":"net"}])",
            R"("endpoints":[{"name":"a","containerPort":80,"networkNames":["${NET}"]}])"));
}

void PodCasesTest::judges()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, answers);
    QFETCH(bool, hasSecrets);

    ServerSettings settings;
    if (hasSecrets)
        settings.facts.features = {u"secrets"_s};
    const JsonTree tree = JsonTree::parse(body);
    QCOMPARE(answersOf(judgePod(tree.root(), settings).violations), answers);
}

void PodCasesTest::judgesUpdates_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("answers");

    const QByteArray stored = resident(R"("role":"t")");
    const auto row
        = [&stored](const char *tag, const QByteArray &after, const QStringList &answers = {}) {
              QTest::newRow(tag) << stored << after << sorted(answers);
          };
    row("nothing changes", stored);
    row("another size", QByteArray(stored).replace("10", "20"),
        {u"/pod(0) → persistent volumes cannot be updated"_s});
    row("more of everything", QByteArray(stored).replace(R"("cpus":1)", R"("cpus":2,"mem":256)"),
        {u"/pod(0) → cpus cannot be updated if a pod has persistent volumes"_s,
            u"/pod(0) → mem cannot be updated if a pod has persistent volumes"_s});
    row("a host port",
        QByteArray(stored).replace(
            R"("cpus":1})", R"("cpus":1},"endpoints":[{"name":"a","hostPort":80}])"),
        {u"/pod(0) → host ports cannot be updated if a pod has persistent volumes"_s});
    const QByteArray plain = pod({});
    QTest::newRow("a plain pod may change")
        << plain << QByteArray(plain).replace(R"("cpus":1)", R"("cpus":2)") << QStringList();
}

void PodCasesTest::judgesUpdates()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, answers);

    const ServerSettings settings;
    const JsonTree old = JsonTree::parse(before);
    const JsonTree tree = JsonTree::parse(after);
    const Json stored = canonicalPod(old.root(), settings);
    QCOMPARE(answersOf(judgePodUpdate(tree.root(), stored, settings).violations), answers);
}

void PodCasesTest::normalises()
{
    ServerSettings settings;
    settings.facts.defaultNetworkName = u"dcos"_s;
    const JsonTree tree = JsonTree::parse(
        R"({"id":"/t//pod/","version":"2020-01-01T00:00:00.000Z","legacySharedCgroups":false,)"
        R"("unknown":1,"user":null,"containers":[{"name":"web","resources":{},"check":{"tcp":{"endpoint":"a"}},)"
        R"("endpoints":[{"name":"a","containerPort":80}],)"
        R"("volumeMounts":[{"name":"data","mountPath":"data"}]}],)"
        R"("volumes":[{"name":"data","persistent":{"size":10}}],"networks":[{}],"role":"t",)"
        R"("scheduling":{"killSelection":"oldest_first","placement":{"constraints":[]}}})");
    const Json pod = canonicalPod(tree.root(), settings);
    const Json expected = Json::parse(R"({"id":"/t/pod",
        "containers":[{"name":"web","resources":{"cpus":1,"mem":128,"disk":0,"gpus":0},
            "endpoints":[{"name":"a","containerPort":80}],
            "volumeMounts":[{"name":"data","mountPath":"data","readOnly":false}]}],
        "volumes":[{"name":"data","persistent":{"size":10,"type":"root","constraints":[]}}],
        "networks":[{"mode":"container","name":"dcos"}],"role":"t",
        "scheduling":{"killSelection":"OLDEST_FIRST",
            "backoff":{"backoff":1,"backoffFactor":1.15,"maxLaunchDelay":300},
            "upgrade":{"minimumHealthCapacity":0.5,"maximumOverCapacity":0.0},
            "unreachableStrategy":"disabled"},
        "scaling":{"kind":"fixed","instances":1},
        "executorResources":{"cpus":0.1,"mem":32,"disk":10}})");
    QCOMPARE(nlohmann::json(pod).dump(1), nlohmann::json(expected).dump(1));

    const JsonTree again = JsonTree::parse(QByteArray::fromStdString(pod.dump()));
    QCOMPARE(canonicalPod(again.root(), settings).dump(), pod.dump());

    const JsonTree bridged = JsonTree::parse(
        R"({"id":"/p","networks":[{"mode":"container/bridge"}],"containers":[{"name":"w",)"
        R"("resources":{},"endpoints":[{"name":"a"}]}]})");
    const Json endpoint = canonicalPod(bridged.root(), settings)["containers"][0]["endpoints"][0];
    QCOMPARE(endpoint.value("hostPort", -1), 0);
}

void PodCasesTest::examplesTellTheTruth()
{
    for (const ServerRule &rule : podServerRules()) {
        QCOMPARE(rule.failing.empty(), rule.passing.empty());
        if (rule.failing.empty())
            continue;
        ServerSettings settings;
        if (!rule.features.empty())
            settings.facts.features = {QString::fromLatin1(rule.features)};
        const auto verdict = [&settings](std::string_view example) {
            const JsonTree tree
                = JsonTree::parse(QByteArray(example.data(), qsizetype(example.size())));
            Verdict result = judgePod(tree.root(), settings);
            for (Violation &violation : result.violations)
                violation.place = {};
            return result;
        };
        const Verdict failing = verdict(rule.failing);
        QVERIFY2(!failing.isAccepted(), rule.id.data());
        QCOMPARE(failing.phase, rule.phase);
        for (const Violation &violation : failing.violations)
            QCOMPARE(QString::fromLatin1(violation.rule), QString::fromLatin1(rule.id));
        QVERIFY2(verdict(rule.passing).isAccepted(), rule.id.data());
    }
}

QTEST_APPLESS_MAIN(PodCasesTest)
#include "tst_podcases.moc"
