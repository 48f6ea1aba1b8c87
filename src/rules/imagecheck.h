// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/imageverdict.h"

namespace Pinion {

/// Judges every image of a document once; answers all image-… rules.
[[nodiscard]] RuleReport checkImages(const RuleContext &context);

} // namespace Pinion
