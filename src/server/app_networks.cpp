// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

template <typename Predicate>
JsonNode firstNetwork(const std::vector<NetworkView> &networks, Predicate predicate)
{
    const auto network = std::find_if(networks.begin(), networks.end(), predicate);
    return network == networks.end() ? JsonNode() : network->node;
}

/// Two unnamed container networks would both become the server's default one.
JsonNode repeatedNetwork(const std::vector<NetworkView> &networks, const Placeholders &placeholders)
{
    for (auto network = networks.begin(); network != networks.end(); ++network) {
        const bool counts = !network->name.isEmpty() || network->mode == NetworkMode::Container;
        const auto isSame = [&](const NetworkView &other) {
            const bool isUnnamed = network->name.isEmpty();
            return other.name == network->name && (!isUnnamed || other.mode == network->mode);
        };
        if (counts && !placeholders.areIn(network->name)
            && std::any_of(networks.begin(), network, isSame))
            return network->node;
    }
    return {};
}

bool isMixture(const std::vector<NetworkView> &networks)
{
    const auto count = [&networks](NetworkMode mode) {
        return std::count_if(networks.begin(), networks.end(),
            [mode](const NetworkView &network) { return network.mode == mode; });
    };
    const auto containers = count(NetworkMode::Container);
    const auto others = count(NetworkMode::Host) + count(NetworkMode::Bridge);
    return others > 1 || (others == 1 && containers > 0);
}

} // namespace

void checkNetworks(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const QString path = u"/networks"_s;
    const auto isNameless = [](const NetworkView &network) {
        return network.mode == NetworkMode::Container && network.name.isEmpty();
    };
    const auto isAdornedHost = [](const NetworkView &network) {
        return network.mode == NetworkMode::Host
            && (!network.name.isEmpty() || network.labels.childCount() > 0);
    };
    const auto isNamedBridge = [](const NetworkView &network) {
        return network.mode == NetworkMode::Bridge && !network.name.isEmpty();
    };
    const std::vector<NetworkView> &networks = view.networks;
    if (const JsonNode node = firstNetwork(networks, isNameless);
        node && settings.facts.defaultNetworkName.isEmpty())
        refuse(found, "server-network-name-missing", path,
            u"Network name must be specified when container network is selected."_s, node);
    if (const JsonNode node = firstNetwork(networks, isAdornedHost))
        refuse(found, "server-network-host-named", path,
            u"Host networks may not have names or labels"_s, node);
    if (const JsonNode node = firstNetwork(networks, isNamedBridge))
        refuse(found, "server-network-bridge-named", path, u"Bridge networks may not have names"_s,
            node["name"]);
    if (const JsonNode node = repeatedNetwork(networks, settings.placeholders))
        refuse(
            found, "server-network-duplicate", path, u"Duplicate networks are not allowed"_s, node);
    if (!view.hasUnknownNetwork && isMixture(networks))
        refuse(found, "server-network-mixture", path,
            u"May specify a single host network, single bridge network, or else 1-to-n container "
            u"networks"_s,
            view.app["networks"], true);
}

} // namespace Pinion
