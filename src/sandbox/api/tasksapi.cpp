// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/appedits.h"
#include "sandbox/api/statusjson.h"

#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;
using Instances = std::vector<const SandboxInstance *>;

struct KillOptions
{
    bool isScaling = false;
    bool isWiping = false;
    bool isForced = false;
};

KillOptions optionsOf(const ApiCall &call)
{
    return {call.request.flag(u"scale"), call.request.flag(u"wipe"), call.isForced()};
}

std::optional<SandboxAnswer> contradiction(const KillOptions &options)
{
    if (!options.isScaling || !options.isWiping)
        return std::nullopt;
    return answerOf(refusal(400, u"You cannot use scale and wipe at the same time."_s));
}

Json tasksJson(const Instances &instances, bool hasServicePorts = false)
{
    Json tasks = Json::array();
    for (const SandboxInstance *instance : instances) {
        for (const QString &task : instance->taskIds())
            tasks.push_back(taskJson(*instance, task, hasServicePorts));
    }
    return tasks;
}

/// Lowers the numbers of instances by the victims, which die first.
SandboxAnswer killAndScale(ApiCall &call, const Instances &victims, const KillOptions &options)
{
    ChangeRequest change;
    change.group = parentId(call.id);
    change.isForced = options.isForced;
    std::map<QString, int> fewer;
    for (const SandboxInstance *victim : victims) {
        change.sentenced.insert(victim->id);
        const bool isCounted = isActive(victim->condition) && victim->goal == Goal::Running;
        fewer[victim->spec->id] += isCounted ? 1 : 0;
    }
    return answerOf(
        call.marathon.change(change, [&fewer](RootGroup root, Millis) -> Answered<RootGroup> {
            for (const auto &[id, count] : fewer) {
                const RunSpecPtr spec = root.spec(id);
                if (!spec)
                    return refused(noSuchApp(id));
                root.specs[id] = withInstances(*spec, std::max(0, spec->instances - count));
            }
            return root;
        }));
}

void killNow(ApiCall &call, const Instances &victims)
{
    QSet<QString> ids;
    for (const SandboxInstance *victim : victims)
        ids.insert(victim->id);
    call.marathon.killInstances(ids);
}

Instances ofTask(const SandboxState &state, const QString &taskId)
{
    Instances found;
    for (const SandboxInstance &instance : state.instances) {
        if (instance.taskIds().contains(taskId))
            found.push_back(&instance);
    }
    return found;
}

/// "<path>.instance-<uuid>…", or "<path>.<uuid>" before 1.8.
bool isTaskId(const QString &id)
{
    static const QRegularExpression form(u"^.+\\.(instance-)?[0-9a-f-]{36}(\\..+)?$"_s);
    return form.match(id).hasMatch();
}

bool hasStatus(const ApiCall &call, const SandboxInstance &instance)
{
    QStringList wanted = call.request.values(u"status") + call.request.values(u"status[]");
    wanted.removeIf(
        [](const QString &word) { return word != "running"_L1 && word != "staging"_L1; });
    const QString state = taskState(instance.condition).mid(5).toLower();
    return wanted.isEmpty() || wanted.contains(state);
}

} // namespace

SandboxAnswer listAppTasks(ApiCall &call)
{
    const SandboxState &state = call.state();
    Instances instances;
    if (call.id.endsWith(u'*')) {
        const QString group = call.id.size() > 3 ? call.id.chopped(2) : u"/"_s;
        if (!state.root.hasGroup(group))
            return answerOf(refusal(404, u"Group '%1' does not exist"_s.arg(group)));
        for (const RunSpecPtr &spec : state.root.specsIn(group, true)) {
            const Instances more = listedInstances(state, spec->id);
            instances.insert(instances.end(), more.begin(), more.end());
        }
    } else if (!storedApp(call)) {
        return answerOf(noSuchApp(call.id));
    } else {
        instances = listedInstances(state, call.id);
    }
    return jsonAnswer(200, {{"tasks", tasksJson(instances)}});
}

SandboxAnswer killAppTasks(ApiCall &call)
{
    const KillOptions options = optionsOf(call);
    if (const auto answer = contradiction(options))
        return *answer;
    if (!storedApp(call))
        return answerOf(noSuchApp(call.id));
    Instances victims = listedInstances(call.state(), call.id);
    const QString host = call.request.value(u"host").value_or(u"*"_s);
    std::erase_if(victims, [&host](const SandboxInstance *instance) {
        return host != "*"_L1 && instance->host != host;
    });
    if (!options.isScaling) {
        const SandboxAnswer answer = jsonAnswer(200, {{"tasks", tasksJson(victims)}});
        killNow(call, victims);
        return answer;
    }
    if (call.state().instancesOf(call.id).empty())
        return answerOf(refusal(404, u"Path '%1' does not exist"_s.arg(call.id)));
    return killAndScale(call, victims, options);
}

SandboxAnswer killAppTask(ApiCall &call)
{
    const KillOptions options = optionsOf(call);
    if (const auto answer = contradiction(options))
        return *answer;
    if (!storedApp(call))
        return answerOf(noSuchApp(call.id));
    Instances victims = ofTask(call.state(), call.detail);
    std::erase_if(victims,
        [&call](const SandboxInstance *instance) { return instance->spec->id != call.id; });
    if (victims.empty())
        return answerOf(refusal(404, u"Task '%1' does not exist"_s.arg(call.detail)));
    if (options.isScaling)
        return killAndScale(call, victims, options);
    const SandboxAnswer answer
        = jsonAnswer(200, {{"task", taskJson(*victims.front(), call.detail)}});
    killNow(call, victims);
    return answer;
}

SandboxAnswer listTasks(ApiCall &call)
{
    Instances instances;
    for (const SandboxInstance &instance : call.state().instances) {
        if (instance.condition != Condition::Scheduled && instance.goal != Goal::Stopped
            && hasStatus(call, instance))
            instances.push_back(&instance);
    }
    return jsonAnswer(200, {{"tasks", tasksJson(instances, true)}});
}

SandboxAnswer killTasks(ApiCall &call)
{
    const KillOptions options = optionsOf(call);
    if (const auto answer = contradiction(options))
        return *answer;
    const Answered<JsonTree> body = parsedBody(call.request.body);
    if (!body)
        return answerOf(body.error());
    Instances victims;
    for (const JsonNode id : body->root()["ids"].children()) {
        if (!isTaskId(id.stringOr()))
            return answerOf(refusal(400,
                u"Invalid task id '%1'. [unable to extract instanceId from Mesos task id]"_s.arg(
                    id.stringOr())));
        const Instances more = ofTask(call.state(), id.stringOr());
        victims.insert(victims.end(), more.begin(), more.end());
    }
    if (options.isScaling)
        return killAndScale(call, victims, options);
    const SandboxAnswer answer = jsonAnswer(200, {{"tasks", tasksJson(victims)}});
    killNow(call, victims);
    return answer;
}

} // namespace Pinion
