// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/imageplace.h"
#include "rules/rule.h"

namespace Pinion {

/// One image of a document, with everything that decides what is wrong with it.
struct ImageCase
{
    JsonNode node; ///< the reference; for appc its version label, or its name
    JsonNode forcePull; ///< the switch, a null node where it is not written
    QString text; ///< the reference as written
    TagVerdict tag;
    ImageFacts facts;
    ImageRuntime runtime = ImageRuntime::Docker;
    bool isForced = false;
    bool isAppc = false;
};

/// Every Docker image of the document's apps and pods, in the order of the text. On Marathon before
/// 1.9 also the appc images, classed by their version label.
[[nodiscard]] std::vector<ImageCase> imageCases(const RuleContext &context);

/// The appc objects of apps, and the kinds of pod images that say APPC.
[[nodiscard]] std::vector<JsonNode> appcPlaces(const RuleContext &context);

/// True where appc images have gone.
[[nodiscard]] bool isAppcRemoved(MarathonVersion version);

} // namespace Pinion
