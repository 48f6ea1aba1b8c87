// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/facts.h"

namespace Pinion {

namespace {

/// Takes over what is still at its initial value.
template <typename Value> void complete(Value &learned, const Value &told, const Value &initial)
{
    if (learned == initial)
        learned = told;
}

void complete(ServerFacts &learned, const ServerFacts &told)
{
    const ServerFacts initial;
    complete(learned.features, told.features, initial.features);
    complete(learned.mesosRole, told.mesosRole, initial.mesosRole);
    complete(learned.defaultNetworkName, told.defaultNetworkName, initial.defaultNetworkName);
    complete(learned.bridgeName, told.bridgeName, initial.bridgeName);
    complete(learned.newGroupsEnforceRole, told.newGroupsEnforceRole, false);
    complete(learned.sanitizesResourceRoles, told.sanitizesResourceRoles, false);
}

void complete(ClusterFacts &learned, const ClusterFacts &told)
{
    complete(learned.agents, told.agents, -1);
    complete(learned.publicAgents, told.publicAgents, -1);
    complete(learned.zones, told.zones, -1);
    if (learned.portRanges.empty())
        learned.portRanges = told.portRanges;
    complete(learned.largestAgent.cpus, told.largestAgent.cpus, -1.0);
    complete(learned.largestAgent.mem, told.largestAgent.mem, -1.0);
    complete(learned.largestAgent.disk, told.largestAgent.disk, -1.0);
    complete(learned.largestAgent.gpus, told.largestAgent.gpus, -1.0);
    complete(learned.hasServiceDiscovery, told.hasServiceDiscovery, true);
}

} // namespace

Facts joined(Facts learned, const Facts &told)
{
    for (auto image = told.images.begin(); image != told.images.end(); ++image) {
        if (!learned.images.contains(image.key()))
            learned.images.insert(image.key(), *image);
    }
    complete(learned.server, told.server);
    complete(learned.cluster, told.cluster);
    return learned;
}

} // namespace Pinion
