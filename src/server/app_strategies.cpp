// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"
#include "server/servertext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

void expectZero(std::string_view rule, JsonNode member, Violations &found)
{
    const std::optional<double> value = member.toDouble();
    if (value && *value != 0)
        refuse(found, rule, u"/upgradeStrategy/"_s + QString::fromUtf8(member.key()),
            u"got %1, expected 0.0"_s.arg(javaDouble(*value)), member);
}

} // namespace

void checkStrategies(const AppView &view, const ServerSettings & /*settings*/, Violations &found)
{
    const JsonNode app = view.app;
    const JsonNode strategy = app["upgradeStrategy"];
    const JsonNode instances = app["instances"];
    if (view.isSingleInstance()) {
        if (integerOr(instances, 1).value_or(1) > 1)
            refuse(found, "server-single-instance-count", u"/"_s,
                u"Single instance app may only have one instance"_s, instances);
        expectZero("server-single-instance-strategy", strategy["minimumHealthCapacity"], found);
        expectZero("server-single-instance-strategy", strategy["maximumOverCapacity"], found);
    }
    if (view.asksForResidency()) {
        expectZero("server-resident-over-capacity", strategy["maximumOverCapacity"], found);
        const JsonNode unreachable = app["unreachableStrategy"];
        if (!unreachable.isAbsent() && !unreachable.isString())
            refuse(found, "server-resident-unreachable", u"/"_s,
                u"unreachableStrategy must be disabled for resident tasks"_s, unreachable, true);
    }
    const auto isContainer
        = [](const NetworkView &network) { return network.mode == NetworkMode::Container; };
    if (view.isContainer(ContainerType::Docker)
        && std::count_if(view.networks.begin(), view.networks.end(), isContainer) > 1)
        refuse(found, "server-docker-networks", u"/"_s,
            u"may only specify a single container network when using the Docker container engine"_s,
            app["networks"], true);
}

} // namespace Pinion
