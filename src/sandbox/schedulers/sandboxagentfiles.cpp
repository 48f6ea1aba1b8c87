// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/schedulers/sandboxagentfiles.h"

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

QString SandboxAgentFiles::directoryOf(const ForeignTask &task) const
{
    if (m_isOld)
        return u"/var/lib/mesos/slaves/%1/frameworks/%2/executors/%3/runs/1"_s.arg(
            task.agentId, task.frameworkId, task.id);
    return u"/frameworks/%1/executors/%2/runs/latest"_s.arg(task.frameworkId, task.id);
}

QByteArray SandboxAgentFiles::stateJson() const
{
    Json frameworks = Json::array();
    for (const ForeignTask &task : m_state.foreignTasks) {
        const Json executor{
            {"id", task.id.toStdString()}, {"directory", directoryOf(task).toStdString()}};
        frameworks.push_back({{"id", task.frameworkId.toStdString()}, {"executors", Json::array()},
            {"completed_executors", Json::array({executor})}});
    }
    const Json state{{"frameworks", std::move(frameworks)}};
    return QByteArray::fromStdString(state.dump());
}

SandboxAnswer SandboxAgentFiles::answer(const SandboxRequest &request) const
{
    if (request.path() == "/state"_L1)
        return SandboxAnswer::json(200, stateJson());
    if (request.path() != "/files/read"_L1)
        return {404, {}, {}};
    const QString path = request.value(u"path").value_or(QString());
    for (const ForeignTask &task : m_state.foreignTasks) {
        const QString directory = directoryOf(task) + u'/';
        const auto file = task.files.find(path.mid(directory.size()));
        if (!path.startsWith(directory) || file == task.files.end())
            continue;
        const Json piece{{"offset", 0}, {"data", file->second.toStdString()}};
        return SandboxAnswer::json(200, QByteArray::fromStdString(piece.dump()));
    }
    return {404, {}, {}};
}

} // namespace Pinion

#include "moc_sandboxagentfiles.cpp"
