// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/forecastroom.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Mesos adds up thousandths of a core in fixed point; 0.1 × 3 fits into 0.3.
constexpr double Slack = 1e-6;

int fitting(double free, double needed)
{
    if (needed <= 0)
        return std::numeric_limits<int>::max();
    return int(std::min(1e6, std::floor(free / needed + Slack)));
}

int roomOn(const AgentRoom &agent, const ForecastSubject &subject)
{
    const InstanceResources &each = subject.each;
    const int count = std::min({fitting(agent.cpus, each.cpus), fitting(agent.mem, each.mem),
        fitting(agent.disk, each.disk), fitting(agent.gpus, each.gpus)});
    const bool isSingle = subject.isUniquePerHost || subject.hasFixedHostPort;
    if (!isSingle)
        return std::clamp(count, 0, 1'000'000);
    return agent.ownInstances == 0 ? std::clamp(count, 0, 1) : 0;
}

QString number(double value)
{
    return QString::number(value, 'g', 6);
}

} // namespace

int roomFor(const ForecastSubject &subject, const std::vector<AgentRoom> &agents)
{
    qint64 room = 0;
    for (const AgentRoom &agent : agents)
        room += roomOn(agent, subject);
    return int(std::min<qint64>(room, std::numeric_limits<int>::max()));
}

QString needText(int count, const InstanceResources &each)
{
    QStringList parts;
    if (each.cpus > 0)
        parts.append(number(each.cpus) + u" CPU"_s);
    if (each.mem > 0)
        parts.append(number(each.mem) + u" MiB"_s);
    if (each.disk > 0)
        parts.append(number(each.disk) + u" MiB disk"_s);
    if (each.gpus > 0)
        parts.append(number(each.gpus) + (each.gpus == 1 ? u" GPU"_s : u" GPUs"_s));
    return u"%1 × %2"_s.arg(count).arg(parts.join(u", "_s));
}

} // namespace Pinion
