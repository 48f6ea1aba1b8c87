// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/tasklogs.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

TaskLogs::TaskLogs(MesosClient &mesos, QUrl master)
    : m_mesos(mesos)
    , m_master(std::move(master))
{ }

const Agent *TaskLogs::agentOf(const QString &host, const MesosTask &task) const
{
    const auto agent = std::find_if(m_agents.begin(), m_agents.end(), [&](const Agent &one) {
        return task.agentId.isEmpty() ? one.hostname == host : one.id == task.agentId;
    });
    return agent == m_agents.end() ? nullptr : &*agent;
}

Task<QByteArray> TaskLogs::read(QString host, MesosTask task, QString file, std::stop_token stop)
{
    if (!agentOf(host, task)) {
        Result<std::vector<Agent>> agents = co_await m_mesos.agents(m_master, stop);
        if (!agents)
            co_return tl::make_unexpected(agents.error());
        m_agents = std::move(*agents);
    }
    const Agent *const agent = agentOf(host, task);
    if (!agent)
        co_return fail(ErrorKind::NotFound, u"The master does not list the agent."_s);
    co_return co_await readTaskFile(m_mesos, *agent, task, file, stop);
}

Task<MesosTask> TaskLogs::find(QString name, std::stop_token stop)
{
    const Result<HttpResponse> state = co_await m_mesos.get(m_master, u"/state"_s, stop);
    if (!state)
        co_return tl::make_unexpected(state.error());
    const std::vector<MesosTask> tasks = readTasks(state->body);
    const auto task = std::find_if(
        tasks.begin(), tasks.end(), [&name](const MesosTask &one) { return one.name == name; });
    if (task == tasks.end())
        co_return fail(ErrorKind::NotFound, u"The master does not list the task."_s);
    co_return *task;
}

QString pullLogFile()
{
    return u"pinion.log"_s;
}

QString pullResultFile()
{
    return u"pinion.rc"_s;
}

} // namespace Pinion
