// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/target.h"

#include <QStringList>

namespace Pinion {

/// What is known when *Deploy* is pressed.
struct DeployConditions
{
    TargetKind kind = TargetKind::Production;
    bool alwaysReviews = false;
    bool isReadable = true; ///< the text is JSON and a definition that can be deployed
    bool isOnline = true;
    bool isRunningKnown = true; ///< what runs has been read
    bool isBusy = false; ///< a deployment of this app is under way
    bool isSame = false; ///< there is nothing to change
    bool hasDrifted = false; ///< what runs has changed since it was read
    bool isSeen = false; ///< the changes have been on screen since the last edit
    bool isMovingImage = false; ///< an image is not pinned
    bool wantsPinnedImage = true; ///< the project's policy for guarded targets
    int errors = 0; ///< findings
    int warnings = 0;
    int acceptedWarnings = 0; ///< ticked in the review
    bool isReviewed = false; ///< all rows ticked, or the list scrolled to its end
};

/// What pressing it does.
enum class DeployStep : quint8 {
    Nothing, ///< cannot be deployed now
    Review, ///< opens the review
    Deploy, ///< deploys at once
};

struct DeployDecision
{
    DeployStep step = DeployStep::Nothing;
    /// Why it is not more, in whole sentences.
    QStringList reasons;
};

/// The press outside of the review.
[[nodiscard]] DeployDecision onDeployPressed(const DeployConditions &conditions);

/// The button inside of the review. For guarded targets the typed name comes on top, which only
/// DeployGuard judges.
[[nodiscard]] DeployDecision onReviewConfirmed(const DeployConditions &conditions);

} // namespace Pinion
