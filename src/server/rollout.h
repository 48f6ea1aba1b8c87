// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/marathonversion.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace Pinion {

/// What a change means for the instances that run.
enum class RolloutEffect : unsigned char {
    Nothing, ///< stored; shows with the next instance, if at all
    Scale, ///< some are started or stopped, the others go on
    Restart, ///< every instance is replaced
};

struct RolloutChange
{
    std::string key; ///< member of the app
    RolloutEffect effect = RolloutEffect::Nothing;
};

/// What a change of this member of an app means: a restart for nearly all of them
/// (AppDefinition.isUpgrade of the server).
[[nodiscard]] RolloutEffect rolloutEffect(
    std::string_view member, MarathonVersion version = DefaultMarathonVersion);

/// The members in which two canonical forms of one app differ, in the order of `after`, those that
/// vanish last. Sets are compared as sets, and a service port 0 equals any other.
[[nodiscard]] std::vector<RolloutChange> rolloutChanges(
    const nlohmann::ordered_json &before, const nlohmann::ordered_json &after);

/// True if Marathon would replace every instance: nearly any change does, a label's included.
[[nodiscard]] bool restartsInstances(
    const nlohmann::ordered_json &before, const nlohmann::ordered_json &after);

} // namespace Pinion
