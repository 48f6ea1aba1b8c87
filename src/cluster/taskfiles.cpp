// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/taskfiles.h"

#include "json/jsontree.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int MostBytes = 65'536; // agents answer no more at once

QString readPath(const QString &path)
{
    return u"/files/read?path=%1&offset=0&length=%2"_s.arg(
        QString::fromLatin1(QUrl::toPercentEncoding(path)), QString::number(MostBytes));
}

/// The members of two lists, which hold what runs and what has ended.
std::vector<JsonNode> both(JsonNode node, QByteArrayView one, QByteArrayView other)
{
    std::vector<JsonNode> all;
    for (const QByteArrayView list : {one, other}) {
        for (const JsonNode element : node[list].children())
            all.push_back(element);
    }
    return all;
}

/// The sandbox in the agent's state; empty: it has forgotten the task.
QString directoryIn(const QByteArray &agentState, const MesosTask &task)
{
    const JsonTree tree = JsonTree::parse(agentState);
    for (const JsonNode framework : both(tree.root(), "frameworks", "completed_frameworks")) {
        for (const JsonNode executor : both(framework, "executors", "completed_executors")) {
            if (executor["id"].stringOr() == task.id) // that of a command task has the task's id
                return executor["directory"].stringOr();
        }
    }
    return {};
}

Result<QByteArray> dataOf(const Result<HttpResponse> &answer)
{
    if (!answer)
        return tl::make_unexpected(answer.error());
    if (answer->status == 404)
        return fail(ErrorKind::NotFound, u"The agent does not have the file."_s);
    if (!answer->isSuccess())
        return fail(
            ErrorKind::Rejected, u"The agent answered with status %1."_s.arg(answer->status));
    const JsonTree tree = JsonTree::parse(answer->body);
    const std::optional<QByteArray> data = tree.root()["data"].toUtf8();
    if (!data)
        return fail(ErrorKind::Protocol, u"The agent answered, but not as agents do."_s);
    return *data;
}

} // namespace

std::vector<MesosTask> readTasks(const QByteArray &state)
{
    std::vector<MesosTask> tasks;
    const JsonTree tree = JsonTree::parse(state);
    for (const JsonNode framework : tree.root()["frameworks"].children()) {
        for (const JsonNode task : both(framework, "tasks", "completed_tasks"))
            tasks.push_back({task["id"].stringOr(), task["name"].stringOr(),
                framework["id"].stringOr(), task["slave_id"].stringOr(), task["state"].stringOr()});
    }
    return tasks;
}

Task<QByteArray> readTaskFile(
    MesosClient &mesos, Agent agent, MesosTask task, QString file, std::stop_token stop)
{
    const QString latest
        = u"/frameworks/%1/executors/%2/runs/latest/%3"_s.arg(task.frameworkId, task.id, file);
    const Result<HttpResponse> answer = co_await mesos.getOfAgent(agent, readPath(latest), stop);
    if (stop.stop_requested())
        co_return cancelled();
    Result<QByteArray> data = dataOf(answer);
    if (data || data.error().kind != ErrorKind::NotFound)
        co_return data;
    const Result<HttpResponse> state = co_await mesos.getOfAgent(agent, u"/state"_s, stop);
    if (stop.stop_requested())
        co_return cancelled();
    const QString directory = state ? directoryIn(state->body, task) : QString();
    if (directory.isEmpty())
        co_return data;
    const Result<HttpResponse> older
        = co_await mesos.getOfAgent(agent, readPath(directory + u'/' + file), stop);
    if (stop.stop_requested())
        co_return cancelled();
    co_return dataOf(older);
}

} // namespace Pinion
