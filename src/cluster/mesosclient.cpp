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

MesosClient::MesosClient(ClusterLine &line)
    : m_line(line)
{ }

Result<QUrl> MesosClient::addressOf(const QUrl &master) const
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
    url.setPath(path + u"/slaves"_s);
    return url;
}

Task<std::vector<Agent>> MesosClient::agents(QUrl master, std::stop_token stop)
{
    const Result<QUrl> address = addressOf(master);
    if (!address)
        co_return tl::make_unexpected(address.error());
    const Result<HttpResponse> answer = co_await m_line.readElsewhere(*address, stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (!answer)
        co_return fail(answer.error().kind,
            u"The Mesos master of %1 cannot be reached at %2. %3"_s.arg(
                m_line.access().name, hostAndPort(*address), answer.error().message),
            u"If it has another address from here, enter that in the target."_s);
    if (!answer->isSuccess()) {
        RefusalSubject subject;
        subject.target = u"the Mesos master of "_s + m_line.access().name;
        subject.hasLogin = m_line.access().signIn != SignIn::None;
        co_return tl::make_unexpected(refusalOf(*answer, subject).error);
    }
    co_return readAgents(answer->body);
}

} // namespace Pinion
