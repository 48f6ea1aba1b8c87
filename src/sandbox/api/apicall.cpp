// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/apicall.h"

#include "server/reader.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

ServerSettings ApiCall::settings(const QString &path) const
{
    ServerSettings settings = state().settings.server();
    const QString top = u'/' + path.section(u'/', 1, 1);
    settings.facts.newGroupsEnforceRole
        = state().root.group(top).enforcesRole.value_or(settings.facts.newGroupsEnforceRole);
    return settings;
}

SandboxAnswer jsonAnswer(int status, const nlohmann::ordered_json &json)
{
    return SandboxAnswer::json(status, QByteArray::fromStdString(json.dump()));
}

SandboxAnswer answerOf(const SandboxRefusal &refusal)
{
    return SandboxAnswer::json(refusal.status, refusal.body);
}

SandboxAnswer answerOf(const ChangeResult &result, int status)
{
    const nlohmann::ordered_json body{{"version", timestamp(result.version).toStdString()},
        {"deploymentId", result.deploymentId.toStdString()}};
    return jsonAnswer(status, body).with("Marathon-Deployment-Id", result.deploymentId.toLatin1());
}

SandboxAnswer answerOf(const Answered<ChangeResult> &result, int status)
{
    return result ? answerOf(*result, status) : answerOf(result.error());
}

Answered<JsonTree> parsedBody(const QByteArray &body)
{
    JsonTree tree = JsonTree::parse(body);
    if (const Verdict verdict = readText(tree); !verdict.isAccepted())
        return refused(refusal(verdict));
    return tree;
}

SandboxAnswer refuseInLeader(ApiCall &call, const ChangeRequest &change, const SandboxRefusal &why)
{
    return answerOf(call.marathon.change(
        change, [&why](const RootGroup &, Millis) -> Answered<RootGroup> { return refused(why); }));
}

} // namespace Pinion
