// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/runningbodies.h"

#include "marathon/definition.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// More apps than this are cheaper to read all at once.
constexpr qsizetype MostSingleReads = 4;

Task<std::vector<RunningApp>> readFew(Cluster &cluster, QStringList ids, std::stop_token stop)
{
    std::vector<RunningApp> apps;
    for (const QString &id : ids) {
        Result<RunningApp> app = co_await cluster.marathon().app(id, stop);
        if (app)
            apps.push_back(std::move(*app));
        else if (app.error().kind != ErrorKind::NotFound)
            co_return tl::make_unexpected(app.error());
    }
    co_return apps;
}

// One await to a statement: g++ 12 destroys the task of a conditional one too early.
Task<std::vector<RunningApp>> readApps(
    Cluster &cluster, RunningQuestion question, std::stop_token stop)
{
    const bool isFew = question.group.isEmpty() && question.ids.size() <= MostSingleReads;
    if (isFew)
        co_return co_await readFew(cluster, question.ids, stop);
    if (question.wantsAgents)
        co_return co_await cluster.marathon().appsWithTasks(stop);
    co_return co_await cluster.marathon().apps(stop);
}

Task<QByteArray> readGroup(Cluster &cluster, QString id, std::stop_token stop)
{
    Result<AppGroup> group = co_await cluster.marathon().group(id, stop);
    if (!group && group.error().kind == ErrorKind::NotFound)
        co_return QByteArray("[]");
    if (!group)
        co_return tl::make_unexpected(group.error());
    co_return group->definition;
}

QByteArray listOf(const std::map<QString, RunningApp> &apps)
{
    QByteArray text;
    for (const auto &[id, app] : apps)
        text += (text.isEmpty() ? "[" : ",\n") + app.definition;
    return text.isEmpty() ? QByteArray("[]") : QByteArray(text + ']');
}

bool isBelow(const QString &id, const QString &group)
{
    return group == u"/"_s || id.startsWith(group + u'/');
}

double known(double resource)
{
    return std::max(0.0, resource);
}

} // namespace

Result<RunningQuestion> RunningQuestion::about(const JsonTree &document)
{
    const Definitions found = findDefinitions(document);
    if (found.items.empty())
        return fail(ErrorKind::Invalid, u"There is no Marathon definition in it."_s);
    RunningQuestion question;
    if (found.kind == DocumentKind::Group) {
        question.group = found.items.front().id;
        return question;
    }
    for (const Definition &definition : found.items) {
        if (definition.root == SchemaRoot::Pod)
            return fail(ErrorKind::Invalid,
                u"%1 is a pod; only apps and groups are compared with a target."_s.arg(
                    definition.id));
        if (definition.id.isEmpty())
            return fail(ErrorKind::Invalid, u"An app without an id cannot be found there."_s);
        question.ids.append(definition.id);
    }
    return question;
}

RunningState RunningBodies::stateOf(const QString &id) const
{
    const auto found = apps.find(id);
    if (found == apps.end())
        return {};
    const RunningApp &app = found->second;
    RunningState state;
    state.present = app.tasksRunning + app.tasksStaged;
    state.healthy = app.healthChecks > 0 ? app.tasksHealthy : app.tasksRunning;
    state.deployments = app.deployments;
    return state;
}

std::vector<AgentRoom> RunningBodies::roomFor(const QString &id, const QString &role) const
{
    std::vector<AgentRoom> rooms;
    const auto app = apps.find(id);
    for (const Agent &agent : agents) {
        if (agent.state != AgentState::Active)
            continue;
        QStringList roles{u"*"_s, role};
        roles.removeDuplicates();
        const AgentResources free = agent.freeFor(roles);
        AgentRoom room{agent.hostname, known(free.cpus), known(free.mem), known(free.disk),
            known(free.gpus), 0};
        if (app != apps.end())
            room.ownInstances
                = int(std::count_if(app->second.tasks.begin(), app->second.tasks.end(),
                    [&agent](const AppTask &task) { return task.agentId == agent.id; }));
        rooms.push_back(std::move(room));
    }
    return rooms;
}

ServerSettings RunningBodies::settings(ServerSettings told) const
{
    if (!info.version.isSet())
        return told;
    told.version = info.version;
    told.facts = info.facts;
    return told;
}

Task<RunningBodies> readRunning(Cluster &cluster, RunningQuestion question, std::stop_token stop)
{
    RunningBodies bodies;
    // Some may not see it; the project's settings stand in then.
    Result<ServerInfo> info = co_await cluster.marathon().info(stop);
    if (info)
        bodies.info = std::move(*info);
    else if (info.error().kind != ErrorKind::Rejected && info.error().kind != ErrorKind::NotFound)
        co_return tl::make_unexpected(info.error());

    const bool isGroup = !question.group.isEmpty();
    Result<std::vector<RunningApp>> apps = co_await readApps(cluster, question, stop);
    if (!apps)
        co_return tl::make_unexpected(apps.error());
    for (RunningApp &app : *apps) {
        const QString id = app.id;
        if (isGroup ? isBelow(id, question.group) : question.ids.contains(id))
            bodies.apps.emplace(id, std::move(app));
    }
    bodies.text = listOf(bodies.apps);
    if (isGroup) {
        Result<QByteArray> group = co_await readGroup(cluster, question.group, stop);
        if (!group)
            co_return tl::make_unexpected(group.error());
        bodies.text = std::move(*group);
    }
    if (question.wantsAgents) {
        const QUrl master = bodies.info.mesosUrl;
        Result<std::vector<Agent>> agents = co_await cluster.mesos().agents(master, stop);
        if (agents)
            bodies.agents = std::move(*agents);
    }
    co_return bodies;
}

} // namespace Pinion
