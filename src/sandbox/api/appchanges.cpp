// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/judgeupdate.h"

#include "marathon/definition.h"
#include "sandbox/api/appedits.h"
#include "sandbox/api/statusjson.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

ChangeRequest requestFor(const ApiCall &call)
{
    ChangeRequest change;
    change.group = parentId(call.id);
    change.isForced = call.isForced();
    return change;
}

/// Puts one edit into the tree.
Answered<ChangeResult> commit(ApiCall &call, const AppEdit &edit, bool mustBeNew = false)
{
    return call.marathon.change(
        requestFor(call), [&](RootGroup root, Millis) -> Answered<RootGroup> {
            if (mustBeNew && root.spec(call.id))
                return refused(refusal(409, u"An app with id [%1] already exists."_s.arg(call.id)));
            if (edit.late)
                return refused(*edit.late);
            root.specs[call.id] = edit.spec;
            return root;
        });
}

QByteArray locationOf(const ApiCall &call)
{
    // The id is taken for a relative address: not where the app can be found.
    return "http://" + call.request.header("host") + call.id.toUtf8();
}

SandboxAnswer answerChanged(ApiCall &call, const Answered<AppEdit> &edit, bool isNew)
{
    if (!edit)
        return answerOf(edit.error());
    const Answered<ChangeResult> result = commit(call, *edit);
    if (!result)
        return answerOf(result.error());
    publishPost(call, definitionJson(*call.state().root.spec(call.id)));
    const SandboxAnswer answer = answerOf(*result, isNew ? 201 : 200);
    return isNew ? answer.with("Location", locationOf(call)) : answer;
}

/// The app as it was understood: nothing runs, and open ports are still open.
Json createdJson(const AppEdit &edit, const ChangeResult &result)
{
    Json json = *edit.spec->definition;
    json["version"] = timestamp(result.version).toStdString();
    for (const char *count : {"tasksStaged", "tasksRunning", "tasksHealthy", "tasksUnhealthy"})
        json[count] = 0;
    json["deployments"] = Json::array({Json{{"id", result.deploymentId.toStdString()}}});
    json["tasks"] = Json::array();
    return json;
}

using ListEdit = Answered<AppEdit> (*)(const ApiCall &, JsonNode, const RunSpecPtr &);

Answered<AppEdit> putOne(const ApiCall &call, JsonNode body, const RunSpecPtr &stored)
{
    if (!stored)
        return newApp(call, body);
    return call.request.flag(u"partialUpdate", true) ? updatedApp(call, body, *stored)
                                                     : replacedApp(call, body, *stored);
}

Answered<AppEdit> patchOne(const ApiCall &call, JsonNode body, const RunSpecPtr &stored)
{
    if (!stored)
        return refused(noSuchApp(call.id));
    return updatedApp(call, body, *stored);
}

/// Many apps in one deployment.
SandboxAnswer changeList(ApiCall &call, ListEdit editOne)
{
    const Answered<JsonTree> body = parsedBody(call.request.body);
    if (!body)
        return answerOf(body.error());
    if (const Verdict verdict = judgeUpdateList(body->root(), call.settings(u"/"_s));
        !verdict.isAccepted())
        return answerOf(refusal(verdict));
    std::vector<AppEdit> edits;
    for (const JsonNode element : body->root().children()) {
        ApiCall one{call.marathon, call.request, absoluteId(element["id"].stringOr()), {}};
        Answered<AppEdit> edit = editOne(one, element, storedApp(one));
        if (!edit)
            return answerOf(edit.error());
        edits.push_back(std::move(*edit));
    }
    ChangeRequest change;
    change.isForced = call.isForced();
    return answerOf(
        call.marathon.change(change, [&edits](RootGroup root, Millis) -> Answered<RootGroup> {
            for (const AppEdit &edit : edits) {
                if (edit.late)
                    return refused(*edit.late);
                root.specs[edit.spec->id] = edit.spec;
            }
            return root;
        }));
}

} // namespace

SandboxAnswer createApp(ApiCall &call)
{
    const Answered<JsonTree> body = parsedBody(call.request.body);
    if (!body)
        return answerOf(body.error());
    call.id = absoluteId(body->root()["id"].stringOr());
    const Answered<AppEdit> edit = newApp(call, body->root());
    if (!edit)
        return answerOf(edit.error());
    const Answered<ChangeResult> result = commit(call, *edit, true);
    if (!result)
        return answerOf(result.error());
    const Json json = createdJson(*edit, *result);
    publishPost(call, definitionJson(*call.state().root.spec(call.id)));
    return jsonAnswer(201, json)
        .with("Location", locationOf(call))
        .with("Marathon-Deployment-Id", result->deploymentId.toLatin1());
}

SandboxAnswer putApp(ApiCall &call)
{
    const Answered<JsonTree> sent = parsedBody(call.request.body);
    if (!sent)
        return answerOf(sent.error());
    const JsonTree body = JsonTree::parse(withId(*sent, call.id));
    const RunSpecPtr stored = storedApp(call);
    return answerChanged(call, putOne(call, body.root(), stored), !stored);
}

SandboxAnswer patchApp(ApiCall &call)
{
    const Answered<JsonTree> sent = parsedBody(call.request.body);
    if (!sent)
        return answerOf(sent.error());
    const JsonTree body = JsonTree::parse(withId(*sent, call.id));
    const RunSpecPtr stored = storedApp(call);
    if (!stored)
        return refuseInLeader(call, requestFor(call), noSuchApp(call.id));
    return answerChanged(call, updatedApp(call, body.root(), *stored), false);
}

SandboxAnswer putApps(ApiCall &call)
{
    return changeList(call, putOne);
}

SandboxAnswer patchApps(ApiCall &call)
{
    return changeList(call, patchOne);
}

} // namespace Pinion
