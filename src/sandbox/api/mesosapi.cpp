// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/mesosapi.h"

#include "sandbox/core/launcher.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *MesosVersion = "1.9.0";

struct Scalar
{
    const char *name;
    double SandboxResources::*amount;
};
constexpr std::array Scalars{
    Scalar{"cpus", &SandboxResources::cpus},
    Scalar{"gpus", &SandboxResources::gpus},
    Scalar{"mem", &SandboxResources::mem},
    Scalar{"disk", &SandboxResources::disk},
};

/// The amounts, which are always there, without ports.
Json amounts(const SandboxResources &resources)
{
    Json json;
    for (const Scalar &scalar : Scalars)
        json[scalar.name] = resources.*scalar.amount;
    return json;
}

Json resource(const char *name, const QString &role, double value)
{
    return {{"name", name}, {"type", "SCALAR"}, {"role", role.toStdString()},
        {"scalar", {{"value", value}}}};
}

void addFull(Json &list, const QString &role, const SandboxResources &resources)
{
    for (const Scalar &scalar : Scalars) {
        if (resources.*scalar.amount > 0)
            list.push_back(resource(scalar.name, role, resources.*scalar.amount));
    }
}

QList<int> portsOn(const SandboxState &state, const SandboxAgent &agent)
{
    QList<int> ports;
    for (const SandboxInstance &instance : state.instances) {
        if (instance.agentId == agent.id && instance.isOccupying())
            ports += instance.ports;
    }
    std::sort(ports.begin(), ports.end());
    return ports;
}

std::string portText(const QList<int> &ports)
{
    QStringList ranges;
    for (const int port : ports)
        ranges.append(u"%1-%1"_s.arg(port));
    return QString(u'[' + ranges.join(", "_L1) + u']').toStdString();
}

std::string allPorts(const SandboxAgent &agent)
{
    return u"[%1-%2]"_s.arg(agent.firstPort).arg(agent.lastPort).toStdString();
}

SandboxResources sum(const QMap<QString, SandboxResources> &byRole)
{
    SandboxResources total;
    for (const SandboxResources &resources : byRole)
        total += resources;
    return total;
}

Json faultDomain(const SandboxAgent &agent)
{
    return {{"fault_domain",
        {{"region", {{"name", agent.region.toStdString()}}},
            {"zone", {{"name", agent.zone.toStdString()}}}}}};
}

Json attributesOf(const SandboxAgent &agent)
{
    Json json = Json::object();
    for (const AgentAttribute &attribute : agent.attributes) {
        json[attribute.name.toStdString()]
            = attribute.scalar ? Json(*attribute.scalar) : Json(attribute.text.toStdString());
    }
    return json;
}

std::string pidOf(const SandboxAgent &agent)
{
    return u"slave(1)@%1:%2"_s.arg(agent.address).arg(agent.port).toStdString();
}

/// One row of /slaves. `isFull`: with the lists that /state leaves out.
Json agentJson(const SandboxState &state, const SandboxAgent &agent, bool isFull)
{
    const QMap<QString, SandboxResources> used = usedOn(state, agent);
    Json total = amounts(agent.unreserved);
    SandboxResources all = agent.unreserved;
    Json reserved = Json::object();
    Json reservedFull = Json::object();
    for (auto role = agent.reserved.begin(); role != agent.reserved.end(); ++role) {
        all += *role;
        reserved[role.key().toStdString()] = amounts(*role);
        addFull(reservedFull[role.key().toStdString()] = Json::array(), role.key(), *role);
    }
    Json resources = amounts(all);
    resources["ports"] = allPorts(agent);
    total["ports"] = allPorts(agent);
    Json usedJson = amounts(sum(used));
    if (const QList<int> ports = portsOn(state, agent); !ports.isEmpty())
        usedJson["ports"] = portText(ports);
    Json json{{"id", agent.id.toStdString()}, {"hostname", agent.hostname.toStdString()},
        {"port", agent.port}, {"attributes", attributesOf(agent)}, {"pid", pidOf(agent)},
        {"registered_time", double(agent.registeredAt) / 1000}, {"resources", std::move(resources)},
        {"used_resources", std::move(usedJson)}, {"offered_resources", amounts({})},
        {"reserved_resources", std::move(reserved)}, {"unreserved_resources", std::move(total)},
        {"active", agent.isConnected}, {"deactivated", false}, {"version", MesosVersion},
        {"capabilities", Json::array({"MULTI_ROLE", "RESERVATION_REFINEMENT"})}};
    if (!agent.region.isEmpty())
        json["domain"] = faultDomain(agent);
    if (agent.isDraining)
        json["drain_info"] = {{"state", "DRAINING"}, {"config", Json::object()}};
    if (!isFull)
        return json;
    json["reserved_resources_full"] = std::move(reservedFull);
    addFull(json["unreserved_resources_full"] = Json::array(), u"*"_s, agent.unreserved);
    json["used_resources_full"] = Json::array();
    for (auto role = used.begin(); role != used.end(); ++role)
        addFull(json["used_resources_full"], role.key(), *role);
    json["offered_resources_full"] = Json::array();
    return json;
}

Json slaves(const SandboxState &state, const QString &onlyId, bool isFull)
{
    Json list = Json::array();
    for (const SandboxAgent &agent : state.agents) {
        if (onlyId.isEmpty() || agent.id == onlyId)
            list.push_back(agentJson(state, agent, isFull));
    }
    return list;
}

/// Of "[1-10, 20-30]".
Json rangesOf(const QString &text)
{
    Json ranges = Json::array();
    for (const QString &range : text.mid(1, text.size() - 2).split(u',')) {
        const QStringList ends = range.trimmed().split(u'-');
        ranges.push_back({{"begin", ends.first().toInt()}, {"end", ends.last().toInt()}});
    }
    return {{"range", std::move(ranges)}};
}

Json typedAttribute(const AgentAttribute &attribute)
{
    const char *const type = attribute.scalar ? "SCALAR" : attribute.isRanges ? "RANGES" : "TEXT";
    Json json{{"name", attribute.name.toStdString()}, {"type", type}};
    if (attribute.scalar)
        json["scalar"] = {{"value", *attribute.scalar}};
    else if (attribute.isRanges)
        json["ranges"] = rangesOf(attribute.text);
    else
        json["text"] = {{"value", attribute.text.toStdString()}};
    return json;
}

/// One agent of the operator API, where what is not set is not there.
Json operatorAgent(const SandboxState &state, const SandboxAgent &agent)
{
    Json info{{"hostname", agent.hostname.toStdString()}, {"port", agent.port},
        {"id", {{"value", agent.id.toStdString()}}}};
    for (const AgentAttribute &attribute : agent.attributes)
        info["attributes"].push_back(typedAttribute(attribute));
    if (!agent.region.isEmpty())
        info["domain"] = faultDomain(agent);
    Json total = Json::array();
    addFull(total, u"*"_s, agent.unreserved);
    for (auto role = agent.reserved.begin(); role != agent.reserved.end(); ++role)
        addFull(total, role.key(), *role);
    Json allocated = Json::array();
    const QMap<QString, SandboxResources> used = usedOn(state, agent);
    for (auto role = used.begin(); role != used.end(); ++role)
        addFull(allocated, role.key(), *role);
    Json json{{"agent_info", std::move(info)}, {"active", agent.isConnected},
        {"version", MesosVersion}, {"pid", pidOf(agent)},
        {"registered_time", {{"nanoseconds", agent.registeredAt * 1'000'000}}},
        {"total_resources", std::move(total)}, {"allocated_resources", std::move(allocated)},
        {"capabilities", Json::array({Json{{"type", "MULTI_ROLE"}}})}};
    if (agent.isDraining)
        json["drain_info"] = {{"state", "DRAINING"}, {"config", Json::object()}};
    return json;
}

SandboxAnswer plain(int status, const QByteArray &text)
{
    return {status, {{"Content-Type", "text/plain"}}, text};
}

SandboxAnswer ok(const Json &json)
{
    return SandboxAnswer::json(200, QByteArray::fromStdString(json.dump()));
}

SandboxAnswer answerOperator(const SandboxState &state, const SandboxRequest &request)
{
    const QByteArray type = request.header("content-type").split(';').first().trimmed();
    if (request.method != "POST")
        return plain(405, "Expecting 'POST', received '" + request.method + '\'');
    if (type.isEmpty())
        return plain(400, "Expecting 'Content-Type' to be present");
    if (type != "application/json")
        return plain(415, "Expecting 'Content-Type' of application/json or application/x-protobuf");
    const Json call = Json::parse(request.body.toStdString(), nullptr, false);
    if (!call.is_object() || !call.contains("type"))
        return plain(400, "Failed to parse body into JSON");
    if (call["type"] == "GET_VERSION")
        return ok({{"type", "GET_VERSION"},
            {"get_version", {{"version_info", {{"version", MesosVersion}}}}}});
    if (call["type"] != "GET_AGENTS")
        return plain(501, "This sandbox has agents only");
    Json agents = Json::array();
    for (const SandboxAgent &agent : state.agents)
        agents.push_back(operatorAgent(state, agent));
    return ok({{"type", "GET_AGENTS"}, {"get_agents", {{"agents", std::move(agents)}}}});
}

bool isEnded(const ForeignTask &task)
{
    static const QStringList Ended{
        u"TASK_FINISHED"_s, u"TASK_FAILED"_s, u"TASK_KILLED"_s, u"TASK_LOST"_s, u"TASK_ERROR"_s};
    return Ended.contains(task.state);
}

Json frameworks(const SandboxState &state)
{
    Json list = Json::array();
    const auto entryOf = [&list](const ForeignTask &task) -> Json & {
        for (Json &entry : list) {
            if (entry["id"] == task.frameworkId.toStdString())
                return entry;
        }
        list.push_back(
            {{"id", task.frameworkId.toStdString()}, {"name", task.framework.toStdString()},
                {"active", true}, {"tasks", Json::array()}, {"completed_tasks", Json::array()}});
        return list.back();
    };
    for (const ForeignTask &task : state.foreignTasks) {
        // A task without an executor of its own has none here.
        entryOf(task)[isEnded(task) ? "completed_tasks" : "tasks"].push_back(
            {{"id", task.id.toStdString()}, {"name", task.name.toStdString()},
                {"framework_id", task.frameworkId.toStdString()}, {"executor_id", ""},
                {"slave_id", task.agentId.toStdString()}, {"state", task.state.toStdString()}});
    }
    return list;
}

Json masterJson(const SandboxState &state, const QString &address)
{
    return {{"version", MesosVersion}, {"id", "5e1f0a7c-2b1d-4c3e-9a51-b6a1a5b0d7c2"},
        {"pid", "master@" + address.toStdString()}, {"hostname", "127.0.0.1"},
        {"activated_slaves", state.agents.size()}, {"slaves", slaves(state, {}, false)},
        {"recovered_slaves", Json::array()}, {"frameworks", frameworks(state)}};
}

Json maintenance(const SandboxState &state)
{
    Json draining = Json::array();
    for (const SandboxAgent &agent : state.agents) {
        if (agent.isDraining)
            draining.push_back({{"id", {{"hostname", agent.hostname.toStdString()}}}});
    }
    return draining.empty() ? Json::object() : Json{{"draining_machines", std::move(draining)}};
}

} // namespace

SandboxAnswer answerMesos(
    const SandboxState &state, const QString &address, const SandboxRequest &request)
{
    QString path = request.path();
    if (path.startsWith("/master/"_L1))
        path.remove(0, 7);
    if (path == "/api/v1"_L1)
        return answerOperator(state, request);
    if (request.method != "GET" && request.method != "HEAD")
        return plain(405, "Expecting one of { 'GET', 'HEAD' }");
    if (path == "/slaves"_L1) {
        const QString only = request.value(u"slave_id").value_or(QString());
        return ok({{"slaves", slaves(state, only, true)}, {"recovered_slaves", Json::array()}});
    }
    if (path == "/state"_L1 || path == "/state-summary"_L1)
        return ok(masterJson(state, address));
    if (path == "/version"_L1)
        return ok({{"version", MesosVersion}});
    if (path == "/maintenance/status"_L1)
        return ok(maintenance(state));
    if (path == "/redirect"_L1)
        return {307, {{"Location", "//" + address.toLatin1()}}, {}};
    return {404, {}, {}};
}

} // namespace Pinion
