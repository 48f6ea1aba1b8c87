// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/deploy.h"

#include "rules/practice/fixes.h"
#include "rules/reporter.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr MarathonVersion UnreachableReplacedAtOnce{1, 6, 0};

JsonNode firstPresent(std::initializer_list<JsonNode> nodes)
{
    for (const JsonNode node : nodes) {
        if (!node.isAbsent())
            return node;
    }
    return {};
}

JsonNode backoffMember(const Workload &workload, QByteArrayView ofApp, QByteArrayView ofPod)
{
    return workload.isPod() ? workload.node()["scheduling"]["backoff"][ofPod]
                            : workload.node()[ofApp];
}

JsonPointer unreachablePointer(const Workload &workload)
{
    return JsonPointer::of(
        workload.isPod() ? "/scheduling/unreachableStrategy" : "/unreachableStrategy");
}

const QString &stopFirst()
{
    static const QString title = u"Stop the old instance first (a short outage)"_s;
    return title;
}

QString deadlockMessage(const Workload &workload, int port)
{
    const double n = workload.instances();
    if (const std::optional<int> agents = workload.eligibleAgents()) {
        return u"%1 at port %2 with %3: the new ones find no agent with the port free, and no old "
               u"one may stop first; the deployment hangs."_s.arg(counted(n, u"instance"_s),
                   QString::number(port), counted(*agents, u"possible agent"_s));
    }
    return u"No old instance may stop first, so a new one needs another agent with port %1 free; "
           u"with fewer than %2 agents the deployment hangs."_s.arg(port)
               .arg(shown(n + 1));
}

} // namespace

void judgeFixedPortDeadlock(const Workload &workload, Reporter &reporter)
{
    const double n = workload.instances();
    const std::vector<WorkloadPort> fixed = workload.fixedPorts();
    if (!(n > 0) || fixed.empty() || !wouldDeadlock(workload, n) || workload.killedFirst() > 0)
        return;
    const JsonNode place = hostPortPlace(fixed.front());
    Finding &finding = reporter.add(DeployFixedPortDeadlock, place,
        deadlockMessage(workload, fixed.front().hostPort.value_or(0)));
    if (!workload.eligibleAgents())
        finding.severity = Severity::Warning;
    if (const JsonNode capacity = workload.upgradeNode()["minimumHealthCapacity"]) {
        finding.related.push_back({u"Keeps every old instance until new ones run"_s,
            capacity.pointer(), capacity.range()});
    }
    if (n == 1)
        offerUpgrade(finding, workload, stopFirst(), false, "0", "0");
    else
        offerUpgrade(finding, workload, u"Let old instances stop first"_s, false, "0.5", "0");
    offerFreePorts(finding, workload);
}

void judgeZeroHealthCapacity(const Workload &workload, Reporter &reporter)
{
    const double n = workload.instances();
    const bool isMeant
        = workload.isResident() || workload.hasExternalVolume() || workload.isSingleton();
    if (workload.minimumHealthCapacity() != 0 || !(n >= 2) || isMeant)
        return;
    const JsonNode place = workload.upgradeNode()["minimumHealthCapacity"];
    Finding &finding = reporter.add(DeployZeroHealthCapacity, place,
        u"%1 are stopped at once at every change, even of a label: a full outage."_s.arg(
            allInstances(n)));
    const QString proposed = shown(reporter.number(DeployZeroHealthCapacity, "proposed"));
    offer(finding, u"Keep a share of %1 running"_s.arg(proposed), true,
        TextEdit{place.range(), proposed.toLatin1()});
}

void judgeDoublesCapacity(const Workload &workload, Reporter &reporter)
{
    const double n = workload.instances();
    const bool doubles
        = workload.maximumOverCapacity() == 1 && workload.minimumHealthCapacity() == 1;
    if (!doubles || workload.isResident() || workload.hasExternalVolume())
        return;
    if (!(n >= reporter.number(DeployDoublesCapacity, "minInstances")))
        return;
    if (workload.isExposed() && !workload.label("HAPROXY_DEPLOYMENT_GROUP"_L1).isEmpty())
        return; // blue and green run side by side on purpose
    const JsonNode upgrade = workload.upgradeNode();
    const JsonNode place
        = firstPresent({upgrade["maximumOverCapacity"], upgrade, workload.instancesPlace()});
    Finding &finding = reporter.add(DeployDoublesCapacity, place,
        u"Each deployment asks the cluster for room for %1 more; without it, it waits half-done."_s
            .arg(counted(n, u"instance"_s)));
    offerUpgrade(finding, workload, u"Start a fifth at a time"_s, true, "1", "0.2");
}

void judgeBackoffDisabled(const Workload &workload, Reporter &reporter)
{
    if (workload.instances() == 0)
        return;
    const JsonNode seconds = backoffMember(workload, "backoffSeconds", "backoff");
    const JsonNode factor = backoffMember(workload, "backoffFactor", "backoffFactor");
    const JsonNode delay = backoffMember(workload, "maxLaunchDelaySeconds", "maxLaunchDelay");
    TextEdits edits;
    JsonNode place;
    const auto restore = [&edits, &place](JsonNode node, const QByteArray &literal) {
        edits.push_back({node.range(), literal});
        place = place ? place : node;
    };
    if (seconds && workload.backoffSeconds() == 0)
        restore(seconds, "1");
    if (factor && workload.backoffFactor() == 1 && workload.backoffSeconds() < 5)
        restore(factor, "1.15");
    if (delay && workload.maxLaunchDelay() == 0)
        restore(delay, "300");
    if (edits.empty())
        return;
    Finding &finding = reporter.add(DeployBackoffDisabled, place,
        u"With %1 at %2 a crashing task starts again without a growing pause and hammers agents "
        u"and registry."_s.arg(QString::fromUtf8(place.key()), QString::fromUtf8(place.literal())));
    offer(finding, u"Restore the default pause"_s, true, Result<TextEdits>(std::move(edits)));
}

namespace {

void judgeMisspeltSingleton(const Workload &workload, JsonNode label, Reporter &reporter)
{
    Finding &finding = reporter.add(DeploySingletonOverlap, label,
        u"Only the exact text \"true\" has an effect here; during deployments two copies run."_s);
    Rewrite rewrite(workload.node());
    rewrite.set(JsonPointer::of("/labels/MARATHON_SINGLE_INSTANCE_APP"), "\"true\"");
    setUpgrade(rewrite, workload.isPod(), "0", "0");
    offer(finding, u"Correct the label and stop the old copy first"_s, false, rewrite);
}

} // namespace

void judgeSingletonOverlap(const Workload &workload, Reporter &reporter)
{
    if (workload.instances() != 1 || workload.killedFirst() > 0)
        return;
    if (workload.hasExternalVolume() || workload.isResident() || workload.isSingleton())
        return;
    const JsonNode label = workload.labels()["MARATHON_SINGLE_INSTANCE_APP"];
    if (label.isString()) {
        if (!reporter.skipTemplated(label))
            judgeMisspeltSingleton(workload, label, reporter);
        return;
    }
    if (!workload.pinnedHost() || workload.hostVolumes().empty())
        return;
    const QStringList ephemeral = reporter.texts(DeploySingletonOverlap, "ephemeralPaths");
    const HostVolume *volume = lastingHostVolume(workload, ephemeral);
    if (!volume)
        return;
    Finding &finding = reporter.add(DeploySingletonOverlap, volume->pathNode,
        u"The new copy starts beside the old one on the same agent: two write to %1."_s.arg(
            volume->path));
    const JsonNode pin = workload.pinnedHost()->node;
    finding.related.push_back({u"Pins both to one agent"_s, pin.pointer(), pin.range()});
    offerUpgrade(finding, workload, stopFirst(), false, "0", "0");
}

void judgePartitionDuplicates(const Workload &workload, Reporter &reporter)
{
    const bool concerns = workload.isSingleton() && !workload.isResident()
        && workload.instances() > 0 && reporter.context().version >= UnreachableReplacedAtOnce;
    if (!concerns)
        return;
    const JsonPointer pointer = unreachablePointer(workload);
    const JsonNode strategy = workload.node().at(pointer);
    if (strategy.isAbsent() ? workload.isPartial() : !strategy.isObject())
        return;
    const bool isPatient = strategy["inactiveAfterSeconds"].toDouble().value_or(0) > 0
        || strategy["expungeAfterSeconds"].toDouble().value_or(0) > 0;
    if (isPatient)
        return;
    const JsonNode label = workload.labels()["MARATHON_SINGLE_INSTANCE_APP"];
    Finding &finding = reporter.add(DeployPartitionDuplicates, firstPresent({strategy, label}),
        u"A task on an unreachable agent is replaced at once; if only the network failed, two run."_s);
    offer(finding, u"Wait five minutes before replacing it"_s, true,
        settingEdits(workload.node(), pointer,
            R"({"inactiveAfterSeconds": 300, "expungeAfterSeconds": 600})"));
}

void judgeUnreachableDisabled(const Workload &workload, Reporter &reporter)
{
    const JsonNode strategy = workload.node().at(unreachablePointer(workload));
    const bool isMeant
        = workload.isResident() || workload.hasExternalVolume() || workload.isSingleton();
    if (strategy.stringOr() != u"disabled" || isMeant || workload.instances() == 0)
        return;
    Finding &finding = reporter.add(DeployUnreachableDisabled, strategy,
        u"Tasks of a lost agent are never replaced; capacity shrinks until somebody notices."_s);
    offer(finding, u"Replace them at once"_s, true,
        TextEdit{strategy.range(), R"({"inactiveAfterSeconds": 0, "expungeAfterSeconds": 0})"});
}

} // namespace Pinion
