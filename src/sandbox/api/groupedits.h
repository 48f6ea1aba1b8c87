// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include "sandbox/core/rootgroup.h"

namespace Pinion {

/// Puts a group's body into the tree: what it leaves out stays, what it lists replaces the list
/// that was there.
void mergeGroup(
    RootGroup &root, JsonNode body, const ServerSettings &settings, const QString &path);
/// Takes out a group and all that is inside.
void removeGroup(RootGroup &root, const QString &id);
/// The absolute id of a group that is sent to `parent`.
[[nodiscard]] QString groupIdOf(JsonNode body, const QString &parent);

} // namespace Pinion
