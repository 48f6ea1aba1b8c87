// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/definition.h"

namespace Pinion {

/// What pulls and runs an image on the agent.
enum class ImageRuntime : quint8 {
    Docker, ///< pulls whatever the Docker daemon can
    Mesos, ///< Mesos' own: pulls only Docker's schema 2, and no list of platforms by digest
};

/// One image of a document.
struct ImagePlace
{
    QString owner; ///< absolute id of the app or pod
    QString container; ///< name of a pod's container; empty for apps
    ImageRuntime runtime = ImageRuntime::Docker;
    JsonNode image; ///< the reference, a string that is not empty
    JsonNode forcePull; ///< forcePullImage or forcePull; a null node where it is not written

    [[nodiscard]] QString reference() const { return image.stringOr(); }
    [[nodiscard]] bool isForced() const { return forcePull.toBool().value_or(false); }
};

/// The Docker images of apps and pods, in the order of the text. What is no text is left out.
[[nodiscard]] std::vector<ImagePlace> imagePlaces(const Definitions &definitions);
/// Those of one app or pod.
[[nodiscard]] std::vector<ImagePlace> imagePlaces(const Definition &definition);

} // namespace Pinion
