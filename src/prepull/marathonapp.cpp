// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/marathonapp.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr MarathonVersion GenericChecks{1, 8};
constexpr int SecondsOfDay = 86400;

std::string text(const QString &string)
{
    return string.toStdString();
}

Json generalCheck()
{
    return {{"exec", {{"command", {{"shell", pullCheckCommand().toStdString()}}}}},
        {"delaySeconds", 2}, {"intervalSeconds", 5}, {"timeoutSeconds", 4}};
}

/// Mesos kills as soon as the failures reach the limit, so 0 would kill at the first one.
Json healthCheck()
{
    return {{"protocol", "COMMAND"}, {"command", {{"value", pullHealthCommand().toStdString()}}},
        {"delaySeconds", 2}, {"intervalSeconds", 5}, {"timeoutSeconds", 4},
        {"gracePeriodSeconds", SecondsOfDay}, {"maxConsecutiveFailures", 1000000}};
}

Json environment(const PrepullPlan &plan, PullMode mode)
{
    return {{"PINION_IMAGE", text(plan.image)},
        {"PINION_PULL_SECONDS", std::to_string(plan.pullTime.count())},
        {"PINION_TRIES", std::to_string(plan.tries)}, {"PINION_MODE", text(pullModeName(mode))}};
}

Json labels(const PrepullPlan &plan, const QString &host)
{
    Json json{{KindLabel.data(), "prepull"}, {RunLabel.data(), text(plan.runId)},
        {StartedLabel.data(), text(plan.began.toUTC().toString(Qt::ISODate))}};
    if (!host.isEmpty())
        json[HostLabel.data()] = text(host);
    return json;
}

struct Helper
{
    QString id;
    int instances = 1;
    Json constraint;
    QString host; ///< empty: all
    PullMode mode = PullMode::Hold;
};

QByteArray appOf(const PrepullPlan &plan, const Helper &helper)
{
    const PrepullTaskNeed need = taskNeed(PrepullVia::Marathon);
    const bool holds = helper.mode == PullMode::Hold;
    Json roles = Json::array();
    for (const QString &role : plan.roles)
        roles.push_back(text(role));
    Json app{{"id", text(helper.id)}, {"cmd", pullCommand(plan.user).toStdString()},
        {"instances", helper.instances}, {"cpus", need.cpus}, {"mem", int(need.mem)},
        {"disk", int(need.disk)}, {"portDefinitions", Json::array()},
        {"constraints", Json::array({helper.constraint})}, {"acceptedResourceRoles", roles},
        {"env", environment(plan, helper.mode)}, {"labels", labels(plan, helper.host)}};
    if (!plan.credentials.isEmpty())
        app["fetch"] = Json::array({{{"uri", text(plan.credentials)}, {"extract", true}}});
    if (holds)
        app["check"] = generalCheck();
    else
        app["healthChecks"] = Json::array({healthCheck()});
    app["backoffSeconds"] = holds ? 60 : 3600;
    app["backoffFactor"] = holds ? 2 : 1;
    app["maxLaunchDelaySeconds"] = 3600;
    app["upgradeStrategy"] = {{"minimumHealthCapacity", 0}, {"maximumOverCapacity", 0}};
    app["unreachableStrategy"] = "disabled";
    app["taskKillGracePeriodSeconds"] = 3;
    return QByteArray::fromStdString(app.dump());
}

} // namespace

MarathonProfile marathonProfile(MarathonVersion version, const PrepullPlan &plan)
{
    const bool isOld = version.isSet() && version < GenericChecks;
    return {isOld ? PullMode::Fail : PullMode::Hold, !isOld && plan.coversAll};
}

QString helperRoot(const QString &runId)
{
    return u"/pinion/prepull/r-"_s + runId;
}

QString helperId(const PrepullPlan &plan, const QString &host)
{
    return u"%1/h-%2"_s.arg(helperRoot(plan.runId)).arg(plan.hosts.indexOf(host) + 1);
}

bool isHelperOf(const QString &appId, const QString &runId)
{
    const QString root = helperRoot(runId);
    return !runId.isEmpty() && (appId == root || appId.startsWith(root + u'/'));
}

QByteArray sharedApp(const PrepullPlan &plan, int instances)
{
    const Helper helper{helperRoot(plan.runId), instances, Json::array({"hostname", "UNIQUE"}),
        QString(), PullMode::Hold};
    return appOf(plan, helper);
}

QByteArray pinnedApp(const PrepullPlan &plan, const QString &host, PullMode mode)
{
    const Helper helper{
        helperId(plan, host), 1, Json::array({"hostname", "CLUSTER", text(host)}), host, mode};
    return appOf(plan, helper);
}

} // namespace Pinion
