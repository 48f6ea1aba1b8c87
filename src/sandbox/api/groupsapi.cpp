// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/judgegroup.h"

#include "sandbox/api/appedits.h"
#include "sandbox/api/groupedits.h"
#include "sandbox/api/statusjson.h"
#include "sandbox/core/deploymentevents.h"

#include <nlohmann/json.hpp>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

SandboxRefusal noSuchGroup(const QString &id)
{
    return refusal(404, u"Group '%1' does not exist"_s.arg(id));
}

ChangeRequest requestFor(const ApiCall &call)
{
    ChangeRequest change;
    change.group = call.id;
    change.isForced = call.isForced();
    return change;
}

QStringList embedsOf(const ApiCall &call)
{
    const QStringList asked = call.request.values(u"embed");
    return asked.isEmpty() ? QStringList{u"group.groups"_s, u"group.apps"_s, u"group.pods"_s}
                           : asked;
}

/// The whole group as one of the kept versions had it.
Answered<RootGroup> earlierGroup(const ApiCall &call, RootGroup root, const QString &text)
{
    const std::optional<Millis> version = parseTimestamp(text);
    if (!version)
        return refused(badTimestamp(text));
    const auto found = call.state().groupHistory.find(*version);
    if (found == call.state().groupHistory.end())
        return refused(noSuchGroup(call.id));
    removeGroup(root, call.id);
    for (const auto &[id, spec] : found->second.specs) {
        if (isBelow(id, call.id))
            root.specs[id] = spec;
    }
    for (const auto &[id, record] : found->second.groups) {
        if (id == call.id || isBelow(id, call.id))
            root.groups[id] = record;
    }
    return root;
}

RootGroup scaledGroup(RootGroup root, const QString &id, double factor)
{
    for (const RunSpecPtr &spec : root.specsIn(id, true))
        root.specs[spec->id] = withInstances(*spec, int(std::ceil(spec->instances * factor)));
    return root;
}

/// What a PUT does to the tree, by the form of its body.
Answered<RootGroup> changedTree(const ApiCall &call, JsonNode body, RootGroup root)
{
    if (!body["version"].isAbsent())
        return earlierGroup(call, std::move(root), body["version"].stringOr());
    if (const auto factor = body["scaleBy"].toDouble())
        return scaledGroup(std::move(root), call.id, *factor);
    mergeGroup(root, body, call.settings(call.id), call.id);
    return root;
}

/// The steps alone. Unchanged apps of the body count as changed here, as the server has it.
SandboxAnswer dryRun(const ApiCall &call, JsonNode body)
{
    const Answered<RootGroup> after = changedTree(call, body, call.state().root);
    if (!after)
        return answerOf(after.error());
    QSet<QString> restarted;
    for (const RunSpecPtr &spec : after->specsIn(call.id, true))
        restarted.insert(spec->id);
    Json steps = Json::array();
    for (const PlannedStep &step : plannedSteps(call.state().root, *after, restarted))
        steps.push_back(stepJson(step));
    return jsonAnswer(200, {{"steps", std::move(steps)}});
}

std::optional<SandboxRefusal> judged(const ApiCall &call, JsonNode body)
{
    const std::optional<bool> enforces = call.state().root.group(call.id).enforcesRole;
    const Verdict verdict = judgeGroup(body, call.id, call.settings(call.id), enforces);
    return verdict.isAccepted() ? std::nullopt : std::optional(refusal(verdict));
}

} // namespace

SandboxAnswer showGroup(ApiCall &call)
{
    if (!call.state().root.hasGroup(call.id))
        return answerOf(noSuchGroup(call.id));
    return jsonAnswer(200, groupJson(call.state(), call.state().root, call.id, embedsOf(call)));
}

SandboxAnswer listGroupApps(ApiCall &call)
{
    if (!call.state().root.hasGroup(call.id))
        return answerOf(noSuchGroup(call.id));
    Json apps = Json::array();
    const AppEmbeds embeds = withEmbeds({}, call.request.values(u"embed"));
    for (const RunSpecPtr &spec : call.state().root.specsIn(call.id, true)) {
        if (!spec->isPod)
            apps.push_back(appInfoJson(call.state(), *spec, embeds));
    }
    return jsonAnswer(200, apps);
}

SandboxAnswer listGroupVersions(ApiCall &call)
{
    if (!call.state().root.hasGroup(call.id))
        return answerOf(noSuchGroup(call.id));
    Json versions = Json::array();
    for (const auto &[version, root] : call.state().groupHistory) {
        if (root.hasGroup(call.id))
            versions.push_back(timestamp(version).toStdString());
    }
    return jsonAnswer(200, versions);
}

SandboxAnswer showGroupVersion(ApiCall &call)
{
    const std::optional<Millis> version = parseTimestamp(call.detail);
    if (!version)
        return answerOf(badTimestamp(call.detail));
    const auto found = call.state().groupHistory.find(*version);
    if (found == call.state().groupHistory.end() || !found->second.hasGroup(call.id)) {
        return answerOf(refusal(
            404, u"Group '%1' does not exist in version %2"_s.arg(call.id, timestamp(*version))));
    }
    return jsonAnswer(200, groupJson(call.state(), found->second, call.id, embedsOf(call)));
}

SandboxAnswer createGroup(ApiCall &call)
{
    const Answered<JsonTree> body = parsedBody(call.request.body);
    if (!body)
        return answerOf(body.error());
    call.id = groupIdOf(body->root(), call.id);
    if (const auto why = judged(call, body->root()))
        return answerOf(*why);
    const auto edit = [&](RootGroup root, Millis) -> Answered<RootGroup> {
        if (root.spec(call.id))
            return refused(refusal(409, u"An app with the path %1 already exists."_s.arg(call.id)));
        if (root.hasGroup(call.id))
            return refused(refusal(
                409, u"Group %1 is already created. Use PUT to change this group."_s.arg(call.id)));
        return changedTree(call, body->root(), std::move(root));
    };
    const SandboxAnswer answer = answerOf(call.marathon.change(requestFor(call), edit), 201);
    return answer.status == 201
        ? answer.with("Location", "http://" + call.request.header("host") + call.id.toUtf8())
        : answer;
}

SandboxAnswer putGroup(ApiCall &call)
{
    const Answered<JsonTree> body = parsedBody(call.request.body);
    if (!body)
        return answerOf(body.error());
    if (const auto why = judged(call, body->root()))
        return answerOf(*why);
    if (call.request.flag(u"dryRun"))
        return dryRun(call, body->root());
    return answerOf(call.marathon.change(requestFor(call),
        [&](RootGroup root, Millis) { return changedTree(call, body->root(), std::move(root)); }));
}

SandboxAnswer patchGroup(ApiCall &call)
{
    const Answered<JsonTree> body = parsedBody(call.request.body);
    if (!body)
        return answerOf(body.error());
    if (const Verdict verdict = judgeGroupPatch(body->root(), call.id); !verdict.isAccepted())
        return answerOf(refusal(verdict));
    if (!call.state().root.hasGroup(call.id))
        return answerOf(noSuchGroup(call.id));
    return answerOf(
        call.marathon.change(requestFor(call), [&](RootGroup root, Millis) -> Answered<RootGroup> {
            root.groups[call.id].enforcesRole = body->root()["enforceRole"].toBool();
            return root;
        }));
}

SandboxAnswer deleteGroup(ApiCall &call)
{
    return answerOf(
        call.marathon.change(requestFor(call), [&](RootGroup root, Millis) -> Answered<RootGroup> {
            if (!root.hasGroup(call.id))
                return refused(noSuchGroup(call.id));
            removeGroup(root, call.id);
            return root;
        }));
}

} // namespace Pinion
