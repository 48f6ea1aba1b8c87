// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/groups.h"
#include "rules/practice/rewrite.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// A host port that a workload insists on.
struct HostPortUser
{
    const ScopeMember *member = nullptr;
    JsonNode node;
    QString host; ///< the agent it is pinned to; empty: any
};

/// Users of one port in one role. Two kinds are all that matters to who comes later: the first one
/// on any agent, and the first on each named agent.
struct PortUsers
{
    std::optional<HostPortUser> anywhere;
    std::optional<HostPortUser> firstPinned;
    QHash<QString, HostPortUser> pinned;
};

QString hostName(const WorkloadConstraint *constraint)
{
    if (!constraint)
        return {};
    QString name = constraint->value.value_or(QString()).toLower();
    name.remove(u'^').remove(u'$');
    return name.replace(u"\\."_s, u"."_s);
}

JsonNode hostPortNode(const WorkloadPort &port)
{
    if (port.node.isNumber())
        return port.node;
    const JsonNode mapped = port.node["hostPort"];
    return mapped ? mapped : port.node["port"];
}

/// True if not all instances of both find an agent of their own.
bool areTooMany(const HostPortUser &a, const HostPortUser &b)
{
    if (!a.host.isEmpty() && a.host == b.host)
        return true;
    const std::optional<int> agentsOfA = a.member->workload.eligibleAgents();
    const std::optional<int> agentsOfB = b.member->workload.eligibleAgents();
    return agentsOfA && agentsOfB
        && a.member->workload.instances() + b.member->workload.instances()
        > std::max(*agentsOfA, *agentsOfB);
}

class HostPorts
{
public:
    HostPorts(const Scope &scope, Reporter &reporter)
        : m_scope(scope)
        , m_reporter(reporter)
    { }

    void run()
    {
        for (const ScopeMember &member : m_scope.members()) {
            if (!(member.workload.instances() > 0))
                continue;
            for (const WorkloadPort &port : member.workload.fixedPorts()) {
                const JsonNode node = hostPortNode(port);
                if (node)
                    judge({&member, node, hostName(member.workload.pinnedHost())}, *port.hostPort);
            }
        }
    }

private:
    void judge(const HostPortUser &user, int port)
    {
        const int role = user.member->workload.runsInPublicRole() ? 1 : 0;
        PortUsers &users = m_users[{port, role}];
        if (const std::optional<HostPortUser> other = rivalOf(user, users)) {
            if (user.member->item->isOwn())
                report(user, *other, port);
        }
        if (user.host.isEmpty()) {
            if (!users.anywhere)
                users.anywhere = user;
            return;
        }
        if (!users.firstPinned)
            users.firstPinned = user;
        if (!users.pinned.contains(user.host))
            users.pinned.insert(user.host, user);
    }

    static std::optional<HostPortUser> rivalOf(const HostPortUser &user, const PortUsers &users)
    {
        const auto differs = [&user](const std::optional<HostPortUser> &other) {
            return other && other->member->item->id() != user.member->item->id();
        };
        if (!user.host.isEmpty()) {
            const auto same = users.pinned.constFind(user.host);
            if (same != users.pinned.constEnd() && differs(*same))
                return *same;
        } else if (!users.anywhere && differs(users.firstPinned)) {
            return users.firstPinned;
        }
        return differs(users.anywhere) ? users.anywhere : std::nullopt;
    }

    void report(const HostPortUser &user, const HostPortUser &other, int port)
    {
        const bool isCertain = areTooMany(user, other);
        Finding &finding = m_reporter.add(GroupHostPortClash, user.node,
            isCertain ? u"%1 needs host port %2 on the same agents; one of the two never starts."_s
                            .arg(other.member->item->id())
                            .arg(port)
                      : u"%1 needs host port %2 as well; the two never share an agent."_s
                            .arg(other.member->item->id())
                            .arg(port));
        if (!isCertain)
            finding.severity = Severity::Info;
        finding.related.push_back(
            placeIn(*other.member->item, other.node, u"The other host port"_s));
        offerFixes(finding, user, port);
    }

    void offerFixes(Finding &finding, const HostPortUser &user, int port)
    {
        const bool isHostMode
            = !user.member->workload.isPod() && user.member->workload.mode() == NetworkMode::Host;
        if (!isHostMode)
            finding.fixes.push_back(
                {u"Take any free port"_s, false, {{user.node.range(), "0"}}, {}});
        const auto edits = [range = user.node.range(), taken = taken()](
                               const QString &answer) -> Result<TextEdits> {
            constexpr int LastPort = 65535;
            bool isNumber = false;
            const int wanted = answer.trimmed().toInt(&isNumber);
            if (!isNumber || wanted < 1 || wanted > LastPort)
                return fail(ErrorKind::Invalid, u"A port from 1 to 65535 is needed."_s, {});
            if (taken.contains(wanted))
                return fail(ErrorKind::Invalid, u"Port %1 is taken as well."_s.arg(wanted), {});
            return TextEdits{{range, QByteArray::number(wanted)}};
        };
        offer(finding, u"Take another port…"_s,
            {u"Which port of the agents should it have?"_s, QString::number(freePort(port)),
                edits});
    }

    [[nodiscard]] int freePort(int port)
    {
        const auto &ranges = m_reporter.context().facts.cluster.portRanges;
        int wanted = ranges.empty() ? port + 1 : ranges.front().first;
        while (taken().contains(wanted))
            ++wanted;
        return wanted;
    }

    const QSet<int> &taken()
    {
        if (m_taken.isEmpty()) {
            for (const ScopeMember &member : m_scope.members()) {
                for (const WorkloadPort &port : member.workload.fixedPorts())
                    m_taken.insert(*port.hostPort);
            }
        }
        return m_taken;
    }

    const Scope &m_scope;
    Reporter &m_reporter;
    QHash<std::pair<int, int>, PortUsers> m_users; ///< by port and role
    QSet<int> m_taken;
};

} // namespace

void checkHostPorts(const Scope &scope, Reporter &reporter)
{
    HostPorts(scope, reporter).run();
}

} // namespace Pinion
