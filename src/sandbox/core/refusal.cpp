// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/refusal.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

using Json = nlohmann::ordered_json;

SandboxRefusal refusal(int status, const QString &message)
{
    const Json body{{"message", message.toStdString()}};
    return {status, QByteArray::fromStdString(body.dump()), message};
}

SandboxRefusal refusal(const Verdict &verdict)
{
    return {verdict.phase == Phase::Text ? 400 : verdict.refusedStatus, answerBody(verdict),
        verdict.violations.front().message};
}

SandboxRefusal lockedRefusal(const QStringList &deploymentIds)
{
    const QString message
        = u"App is locked by one or more deployments. Override with the option '?force=true'. "
          "View details at '/v2/deployments/<DEPLOYMENT_ID>'."_s;
    Json body{{"message", message.toStdString()}, {"deployments", Json::array()}};
    for (const QString &id : deploymentIds)
        body["deployments"].push_back({{"id", id.toStdString()}});
    return {409, QByteArray::fromStdString(body.dump()), message};
}

SandboxRefusal crowdedRefusal(int limit)
{
    // The missing blank is the server's.
    return refusal(403,
        u"Max number (%1) of running deployments is achieved. Wait for existing deployments to "
        "complete or cancel oneusing force=true parameter. You can increase max deployment number "
        "by using --max_running_deployments parameter but be advised that this can have negative "
        "effects on the performance."_s.arg(limit));
}

SandboxRefusal noSuchApp(const QString &id)
{
    return refusal(404, u"App '%1' does not exist"_s.arg(id));
}

} // namespace Pinion
