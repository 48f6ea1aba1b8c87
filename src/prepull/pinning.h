// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/mesosclient.h"
#include "prepull/plan.h"

namespace Pinion {

/// The attributes by which each of these hosts can be told from all other agents: text, there on
/// all of them, with a value that no other agent has. By name.
[[nodiscard]] QStringList tellingAttributes(
    const std::vector<TextAttributes> &agents, const QStringList &hosts);

/// Aims the plan's tasks at its hosts by an attribute, which is all that Eremetic can do; `wanted`
/// empty: by the first that tells them apart. Errors: NotFound, with the reason.
[[nodiscard]] Result<void> pinByAttribute(
    PrepullPlan &plan, const std::vector<TextAttributes> &agents, const QString &wanted = {});

/// Chronos compares the constraint with the host's name, unless the agent has an attribute of that
/// name, which then wins.
void pinByHostname(PrepullPlan &plan, const std::vector<Agent> &agents);

} // namespace Pinion
