// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/canonicalpod.h"
#include "server/judgepod.h"

#include "marathon/definition.h"
#include "sandbox/api/appedits.h"
#include "sandbox/api/statusjson.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

RunSpecPtr storedPod(const ApiCall &call)
{
    const RunSpecPtr spec = call.state().root.spec(call.id);
    return spec && spec->isPod ? spec : nullptr;
}

SandboxRefusal noSuchPod(const QString &id)
{
    return refusal(404, u"Pod '%1' does not exist"_s.arg(id));
}

ChangeRequest requestFor(const ApiCall &call)
{
    ChangeRequest change;
    change.group = parentId(call.id);
    change.isForced = call.isForced();
    return change;
}

void publishPod(const ApiCall &call, const char *type)
{
    call.state().publish(type,
        {{"clientIp", call.request.peer.toStdString()},
            {"uri", call.request.path().toStdString()}});
}

SandboxAnswer answerPod(const ApiCall &call, int status, const ChangeResult &result)
{
    return jsonAnswer(status, definitionJson(*call.state().root.spec(call.id)))
        .with("Marathon-Deployment-Id", result.deploymentId.toLatin1());
}

/// Stable once as many run as there should be.
std::string statusWord(const ApiCall &call, const RunSpec &spec, size_t running)
{
    if (call.state().locked().contains(spec.id))
        return "DEGRADED";
    return running >= size_t(spec.instances) ? "STABLE" : "DEGRADED";
}

Json containerStatus(const SandboxInstance &instance, const QString &name, const QString &task)
{
    Json json{{"name", name.toStdString()}, {"status", taskState(instance.condition).toStdString()},
        {"statusSince", timestamp(instance.stagedAt).toStdString()},
        {"containerId", task.toStdString()}};
    return json;
}

Json statusJson(const ApiCall &call, const RunSpec &spec)
{
    Json instances = Json::array();
    size_t running = 0;
    for (const SandboxInstance *instance : listedInstances(call.state(), spec.id)) {
        Json containers = Json::array();
        const QStringList tasks = instance->taskIds();
        for (qsizetype i = 0; i < tasks.size(); ++i)
            containers.push_back(containerStatus(*instance, spec.containers[i], tasks[i]));
        const bool isRunning = instance->condition == Condition::Running;
        running += isRunning ? 1 : 0;
        instances.push_back({{"id", instance->id.toStdString()},
            {"status", isRunning ? "STABLE" : "PENDING"},
            {"statusSince", timestamp(instance->stagedAt).toStdString()},
            {"agentHostname", instance->host.toStdString()},
            {"agentId", instance->agentId.toStdString()}, {"containers", std::move(containers)}});
    }
    return {{"id", spec.id.toStdString()}, {"spec", definitionJson(spec)},
        {"status", statusWord(call, spec, running)},
        {"statusSince", timestamp(spec.versions.version).toStdString()},
        {"instances", std::move(instances)}, {"terminationHistory", Json::array()},
        {"lastUpdated", timestamp(call.state().now).toStdString()},
        {"lastChanged", timestamp(spec.versions.version).toStdString()}};
}

} // namespace

SandboxAnswer hasPods(ApiCall &)
{
    return {200, {}, {}};
}

SandboxAnswer listPods(ApiCall &call)
{
    Json pods = Json::array();
    for (const auto &[id, spec] : call.state().root.specs) {
        if (spec->isPod)
            pods.push_back(definitionJson(*spec));
    }
    return jsonAnswer(200, pods);
}

SandboxAnswer createPod(ApiCall &call)
{
    const Answered<JsonTree> body = parsedBody(call.request.body);
    if (!body)
        return answerOf(body.error());
    call.id = absoluteId(body->root()["id"].stringOr());
    const ServerSettings settings = call.settings(call.id);
    if (const Verdict verdict = judgePod(body->root(), settings); !verdict.isAccepted())
        return answerOf(refusal(verdict));
    const auto edit = [&](RootGroup root, Millis) -> Answered<RootGroup> {
        if (root.spec(call.id))
            return refused(refusal(409, u"A pod with id [%1] already exists."_s.arg(call.id)));
        root.specs[call.id] = makeRunSpec(canonicalPod(body->root(), settings), {}, true);
        return root;
    };
    const Answered<ChangeResult> result = call.marathon.change(requestFor(call), edit);
    if (!result)
        return answerOf(result.error());
    publishPod(call, "pod_created_event");
    return answerPod(call, 201, *result)
        .with("Location", "http://" + call.request.header("host") + "/v2/pods" + call.id.toUtf8());
}

SandboxAnswer showPod(ApiCall &call)
{
    const RunSpecPtr spec = storedPod(call);
    return spec ? jsonAnswer(200, definitionJson(*spec)) : answerOf(noSuchPod(call.id));
}

SandboxAnswer putPod(ApiCall &call)
{
    const Answered<JsonTree> body = parsedBody(call.request.body);
    if (!body)
        return answerOf(body.error());
    const RunSpecPtr stored = storedPod(call);
    const QString id = absoluteId(body->root()["id"].stringOr());
    if (id != call.id) {
        return answerOf(
            refusal(400, u"'%1' does not match definition's id ('%2')"_s.arg(call.id, id)));
    }
    const ServerSettings settings = call.settings(call.id);
    const Verdict verdict = stored
        ? judgePodUpdate(body->root(), *stored->definition, settings, call.isForced())
        : judgePod(body->root(), settings);
    if (!verdict.isAccepted())
        return answerOf(refusal(verdict));
    const auto edit = [&](RootGroup root, Millis) -> Answered<RootGroup> {
        if (!stored)
            return refused(noSuchPod(call.id));
        root.specs[call.id] = makeRunSpec(canonicalPod(body->root(), settings), {}, true);
        return root;
    };
    const Answered<ChangeResult> result = call.marathon.change(requestFor(call), edit);
    if (!result)
        return answerOf(result.error());
    publishPod(call, "pod_updated_event");
    return answerPod(call, 200, *result);
}

SandboxAnswer deletePod(ApiCall &call)
{
    const Answered<ChangeResult> result = call.marathon.change(
        requestFor(call), [&](RootGroup root, Millis) -> Answered<RootGroup> {
            if (!storedPod(call))
                return refused(noSuchPod(call.id));
            root.specs.erase(call.id);
            return root;
        });
    if (!result)
        return answerOf(result.error());
    publishPod(call, "pod_deleted_event");
    return SandboxAnswer{202, {{"Marathon-Deployment-Id", result->deploymentId.toLatin1()}}, {}};
}

SandboxAnswer showPodStatus(ApiCall &call)
{
    const RunSpecPtr spec = storedPod(call);
    return spec ? jsonAnswer(200, statusJson(call, *spec)) : answerOf(noSuchPod(call.id));
}

SandboxAnswer listPodStatus(ApiCall &call)
{
    Json list = Json::array();
    for (const auto &[id, spec] : call.state().root.specs) {
        if (spec->isPod)
            list.push_back(statusJson(call, *spec));
    }
    return jsonAnswer(200, list);
}

SandboxAnswer listPodVersions(ApiCall &call)
{
    if (!storedPod(call))
        return answerOf(noSuchPod(call.id));
    Json versions = Json::array();
    for (const auto &[version, spec] : call.state().history.at(call.id))
        versions.push_back(timestamp(version).toStdString());
    return jsonAnswer(200, versions);
}

SandboxAnswer showPodVersion(ApiCall &call)
{
    const std::optional<Millis> version = parseTimestamp(call.detail);
    if (!version)
        return answerOf(badTimestamp(call.detail));
    const RunSpecPtr spec = storedVersion(call.state(), call.id, *version);
    return spec ? jsonAnswer(200, definitionJson(*spec)) : answerOf(noSuchPod(call.id));
}

SandboxAnswer killPodInstances(ApiCall &call)
{
    if (!storedPod(call))
        return answerOf(noSuchPod(call.id));
    QSet<QString> ids;
    Json killed = Json::array();
    for (const SandboxInstance *instance : listedInstances(call.state(), call.id)) {
        if (!call.detail.isEmpty() && instance->id != call.detail)
            continue;
        ids.insert(instance->id);
        killed.push_back({{"instanceId", {{"idString", instance->id.toStdString()}}}});
    }
    call.marathon.killInstances(ids);
    return jsonAnswer(200, killed);
}

} // namespace Pinion
