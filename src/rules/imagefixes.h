// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/imageverdict.h"

namespace Pinion {

/// The remedies for what `rule` says about an image. Each is checked to end without an error.
[[nodiscard]] std::vector<Fix> imageFixes(
    std::string_view rule, const ImageCase &image, const ImageJudge &judge);

/// Asks for the Docker image that takes the place of an appc one.
[[nodiscard]] std::vector<Fix> appcFixes(JsonNode place, const ImageJudge &judge);

/// Reads what somebody typed for a new reference of `current`: a tag, a tag with a digest, a
/// digest, or a whole reference.
[[nodiscard]] QString referenceFromAnswer(const QString &answer, const QString &current);

} // namespace Pinion
