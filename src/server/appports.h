// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/appview.h"

namespace Pinion {

// How Marathon turns the networking members of all times into today's. Part of building an AppView;
// contradictions are settled somehow here and refused by the rules.

[[nodiscard]] std::vector<NetworkView> rewrittenNetworks(
    const AppView &view, const ServerSettings &settings);
/// Needs the view's networks.
[[nodiscard]] std::optional<std::vector<PortMappingView>> rewrittenPortMappings(
    const AppView &view, const ServerSettings &settings);
/// Needs the view's networks.
[[nodiscard]] std::optional<std::vector<PortDefinitionView>> rewrittenPortDefinitions(
    const AppView &view);

/// The single port of an app outside the host's network that names none.
[[nodiscard]] PortMappingView defaultPortMapping();

} // namespace Pinion
