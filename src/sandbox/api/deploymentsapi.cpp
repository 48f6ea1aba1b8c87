// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/apicall.h"
#include "sandbox/api/statusjson.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

using Json = nlohmann::ordered_json;

SandboxAnswer listDeployments(ApiCall &call)
{
    Json list = Json::array();
    for (const SandboxDeployment &deployment : call.state().deployments)
        list.push_back(deploymentJson(call.state(), deployment));
    return jsonAnswer(200, list);
}

SandboxAnswer deleteDeployment(ApiCall &call)
{
    if (!call.isForced())
        return answerOf(call.marathon.rollBack(call.detail));
    if (!call.marathon.cancel(call.detail))
        return answerOf(refusal(404, u"DeploymentPlan %1 does not exist"_s.arg(call.detail)));
    return {202, {}, {}};
}

} // namespace Pinion
