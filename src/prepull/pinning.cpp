// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/pinning.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The values of an attribute on these hosts; nothing if they do not tell each from all others.
std::optional<QHash<QString, QString>> tellingValues(
    const QString &name, const std::vector<TextAttributes> &agents, const QStringList &hosts)
{
    QHash<QString, QString> values; // by host
    QHash<QString, int> uses; // by value
    for (const TextAttributes &agent : agents) {
        const auto value = agent.values.constFind(name);
        if (value == agent.values.constEnd())
            continue;
        ++uses[*value];
        if (hosts.contains(agent.hostname))
            values.insert(agent.hostname, *value);
    }
    const bool isTelling
        = !hosts.isEmpty() && std::all_of(hosts.begin(), hosts.end(), [&](const QString &host) {
              return values.contains(host) && uses.value(values.value(host)) == 1;
          });
    return isTelling ? std::optional(values) : std::nullopt;
}

} // namespace

QStringList tellingAttributes(const std::vector<TextAttributes> &agents, const QStringList &hosts)
{
    QStringList names;
    for (const TextAttributes &agent : agents)
        names += agent.values.keys();
    names.sort();
    names.removeDuplicates();
    names.removeIf([&](const QString &name) { return !tellingValues(name, agents, hosts); });
    return names;
}

Result<void> pinByAttribute(
    PrepullPlan &plan, const std::vector<TextAttributes> &agents, const QString &wanted)
{
    const QStringList telling = tellingAttributes(agents, plan.hosts);
    const QString name = wanted.isEmpty() ? telling.value(0) : wanted;
    const auto values = tellingValues(name, agents, plan.hosts);
    if (name.isEmpty() || !values)
        return fail(ErrorKind::NotFound,
            wanted.isEmpty()
                ? u"Eremetic aims at agents by their text attributes only, and none of them is "
                  "different on each of these agents."_s
                : u"The attribute \"%1\" is not a text that is different on each of these "
                  "agents."_s.arg(wanted),
            u"Pull by Marathon, or start each agent with a text attribute of its own."_s);
    plan.pinAttribute = name;
    plan.pins = *values;
    return {};
}

void pinByHostname(PrepullPlan &plan, const std::vector<Agent> &agents)
{
    const QString name = u"hostname"_s;
    for (const Agent &agent : agents) {
        if (plan.hosts.contains(agent.hostname) && agent.attributes.contains(name))
            plan.pins.insert(agent.hostname, agent.attributes.value(name));
    }
}

} // namespace Pinion
