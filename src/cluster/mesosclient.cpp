// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/mesosclient.h"

#include "cluster/marathonrefusal.h"
#include "json/jsontree.h"
#include "net/redaction.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView Unreserved("*");

void add(AgentResources &sum, const QString &name, double amount)
{
    double *const part = name == "cpus"_L1 ? &sum.cpus
        : name == "mem"_L1                 ? &sum.mem
        : name == "disk"_L1                ? &sum.disk
        : name == "gpus"_L1                ? &sum.gpus
                                           : nullptr;
    if (part)
        *part += amount;
}

AgentResources nothing()
{
    return {0, 0, 0, 0};
}

AgentResources readResources(JsonNode node)
{
    AgentResources sum = nothing();
    for (const JsonNode member : node.children())
        add(sum, QString::fromUtf8(member.key()), member.toDouble().value_or(0));
    return sum;
}

AgentResources difference(const AgentResources &total, const AgentResources &used)
{
    // What is offered to somebody at this moment comes free again in seconds.
    return {std::max(0.0, total.cpus - used.cpus), std::max(0.0, total.mem - used.mem),
        std::max(0.0, total.disk - used.disk), std::max(0.0, total.gpus - used.gpus)};
}

QHash<QString, AgentResources> usedByRole(JsonNode list)
{
    QHash<QString, AgentResources> used;
    for (const JsonNode element : list.children()) {
        const QString role = element["role"].stringOr(Unreserved);
        if (!used.contains(role))
            used.insert(role, nothing());
        add(used[role], element["name"].stringOr(),
            element["scalar"]["value"].toDouble().value_or(0));
    }
    return used;
}

void readFree(JsonNode node, Agent &agent)
{
    agent.isEstimate = !node["used_resources_full"].isArray();
    QHash<QString, AgentResources> used = usedByRole(node["used_resources_full"]);
    if (agent.isEstimate)
        used.insert(Unreserved, agent.used);
    const auto put = [&](const QString &role, JsonNode total) {
        agent.freeByRole.insert(
            role, difference(readResources(total), used.value(role, nothing())));
    };
    put(Unreserved, node["unreserved_resources"]);
    for (const JsonNode role : node["reserved_resources"].children())
        put(QString::fromUtf8(role.key()), role);
}

AgentState stateOf(JsonNode node)
{
    if (node["drain_info"].isObject())
        return AgentState::Draining;
    if (node["deactivated"].toBool().value_or(false))
        return AgentState::Deactivated;
    return node["active"].toBool().value_or(true) ? AgentState::Active : AgentState::Disconnected;
}

Agent readAgent(JsonNode node)
{
    Agent agent;
    agent.id = node["id"].stringOr();
    agent.hostname = node["hostname"].stringOr();
    agent.port = int(node["port"].toInteger().value_or(0));
    // "slave(1)@10.20.0.13:5051"
    agent.ip = node["pid"].stringOr().section(u'@', 1).section(u':', 0, -2);
    agent.state = stateOf(node);
    for (const JsonNode attribute : node["attributes"].children())
        agent.attributes.insert(QString::fromUtf8(attribute.key()),
            attribute.stringOr(QString::fromUtf8(attribute.literal())));
    const JsonNode domain = node["domain"]["fault_domain"];
    agent.region = domain["region"]["name"].stringOr();
    agent.zone = domain["zone"]["name"].stringOr();
    agent.mesosVersion = node["version"].stringOr();
    agent.total = readResources(node["resources"]);
    agent.used = readResources(node["used_resources"]);
    readFree(node, agent);
    return agent;
}

} // namespace

AgentResources Agent::freeFor(const QStringList &roles) const
{
    AgentResources sum = nothing();
    for (const QString &role : roles) {
        const AgentResources part = freeByRole.value(role, nothing());
        sum.cpus += part.cpus;
        sum.mem += part.mem;
        sum.disk += part.disk;
        sum.gpus += part.gpus;
    }
    return sum;
}

Result<std::vector<Agent>> readAgents(const QByteArray &body)
{
    const JsonTree tree = JsonTree::parse(body);
    if (!tree.root()["slaves"].isArray())
        return fail(ErrorKind::Protocol, u"The Mesos master gave no list of agents."_s,
            u"Check its address in the target."_s);
    std::vector<Agent> agents;
    for (const JsonNode node : tree.root()["slaves"].children())
        agents.push_back(readAgent(node));
    for (const JsonNode node : tree.root()["recovered_slaves"].children()) {
        agents.push_back(readAgent(node));
        agents.back().state = AgentState::NotRegistered;
    }
    std::sort(agents.begin(), agents.end(),
        [](const Agent &one, const Agent &other) { return one.hostname < other.hostname; });
    return agents;
}

Result<std::vector<TextAttributes>> readTextAttributes(const QByteArray &body)
{
    const JsonTree tree = JsonTree::parse(body);
    const JsonNode answer = tree.root()["get_agents"];
    if (!answer.isObject())
        return fail(ErrorKind::Protocol, u"The Mesos master gave no list of agents."_s,
            u"Check its address in the target."_s);
    std::vector<TextAttributes> agents;
    for (const JsonNode agent : answer["agents"].children()) {
        const JsonNode info = agent["agent_info"];
        TextAttributes text;
        text.hostname = info["hostname"].stringOr();
        for (const JsonNode attribute : info["attributes"].children()) {
            if (attribute["type"].stringOr() == "TEXT"_L1)
                text.values.insert(
                    attribute["name"].stringOr(), attribute["text"]["value"].stringOr());
        }
        agents.push_back(std::move(text));
    }
    return agents;
}

QSet<QString> readMaintenance(const QByteArray &body)
{
    QSet<QString> hosts;
    const JsonTree tree = JsonTree::parse(body);
    const auto add = [&hosts](JsonNode machine) {
        if (const QString host = machine["hostname"].stringOr(); !host.isEmpty())
            hosts.insert(host);
    };
    for (const JsonNode machine : tree.root()["draining_machines"].children())
        add(machine["id"]);
    for (const JsonNode machine : tree.root()["down_machines"].children())
        add(machine);
    return hosts;
}

QString readHomeRegion(const QByteArray &body)
{
    const JsonTree tree = JsonTree::parse(body);
    return tree.root()["domain"]["fault_domain"]["region"]["name"].stringOr();
}

MesosClient::MesosClient(ClusterLine &line)
    : m_line(line)
{ }

Result<QUrl> MesosClient::addressOf(const QUrl &master, const QString &subPath) const
{
    const ClusterAccess &access = m_line.access();
    QUrl url = access.mesosUrl;
    if (url.isEmpty() && !access.basePath.isEmpty()) // what Marathon tells is inside of DC/OS
        url = m_line.currentUrl().resolved(QUrl(u"/mesos"_s));
    if (url.isEmpty() && !master.isEmpty())
        url = m_line.currentUrl().resolved(master);
    if (url.isEmpty())
        return fail(ErrorKind::NotFound,
            u"%1 does not tell where its Mesos master is."_s.arg(sentenceStart(access.name)),
            u"Enter the address of the master in the target."_s);
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + subPath);
    return url;
}

Task<HttpResponse> MesosClient::get(QUrl master, QString path, std::stop_token stop)
{
    const Result<QUrl> address = addressOf(master, path);
    if (!address)
        co_return tl::make_unexpected(address.error());
    Result<HttpResponse> answer = co_await m_line.readElsewhere(*address, stop);
    if (stop.stop_requested())
        co_return cancelled();
    co_return judged(*address, std::move(answer));
}

Result<HttpResponse> MesosClient::judged(const QUrl &address, Result<HttpResponse> answer) const
{
    if (!answer)
        return fail(answer.error().kind,
            u"The Mesos master of %1 cannot be reached at %2. %3"_s.arg(
                m_line.access().name, hostAndPort(address), answer.error().message),
            u"If it has another address from here, enter that in the target."_s);
    if (answer->isSuccess())
        return answer;
    RefusalSubject subject;
    subject.target = u"the Mesos master of "_s + m_line.access().name;
    subject.hasLogin = m_line.access().signIn != SignIn::None;
    return tl::make_unexpected(refusalOf(*answer, subject).error);
}

Task<HttpResponse> MesosClient::getOfAgent(Agent agent, QString path, std::stop_token stop)
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(agent.ip.isEmpty() ? agent.hostname : agent.ip);
    url.setPort(agent.port);
    url.setPath(path.section(u'?', 0, 0));
    url.setQuery(path.section(u'?', 1));
    co_return co_await m_line.readElsewhere(url, stop);
}

Task<std::vector<TextAttributes>> MesosClient::textAttributes(QUrl master, std::stop_token stop)
{
    // A master that does not lead sends to the one that does, which is followed for what is read
    // by GET only.
    const Result<HttpResponse> list = co_await get(master, u"/slaves"_s, stop);
    if (!list)
        co_return tl::make_unexpected(list.error());
    QUrl address = list->url;
    address.setQuery(QString());
    address.setPath(address.path().replace("/slaves"_L1, "/api/v1"_L1));
    const QByteArray question = "{\"type\":\"GET_AGENTS\"}";
    Result<HttpResponse> answer = co_await m_line.askElsewhere(address, question, stop);
    if (stop.stop_requested())
        co_return cancelled();
    const Result<HttpResponse> told = judged(address, std::move(answer));
    if (!told)
        co_return tl::make_unexpected(told.error());
    co_return readTextAttributes(told->body);
}

Task<std::vector<Agent>> MesosClient::agents(QUrl master, std::stop_token stop)
{
    const Result<HttpResponse> answer = co_await get(master, u"/slaves"_s, stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    co_return readAgents(answer->body);
}

Task<AgentSurvey> MesosClient::survey(QUrl master, std::stop_token stop)
{
    Result<std::vector<Agent>> list = co_await agents(master, stop);
    if (!list)
        co_return tl::make_unexpected(list.error());
    AgentSurvey survey;
    survey.agents = std::move(*list);
    const Result<HttpResponse> maintenance = co_await get(master, u"/maintenance/status"_s, stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (maintenance)
        survey.inMaintenance = readMaintenance(maintenance->body);
    const bool hasRegions = std::any_of(survey.agents.begin(), survey.agents.end(),
        [](const Agent &agent) { return !agent.region.isEmpty(); });
    if (!hasRegions) // the state of a large cluster is tens of MiB
        co_return survey;
    const Result<HttpResponse> state = co_await get(master, u"/state"_s, stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (state)
        survey.homeRegion = readHomeRegion(state->body);
    co_return survey;
}

} // namespace Pinion
