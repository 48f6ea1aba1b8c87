// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/scene.h"

#include "prepull/pinning.h"

namespace Pinion {

Task<PrepullScene> readScene(Cluster &cluster, bool withAttributes, std::stop_token stop)
{
    PrepullScene scene;
    Result<ServerInfo> info = co_await cluster.marathon().info(stop);
    if (!info)
        co_return tl::make_unexpected(info.error());
    scene.info = std::move(*info);
    Result<AgentSurvey> survey = co_await cluster.mesos().survey(scene.info.mesosUrl, stop);
    if (!survey)
        co_return tl::make_unexpected(survey.error());
    scene.survey = std::move(*survey);
    if (!withAttributes)
        co_return scene;
    scene.attributes = co_await cluster.mesos().textAttributes(scene.info.mesosUrl, stop);
    if (stop.stop_requested())
        co_return cancelled();
    co_return scene;
}

std::vector<HostVerdict> judgedHosts(
    const PrepullScene &scene, PrepullVia via, const QStringList &roles)
{
    const PrepullTaskNeed need = taskNeed(via);
    AgentNeed asked;
    asked.roles = roles;
    asked.cpus = need.cpus;
    asked.mem = need.mem;
    asked.disk = need.disk;
    return judgeHosts(scene.survey, asked);
}

Result<PrepullPlan> planOn(const PrepullScene &scene, const PrepullWish &wish,
    const QString &attribute, const QString &runId, const QDateTime &now)
{
    Result<PrepullPlan> plan
        = planPrepull(wish, judgedHosts(scene, wish.via, wish.roles), runId, now);
    if (!plan)
        return plan;
    if (wish.via == PrepullVia::Chronos)
        pinByHostname(*plan, scene.survey.agents);
    if (wish.via != PrepullVia::Eremetic)
        return plan;
    if (!scene.attributes)
        return tl::make_unexpected(scene.attributes.error());
    if (const Result<void> pinned = pinByAttribute(*plan, *scene.attributes, attribute); !pinned)
        return tl::make_unexpected(pinned.error());
    return plan;
}

} // namespace Pinion
