// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/sandboxmarathon.h"
#include "sandbox/http/sandboxmessage.h"

namespace Pinion {

/// One request on its way through the REST layer, with what its path named.
struct ApiCall
{
    SandboxMarathon &marathon;
    const SandboxRequest &request;
    QString id; ///< "/shop/web"
    QString detail; ///< a task's id, a version, a deployment's id

    [[nodiscard]] const SandboxState &state() const { return marathon.state(); }
    [[nodiscard]] bool isForced(bool otherwise = false) const
    {
        return request.flag(u"force", otherwise);
    }
    /// What the server's rules depend on; `path`: of an app or a group inside it.
    [[nodiscard]] ServerSettings settings(const QString &path) const;
};

[[nodiscard]] SandboxAnswer jsonAnswer(int status, const nlohmann::ordered_json &json);
[[nodiscard]] SandboxAnswer answerOf(const SandboxRefusal &refusal);
/// {"version": …, "deploymentId": …} with its header.
[[nodiscard]] SandboxAnswer answerOf(const ChangeResult &result, int status = 200);
[[nodiscard]] SandboxAnswer answerOf(const Answered<ChangeResult> &result, int status = 200);
/// The body as JSON, or why it is none (400).
[[nodiscard]] Answered<JsonTree> parsedBody(const QByteArray &body);
/// Refuses through the leader, where refusals that it makes are told as events.
[[nodiscard]] SandboxAnswer refuseInLeader(
    ApiCall &call, const ChangeRequest &change, const SandboxRefusal &why);

using ApiHandler = SandboxAnswer (*)(ApiCall &call);

// The handlers, by subject.
SandboxAnswer listApps(ApiCall &call);
SandboxAnswer createApp(ApiCall &call);
SandboxAnswer showApp(ApiCall &call);
SandboxAnswer putApp(ApiCall &call);
SandboxAnswer patchApp(ApiCall &call);
SandboxAnswer putApps(ApiCall &call);
SandboxAnswer patchApps(ApiCall &call);
SandboxAnswer deleteApp(ApiCall &call);
SandboxAnswer restartApp(ApiCall &call);
SandboxAnswer listVersions(ApiCall &call);
SandboxAnswer showVersion(ApiCall &call);
SandboxAnswer listAppTasks(ApiCall &call);
SandboxAnswer killAppTasks(ApiCall &call);
SandboxAnswer killAppTask(ApiCall &call);
SandboxAnswer listTasks(ApiCall &call);
SandboxAnswer killTasks(ApiCall &call);
SandboxAnswer listDeployments(ApiCall &call);
SandboxAnswer deleteDeployment(ApiCall &call);
SandboxAnswer showGroup(ApiCall &call);
SandboxAnswer listGroupApps(ApiCall &call);
SandboxAnswer listGroupVersions(ApiCall &call);
SandboxAnswer showGroupVersion(ApiCall &call);
SandboxAnswer createGroup(ApiCall &call);
SandboxAnswer putGroup(ApiCall &call);
SandboxAnswer patchGroup(ApiCall &call);
SandboxAnswer deleteGroup(ApiCall &call);
SandboxAnswer listQueue(ApiCall &call);
SandboxAnswer resetDelay(ApiCall &call);
SandboxAnswer hasPods(ApiCall &call);
SandboxAnswer listPods(ApiCall &call);
SandboxAnswer createPod(ApiCall &call);
SandboxAnswer showPod(ApiCall &call);
SandboxAnswer putPod(ApiCall &call);
SandboxAnswer deletePod(ApiCall &call);
SandboxAnswer showPodStatus(ApiCall &call);
SandboxAnswer listPodStatus(ApiCall &call);
SandboxAnswer listPodVersions(ApiCall &call);
SandboxAnswer showPodVersion(ApiCall &call);
SandboxAnswer killPodInstances(ApiCall &call);

} // namespace Pinion
