// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultrows.h"

using namespace Qt::StringLiterals;

namespace Pinion {

void deafen(DeployBench &bench)
{
    SandboxFault deaf;
    deaf.path = u"/v2/events"_s;
    deaf.times = -1;
    deaf.answer = SandboxFault::message(403, u"Not Authorized to perform this action!"_s);
    bench.sandbox.faults().add(deaf);
}

void occupy(DeployBench &bench)
{
    TaskScript unknown;
    unknown.health = std::nullopt;
    bench.script(unknown);
    bench.bySomebody("PUT", "/v2/apps/shop/web", "{\"labels\":{\"by\":\"another\"}}");
    bench.sandbox.advance(1000);
}

FaultRow::Step faulty(QByteArray method, QString path, std::function<void(SandboxFault &)> how)
{
    return [=](DeployBench &bench) {
        SandboxFault fault;
        fault.method = method;
        fault.path = path;
        how(fault);
        bench.sandbox.faults().add(fault);
    };
}

} // namespace Pinion
