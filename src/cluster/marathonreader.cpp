// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/marathonreader.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

int intOf(JsonNode node, int otherwise = 0)
{
    // Numbers such as 2.0 are whole to the server, 1e30 is nothing that it would send.
    return int(std::clamp<qint64>(node.toInteger().value_or(otherwise), INT_MIN, INT_MAX));
}

double numberOf(JsonNode node)
{
    return node.toDouble().value_or(0);
}

QDateTime timeOf(JsonNode node)
{
    return instantOf(node.stringOr());
}

QStringList textsOf(JsonNode list)
{
    QStringList texts;
    for (const JsonNode element : list.children()) {
        if (element.isString())
            texts.append(element.stringOr());
    }
    return texts;
}

std::vector<ReadinessResult> readReadiness(JsonNode list)
{
    std::vector<ReadinessResult> results;
    for (const JsonNode element : list.children()) {
        ReadinessResult result;
        result.name = element["name"].stringOr();
        result.taskId = element["taskId"].stringOr();
        result.isReady = element["ready"].toBool().value_or(false);
        result.status = intOf(element["lastResponse"]["status"]);
        result.body = element["lastResponse"]["body"].stringOr();
        results.push_back(std::move(result));
    }
    return results;
}

TaskFailure readFailure(JsonNode node)
{
    TaskFailure failure;
    failure.taskId = node["taskId"].stringOr();
    failure.host = node["host"].stringOr();
    failure.state = node["state"].stringOr();
    failure.message = node["message"].stringOr();
    failure.version = node["version"].stringOr();
    failure.at = timeOf(node["timestamp"]);
    return failure;
}

std::vector<RejectedOffers> readRejected(JsonNode list)
{
    std::vector<RejectedOffers> rows;
    for (const JsonNode element : list.children()) {
        if (element.isObject())
            rows.push_back({element["reason"].stringOr(), intOf(element["declined"]),
                intOf(element["processed"])});
    }
    return rows;
}

UnusedOffer readOffer(JsonNode node)
{
    UnusedOffer offer;
    const JsonNode inner = node["offer"];
    offer.host = inner["hostname"].stringOr();
    offer.agentId = inner["agentId"].stringOr();
    offer.reasons = textsOf(node["reason"]);
    offer.at = timeOf(node["timestamp"]);
    for (const JsonNode resource : inner["resources"].children()) {
        const QString name = resource["name"].stringOr();
        const double amount = numberOf(resource["scalar"]);
        if (name == "cpus"_L1)
            offer.cpus += amount;
        else if (name == "mem"_L1)
            offer.mem += amount;
        else if (name == "disk"_L1)
            offer.disk += amount;
        else if (name == "gpus"_L1)
            offer.gpus += amount;
        const QString role = resource["role"].stringOr();
        if (!role.isEmpty() && !offer.roles.contains(role))
            offer.roles.append(role);
    }
    return offer;
}

void readHealthChecks(JsonNode checks, RunningApp &app)
{
    app.healthChecks = int(checks.childCount());
    for (const JsonNode check : checks.children()) {
        const std::chrono::seconds interval(intOf(check["intervalSeconds"], 60));
        app.healthInterval = std::max(app.healthInterval, interval);
    }
}

} // namespace

QDateTime instantOf(const AppVersion &version)
{
    QDateTime instant = QDateTime::fromString(version, Qt::ISODateWithMs);
    return instant.isValid() ? instant.toUTC() : QDateTime();
}

bool sameVersion(const AppVersion &one, const AppVersion &other)
{
    if (one == other)
        return true;
    const QDateTime first = instantOf(one);
    return first.isValid() && first == instantOf(other);
}

bool AppTask::isHealthy(int checks) const
{
    return isRunning() && int(health.size()) >= checks
        && std::all_of(health.begin(), health.end(),
            [](const HealthResult &result) { return result.isAlive; });
}

QString instanceOfTask(const QString &taskId)
{
    const qsizetype instance = taskId.indexOf(".instance-"_L1);
    const qsizetype container = instance < 0 ? -1 : taskId.indexOf("._"_L1, instance);
    return container < 0 ? taskId : taskId.first(container);
}

AppTask readTask(JsonNode node)
{
    AppTask task;
    task.id = node["id"].stringOr();
    task.instanceId = instanceOfTask(task.id);
    bool isNumber = false;
    const int incarnation = task.id.section(u'.', -1).toInt(&isNumber);
    task.incarnation = isNumber && task.instanceId != task.id ? incarnation : 1;
    task.appId = node["appId"].stringOr();
    task.host = node["host"].stringOr();
    task.agentId = node["slaveId"].stringOr();
    task.state = node["state"].stringOr();
    task.version = node["version"].stringOr();
    task.stagedAt = timeOf(node["stagedAt"]);
    task.startedAt = timeOf(node["startedAt"]);
    for (const JsonNode port : node["ports"].children())
        task.ports.append(intOf(port));
    for (const JsonNode result : node["healthCheckResults"].children()) {
        if (result.isObject())
            task.health.push_back({result["alive"].toBool().value_or(false),
                intOf(result["consecutiveFailures"]), result["lastFailureCause"].stringOr()});
    }
    const JsonNode exitCode = node["checkResult"]["command"]["exitCode"];
    if (const std::optional<qint64> code = exitCode.toInteger())
        task.checkExitCode = int(*code);
    return task;
}

RunningApp readApp(JsonNode node)
{
    RunningApp app;
    app.id = node["id"].stringOr();
    app.version = node["version"].stringOr();
    app.lastConfigChangeAt = node["versionInfo"]["lastConfigChangeAt"].stringOr();
    app.lastScalingAt = node["versionInfo"]["lastScalingAt"].stringOr();
    app.instances = intOf(node["instances"], 1);
    app.cpus = numberOf(node["cpus"]);
    app.mem = numberOf(node["mem"]);
    const JsonNode docker = node["container"]["docker"];
    app.image = docker["image"].stringOr();
    app.isPullForced = docker["forcePullImage"].toBool().value_or(false);
    readHealthChecks(node["healthChecks"], app);
    app.readinessChecks = int(node["readinessChecks"].childCount());
    app.tasksStaged = intOf(node["tasksStaged"]);
    app.tasksRunning = intOf(node["tasksRunning"]);
    app.tasksHealthy = intOf(node["tasksHealthy"]);
    app.tasksUnhealthy = intOf(node["tasksUnhealthy"]);
    for (const JsonNode deployment : node["deployments"].children())
        app.deployments.append(deployment["id"].stringOr());
    for (const JsonNode task : node["tasks"].children())
        app.tasks.push_back(readTask(task));
    if (node["lastTaskFailure"].isObject())
        app.lastFailure = readFailure(node["lastTaskFailure"]);
    app.readiness = readReadiness(node["readinessCheckResults"]);
    for (const JsonNode label : node["labels"].children())
        app.labels.insert(QString::fromUtf8(label.key()), label.stringOr());
    app.definition = node.literal().toByteArray();
    return app;
}

AppGroup readGroup(JsonNode node)
{
    AppGroup group;
    group.id = node["id"].stringOr();
    group.version = node["version"].stringOr();
    for (const JsonNode app : node["apps"].children())
        group.apps.push_back(readApp(app));
    for (const JsonNode inner : node["groups"].children())
        group.groups.push_back(readGroup(inner));
    group.definition = node.literal().toByteArray();
    return group;
}

DeploymentStep readStep(JsonNode node)
{
    DeploymentStep step;
    const JsonNode actions = node.isArray() ? node : node["actions"];
    for (const JsonNode element : actions.children()) {
        if (!element.isObject())
            continue;
        const QString name = element["action"].stringOr(element["type"].stringOr());
        step.push_back({name, element["app"].stringOr(element["pod"].stringOr())});
    }
    return step;
}

std::vector<DeploymentStep> readSteps(JsonNode node)
{
    std::vector<DeploymentStep> steps;
    for (const JsonNode step : node.children())
        steps.push_back(readStep(step));
    return steps;
}

std::vector<Deployment> readDeployments(JsonNode list)
{
    std::vector<Deployment> deployments;
    for (const JsonNode element : list.children()) {
        Deployment deployment;
        deployment.id = element["id"].stringOr();
        deployment.version = element["version"].stringOr();
        deployment.affectedApps
            = textsOf(element["affectedApps"]) + textsOf(element["affectedPods"]);
        deployment.steps = readSteps(element["steps"]);
        deployment.currentStep = intOf(element["currentStep"]);
        for (const JsonNode action : element["currentActions"].children()) {
            for (ReadinessResult &result : readReadiness(action["readinessCheckResults"]))
                deployment.readiness.push_back(std::move(result));
        }
        deployments.push_back(std::move(deployment));
    }
    return deployments;
}

std::vector<QueueEntry> readQueue(JsonNode answer)
{
    std::vector<QueueEntry> queue;
    for (const JsonNode element : answer["queue"].children()) {
        QueueEntry entry;
        entry.appId = element["app"]["id"].stringOr(element["pod"]["id"].stringOr());
        entry.count = intOf(element["count"]);
        entry.role = element["role"].stringOr();
        entry.isOverdue = element["delay"]["overdue"].toBool().value_or(true);
        entry.timeLeft = std::chrono::seconds(intOf(element["delay"]["timeLeftSeconds"]));
        entry.since = timeOf(element["since"]);
        const JsonNode summary = element["processedOffersSummary"];
        entry.processedOffers = intOf(summary["processedOffersCount"]);
        entry.unusedOffers = intOf(summary["unusedOffersCount"]);
        entry.lastUnusedAt = timeOf(summary["lastUnusedOfferAt"]);
        entry.lastUsedAt = timeOf(summary["lastUsedOfferAt"]);
        entry.lastOffers = readRejected(summary["rejectSummaryLastOffers"]);
        entry.launchAttempt = readRejected(summary["rejectSummaryLaunchAttempt"]);
        for (const JsonNode offer : element["lastUnusedOffers"].children())
            entry.offers.push_back(readOffer(offer));
        queue.push_back(std::move(entry));
    }
    return queue;
}

ServerInfo readInfo(JsonNode answer)
{
    ServerInfo info;
    info.versionText = answer["version"].stringOr();
    info.version = MarathonVersion::parse(info.versionText).value_or(MarathonVersion());
    info.isElected = answer["elected"].toBool().value_or(false);
    info.leader = answer["leader"].stringOr();
    info.frameworkId = answer["frameworkId"].stringOr();
    const JsonNode config = answer["marathon_config"];
    info.mesosUrl = QUrl(config["mesos_leader_ui_url"].stringOr(), QUrl::TolerantMode);
    info.facts.features = textsOf(config["features"]);
    info.facts.mesosRole = config["mesos_role"].stringOr(info.facts.mesosRole);
    info.facts.defaultNetworkName = config["default_network_name"].stringOr();
    info.facts.bridgeName = config["mesos_bridge_name"].stringOr(info.facts.bridgeName);
    info.facts.newGroupsEnforceRole
        = config["new_group_enforce_role"].stringOr().compare("top"_L1, Qt::CaseInsensitive) == 0;
    return info;
}

Acceptance readAcceptance(JsonNode answer)
{
    Acceptance acceptance;
    acceptance.deploymentId = answer["deploymentId"].stringOr();
    acceptance.version = answer["version"].stringOr();
    return acceptance;
}

} // namespace Pinion
