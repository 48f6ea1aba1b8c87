// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/imageverdict.h"

namespace Pinion {

/// Parameter of image-platform-missing.
inline constexpr std::string_view WantedPlatform = "platform";

/// The platform of the agents, "linux/amd64" unless the project says otherwise.
[[nodiscard]] QString wantedPlatform(const RuleParameters &parameters);

/// What keeps an image from running where it is meant to, whatever its tag is like. Needs the word
/// of a registry.
[[nodiscard]] Findings runtimeFindings(const ImageCase &image, const RuleContext &context);

} // namespace Pinion
