// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/machine.h"

#include "prepull/chronosbackend.h"
#include "prepull/eremeticbackend.h"
#include "prepull/marathonbackend.h"

using namespace Qt::StringLiterals;

namespace Pinion {

PrepullMachine::PrepullMachine() = default;
PrepullMachine::~PrepullMachine() = default;

Result<std::unique_ptr<PrepullMachine>> PrepullMachine::make(Cluster &cluster,
    const ServerInfo &info, const PrepullPlan &plan, const SchedulerPlace &place,
    const WritePermit &permit)
{
    std::unique_ptr<PrepullMachine> machine(new PrepullMachine);
    if (plan.via == PrepullVia::Marathon) {
        machine->m_backend = std::make_unique<MarathonPrepull>(cluster, info, plan, permit);
        return machine;
    }
    if (!place.url.isValid() || place.url.host().isEmpty())
        return fail(ErrorKind::Invalid,
            u"The address of %1 is missing, such as http://%2.example.com:4400."_s.arg(
                viaTitle(plan.via), viaName(plan.via)));
    const ClusterAccess access = schedulerAccess(cluster.access(), place.url, place.login);
    machine->m_http = std::make_unique<HttpClient>(httpOptions(access), &cluster.line().clock());
    machine->m_line = std::make_unique<ClusterLine>(*machine->m_http, access);
    if (plan.via == PrepullVia::Chronos)
        machine->m_backend = std::make_unique<ChronosPrepull>(
            *machine->m_line, cluster.mesos(), info.mesosUrl, plan, permit);
    else
        machine->m_backend = std::make_unique<EremeticPrepull>(*machine->m_line, plan, permit);
    return machine;
}

} // namespace Pinion
