// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/appedits.h"

#include "server/canonical.h"
#include "server/judge.h"
#include "server/judgeupdate.h"
#include "server/reader.h"

#include "sandbox/core/sandboxtime.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

/// Refusals of the root group are the leader's, all others the REST layer's.
Answered<AppEdit> edited(const Verdict &verdict, Json definition)
{
    AppEdit edit;
    if (!verdict.isAccepted() && verdict.phase != Phase::RootGroup)
        return refused(refusal(verdict));
    if (!verdict.isAccepted())
        edit.late = refusal(verdict);
    edit.spec = makeRunSpec(definition, {});
    return edit;
}

Json canonicalOf(const Json &app, const ServerSettings &settings)
{
    const JsonTree tree = JsonTree::parse(QByteArray::fromStdString(app.dump()));
    return canonical(tree.root(), settings);
}

Answered<AppEdit> earlierVersion(const ApiCall &call, JsonNode version)
{
    const std::optional<Millis> moment = parseTimestamp(version.stringOr());
    if (!moment)
        return refused(badTimestamp(version.stringOr()));
    const RunSpecPtr spec = storedVersion(call.state(), call.id, *moment);
    AppEdit edit;
    if (spec)
        edit.spec = spec;
    else
        edit.late = noSuchApp(call.id);
    return edit;
}

} // namespace

Answered<AppEdit> newApp(const ApiCall &call, JsonNode body)
{
    const ServerSettings settings = call.settings(call.id);
    Verdict verdict;
    verdict.phase = Phase::Reader;
    verdict.violations = readApp(body, settings.version);
    if (verdict.isAccepted())
        verdict = judgeApp(body, settings);
    if (!verdict.isAccepted())
        return refused(refusal(verdict));
    return edited(verdict, canonical(body, settings));
}

Answered<AppEdit> replacedApp(const ApiCall &call, JsonNode body, const RunSpec &stored)
{
    const ServerSettings settings = call.settings(call.id);
    const Verdict verdict
        = judgeAppReplacement(body, *stored.definition, settings, call.isForced());
    if (verdict.phase == Phase::Reader && !verdict.isAccepted())
        return refused(refusal(verdict));
    Json definition = canonical(body, settings);
    definition.erase("executorResources"); // lost on this way, always
    return edited(verdict, std::move(definition));
}

Answered<AppEdit> updatedApp(const ApiCall &call, JsonNode body, const RunSpec &stored)
{
    const ServerSettings settings = call.settings(call.id);
    const Verdict verdict = judgeAppUpdate(body, *stored.definition, settings, call.isForced());
    if (!verdict.isAccepted() && verdict.phase != Phase::RootGroup)
        return refused(refusal(verdict));
    if (!body["version"].isAbsent())
        return earlierVersion(call, body["version"]);
    Json merged = mergedApp(*stored.definition, body);
    merged["id"] = stored.id.toStdString();
    return edited(verdict, canonicalOf(merged, settings));
}

QByteArray withId(const JsonTree &body, const QString &id)
{
    if (!body.root().isObject())
        return body.bytes();
    Json json = Json::parse(body.bytes().toStdString());
    json["id"] = id.toStdString();
    return QByteArray::fromStdString(json.dump());
}

void publishPost(const ApiCall &call, const Json &app)
{
    call.state().publish("api_post_event",
        {{"clientIp", call.request.peer.toStdString()}, {"uri", call.request.path().toStdString()},
            {"appDefinition", app}});
}

} // namespace Pinion
