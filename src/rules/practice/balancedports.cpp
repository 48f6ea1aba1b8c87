// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/balancerlabels.h"
#include "rules/practice/groups.h"
#include "rules/practice/rewrite.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// One port of an app as load balancers see it.
struct BalancedPort
{
    const ScopeItem *item = nullptr;
    QString deployment; ///< blue and green of one service share it
    JsonNode node; ///< where what clashes is written
    int index = 0;

    [[nodiscard]] bool clashesWith(const BalancedPort &other) const
    {
        const bool isOneService = !deployment.isEmpty() && deployment == other.deployment;
        return !isOneService && item->id() != other.item->id();
    }
};

/// Who uses what. Remembers two users of each thing at most: whatever comes later clashes with one
/// of two users of different services, or with neither.
class Users
{
public:
    /// The earlier user that this one clashes with, or null. Valid until the next call.
    const BalancedPort *add(const QString &thing, const BalancedPort &user)
    {
        std::vector<BalancedPort> &known = m_known[thing];
        const auto other = std::find_if(known.begin(), known.end(),
            [&user](const BalancedPort &each) { return user.clashesWith(each); });
        const bool isFound = other != known.end();
        const auto at = other - known.begin();
        if (known.empty() || (isFound && known.size() < 2))
            known.push_back(user);
        return isFound ? &known[size_t(at)] : nullptr;
    }

private:
    QHash<QString, std::vector<BalancedPort>> m_known;
};

/// Where a service port is written, and its number. A label goes before the port's own number.
struct ServicePort
{
    JsonNode node;
    int number = 0;
};

ServicePort servicePortOf(JsonNode labels, const WorkloadPort &port, int index)
{
    const JsonNode label = balancerNode(labels, index, "PORT");
    bool isNumber = false;
    if (const int number = label.stringOr().toInt(&isNumber); isNumber)
        return {label, number};
    if (port.node.isNumber())
        return {port.node, port.servicePort};
    const JsonNode mapped = port.node["servicePort"];
    return {mapped ? mapped : port.node["port"], port.servicePort};
}

class BalancedPorts
{
public:
    BalancedPorts(const Scope &scope, Reporter &reporter)
        : m_scope(scope)
        , m_reporter(reporter)
        , m_isWildcard(reporter.context().parameters.lb.wildcardGroup)
    { }

    void run()
    {
        // The ports of one app never clash with each other here.
        if (m_scope.members().size() < 2)
            return;
        for (const ScopeMember &member : m_scope.members()) {
            const bool hasGroups = m_isWildcard || member.workload.labels().childCount() > 0;
            if (member.workload.isPod() || !hasGroups)
                continue;
            const auto &ports = member.workload.ports();
            for (size_t i = 0; i < ports.size(); ++i)
                judge(member, ports[i], int(i));
        }
    }

private:
    void judge(const ScopeMember &member, const WorkloadPort &port, int index)
    {
        const JsonNode labels = member.workload.labels();
        const QStringList groups
            = m_isWildcard ? QStringList{u"*"_s} : balancerGroups(labels, index);
        if (groups.isEmpty() || !isBalanced(labels, index))
            return;
        BalancedPort user;
        user.item = member.item;
        user.deployment = labels["HAPROXY_DEPLOYMENT_GROUP"].stringOr();
        user.index = index;
        judgeNumber(member, groups, user, servicePortOf(labels, port, index));
        judgeHosts(member, groups, user);
    }

    void judgeNumber(const ScopeMember &member, const QStringList &groups, BalancedPort user,
        const ServicePort &port)
    {
        if (port.number <= 0 || !port.node)
            return;
        user.node = port.node;
        const QString address = balancerLabel(member.workload.labels(), user.index, "BIND_ADDR");
        const BalancedPort *first = nullptr;
        for (const QString &group : groups) {
            const QString thing = u"%1 %2 %3"_s.arg(group, address).arg(port.number);
            if (const BalancedPort *other = m_users.add(thing, user); other && !first)
                first = other;
        }
        if (first && user.item->isOwn())
            reportNumber(member, user, *first, port.number);
    }

    void reportNumber(
        const ScopeMember &member, const BalancedPort &user, const BalancedPort &other, int number)
    {
        Finding &finding = m_reporter.add(GroupServicePortClash, user.node,
            u"%1 has service port %2 as well; the load balancer mixes the two or drops one."_s
                .arg(other.item->id())
                .arg(number));
        finding.related.push_back(placeIn(*other.item, other.node, u"The other service port"_s));
        const bool isHostPort = member.workload.mode() == NetworkMode::Host
            && member.workload.node()["requirePorts"].toBool() == true;
        if (isHostPort)
            return;
        const auto offerNumber = [&finding, node = user.node](const QString &title, int wanted) {
            const QByteArray digits = QByteArray::number(wanted);
            const QByteArray literal = node.isString() ? '"' + digits + '"' : digits;
            finding.fixes.push_back({title, false, {{node.range(), literal}}, {}});
        };
        if (const std::optional<int> free = takeFreePort())
            offerNumber(u"Use service port %1"_s.arg(*free), *free);
        const bool hasHost
            = !balancerLabel(member.workload.labels(), user.index, "VHOST").isEmpty();
        if (hasHost && !user.node.isString())
            offerNumber(u"Let Marathon choose (clients use the host name)"_s, 0);
    }

    /// The next number that nobody in the scope uses.
    std::optional<int> takeFreePort()
    {
        const PortRange range = m_reporter.context().parameters.lb.portRange;
        if (m_nextPort == 0) {
            m_nextPort = range.first;
            for (const ScopeMember &member : m_scope.members()) {
                for (const WorkloadPort &port : member.workload.ports())
                    m_taken.insert(port.servicePort);
            }
        }
        while (m_nextPort <= range.last && m_taken.contains(m_nextPort))
            ++m_nextPort;
        return m_nextPort <= range.last ? std::optional(m_nextPort++) : std::nullopt;
    }

    void judgeHosts(const ScopeMember &member, const QStringList &groups, BalancedPort user)
    {
        const JsonNode labels = member.workload.labels();
        user.node = balancerNode(labels, user.index, "VHOST");
        const QString hosts = user.node.stringOr();
        if (hosts.isEmpty() || m_reporter.context().parameters.placeholders.areIn(hosts))
            return;
        QString path = balancerLabel(labels, user.index, "PATH");
        if (path.isEmpty())
            path = u"/"_s;
        for (const QString &name : hosts.split(u',', Qt::SkipEmptyParts)) {
            const QString host = name.trimmed().toLower();
            const BalancedPort *first = nullptr;
            for (const QString &group : groups) {
                const QString thing = u"%1 %2 %3"_s.arg(group, host, path);
                if (const BalancedPort *other = m_users.add(thing, user); other && !first)
                    first = other;
            }
            if (first && user.item->isOwn())
                reportHost(user, *first, host, path);
        }
    }

    void reportHost(const BalancedPort &user, const BalancedPort &other, const QString &host,
        const QString &path)
    {
        Finding &finding = m_reporter.add(GroupVhostClash, user.node,
            u"%1 answers to %2%3 as well; requests go to either of the two apps."_s.arg(
                other.item->id(), host, path == u"/" ? QString() : path));
        finding.related.push_back(placeIn(*other.item, other.node, u"The other app's host name"_s));
        const QByteArray key = BalancerKey{user.index, "PATH"}.text();
        const auto edits = [rewrite = Rewrite(user.node.parent()), key, path](
                               const QString &answer) -> Result<TextEdits> {
            const QString wanted = answer.trimmed();
            if (!wanted.startsWith(u'/') || wanted == path)
                return fail(ErrorKind::Invalid, u"Another path is needed."_s,
                    u"Type one that begins with a slash, such as /api."_s);
            Rewrite steps = rewrite;
            return steps.setText(JsonPointer({key}), wanted).edits();
        };
        offer(finding, u"Give it a path of its own…"_s,
            {u"Which path of %1 should lead to %2?"_s.arg(host, user.item->id()),
                u'/' + user.item->id().section(u'/', -1), edits});
    }

    const Scope &m_scope;
    Reporter &m_reporter;
    const bool m_isWildcard;
    Users m_users;
    QSet<int> m_taken;
    int m_nextPort = 0; ///< 0: not looked yet
};

} // namespace

void checkBalancedPorts(const Scope &scope, Reporter &reporter)
{
    BalancedPorts(scope, reporter).run();
}

} // namespace Pinion
