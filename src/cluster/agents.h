// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/mesosclient.h"

namespace Pinion {

/// Why no task can land on a host now, in the order in which it is looked for.
enum class AgentBar : quint8 {
    None, ///< one can
    NotRegistered,
    Disconnected,
    Deactivated,
    Draining,
    Maintenance,
    LeftOut, ///< by the user
    OtherRole, ///< what would suffice is reserved for somebody else
    TooLittleFree, ///< which may change at any time
    GpuAgent, ///< kept for tasks that want devices
    OtherRegion, ///< than the master's, where Marathon places nothing unasked
};

/// What a task asks of an agent.
struct AgentNeed
{
    QStringList roles{QStringLiteral("*")}; ///< whose resources it may take
    double cpus = 0;
    double mem = 0; ///< MiB
    double disk = 0; ///< MiB
    QStringList onlyHosts; ///< that the user wants; empty: all
};

/// One host name, which may stand for several agents of one machine.
struct HostVerdict
{
    QString hostname;
    QStringList agentIds;
    AgentBar bar = AgentBar::None;
    QString reason; ///< a clause for people; empty: a task can land there
    double freeMem = 0; ///< MiB in the roles of the need
    bool isEstimate = false; ///< the master did not tell all about who uses what

    [[nodiscard]] bool isUsable() const { return bar == AgentBar::None; }
};

/// One verdict per host name, by host name. A host is usable if one of its agents is. The answers
/// follow what the Mesos master and Marathon do with offers: MesosAllocator's GPU filter,
/// Marathon's region rule and its refusal of agents in maintenance.
[[nodiscard]] std::vector<HostVerdict> judgeHosts(const AgentSurvey &survey, const AgentNeed &need);

} // namespace Pinion
