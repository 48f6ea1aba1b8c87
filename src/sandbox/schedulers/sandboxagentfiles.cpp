// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/schedulers/sandboxagentfiles.h"

#include "sandbox/api/mesosapi.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

} // namespace

SandboxAgentFiles::SandboxAgentFiles(SandboxState &state, bool isOld)
    : m_state(state)
    , m_isOld(isOld)
    , m_listener([this](const SandboxRequest &request, SandboxConnection &connection) {
        connection.answer(answer(request));
    })
{ }

bool SandboxAgentFiles::start()
{
    if (!m_listener.listen())
        return false;
    for (SandboxAgent &agent : m_state.agents) {
        agent.address = u"127.0.0.1"_s;
        agent.port = m_listener.port();
    }
    return true;
}

QString SandboxAgentFiles::directoryOf(
    const QString &agent, const QString &framework, const QString &task) const
{
    if (m_isOld)
        return u"/var/lib/mesos/slaves/%1/frameworks/%2/executors/%3/runs/1"_s.arg(
            agent, framework, task);
    return u"/frameworks/%1/executors/%2/runs/latest"_s.arg(framework, task);
}

QByteArray SandboxAgentFiles::stateJson() const
{
    Json frameworks = Json::array();
    const auto add = [&](const QString &agent, const QString &framework, const QString &task) {
        const Json executor{{"id", task.toStdString()},
            {"directory", directoryOf(agent, framework, task).toStdString()}};
        frameworks.push_back({{"id", framework.toStdString()}, {"executors", Json::array()},
            {"completed_executors", Json::array({executor})}});
    };
    for (const ForeignTask &task : m_state.foreignTasks)
        add(task.agentId, task.frameworkId, task.id);
    for (const SandboxInstance &instance : m_state.instances)
        add(instance.agentId, QString::fromLatin1(MarathonFrameworkId), instance.taskId());
    const Json state{{"frameworks", std::move(frameworks)}};
    return QByteArray::fromStdString(state.dump());
}

QByteArray SandboxAgentFiles::fileAt(const QString &path) const
{
    for (const ForeignTask &task : m_state.foreignTasks) {
        const QString directory = directoryOf(task.agentId, task.frameworkId, task.id) + u'/';
        const auto file = task.files.find(path.mid(directory.size()));
        if (path.startsWith(directory) && file != task.files.end())
            return file->second;
    }
    for (const SandboxInstance &instance : m_state.instances) {
        const QString directory = directoryOf(instance.agentId,
                                      QString::fromLatin1(MarathonFrameworkId), instance.taskId())
            + u'/';
        if (m_marathonFiles && path.startsWith(directory))
            return m_marathonFiles(instance, path.mid(directory.size()));
    }
    return {};
}

SandboxAnswer SandboxAgentFiles::answer(const SandboxRequest &request) const
{
    if (request.path() == "/state"_L1)
        return SandboxAnswer::json(200, stateJson());
    if (request.path() != "/files/read"_L1)
        return {404, {}, {}};
    const QByteArray data = fileAt(request.value(u"path").value_or(QString()));
    if (data.isEmpty())
        return {404, {}, {}};
    const Json piece{{"offset", 0}, {"data", data.toStdString()}};
    return SandboxAnswer::json(200, QByteArray::fromStdString(piece.dump()));
}

} // namespace Pinion

#include "moc_sandboxagentfiles.cpp"
