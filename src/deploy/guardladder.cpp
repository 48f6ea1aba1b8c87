// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/guardladder.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

Ladder ladderOf(const DeployConditions &conditions)
{
    const Ladder own = kindSpec(conditions.kind).ladder;
    return conditions.alwaysReviews ? std::max(own, Ladder::Review) : own;
}

/// Why there is nothing that could be sent at all.
QStringList obstacles(const DeployConditions &conditions)
{
    QStringList reasons;
    if (!conditions.isReadable)
        reasons += u"The text cannot be deployed as it is; see the problems."_s;
    if (!conditions.isOnline)
        reasons += u"The target cannot be reached."_s;
    return reasons;
}

QString counted(int count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(count);
}

} // namespace

DeployDecision onDeployPressed(const DeployConditions &conditions)
{
    DeployDecision decision;
    decision.reasons = obstacles(conditions);
    if (!decision.reasons.isEmpty())
        return decision;
    const Ladder ladder = ladderOf(conditions);
    QStringList &reasons = decision.reasons;
    if (ladder == Ladder::Guarded)
        reasons += u"This target is guarded: every deployment is reviewed."_s;
    else if (ladder == Ladder::Review)
        reasons += u"Deployments to this target are always reviewed."_s;
    if (conditions.errors > 0)
        reasons += counted(conditions.errors, u"There is an error."_s, u"There are %1 errors."_s);
    if (conditions.hasDrifted)
        reasons += u"What runs has changed since it was read."_s;
    if (!conditions.isRunningKnown)
        reasons += u"What runs is not known."_s;
    if (conditions.isBusy)
        reasons += u"Another deployment of it is under way."_s;
    if (conditions.isSame)
        reasons += u"The target already runs this definition."_s;
    if (ladder != Ladder::AtOnce) {
        if (conditions.warnings > 0)
            reasons += counted(
                conditions.warnings, u"There is a warning."_s, u"There are %1 warnings."_s);
        if (!conditions.isSeen)
            reasons += u"The changes have not been on screen since the last edit."_s;
    }
    decision.step = reasons.isEmpty() ? DeployStep::Deploy : DeployStep::Review;
    return decision;
}

DeployDecision onReviewConfirmed(const DeployConditions &conditions)
{
    DeployDecision decision;
    decision.reasons = obstacles(conditions);
    QStringList &reasons = decision.reasons;
    if (conditions.errors > 0)
        reasons += counted(conditions.errors, u"There is an error."_s, u"There are %1 errors."_s);
    if (conditions.isSame)
        reasons += u"The target already runs this definition."_s;
    if (ladderOf(conditions) == Ladder::Guarded) {
        const int open = conditions.warnings - conditions.acceptedWarnings;
        if (open > 0)
            reasons += counted(
                open, u"A warning is not accepted yet."_s, u"%1 warnings are not accepted yet."_s);
        if (conditions.isMovingImage && conditions.wantsPinnedImage)
            reasons += u"The image is not pinned."_s;
        if (!conditions.isReviewed)
            reasons += u"The list of changes has not been read to its end."_s;
        if (!conditions.isRunningKnown)
            reasons += u"What runs is not known."_s;
    }
    decision.step = reasons.isEmpty() ? DeployStep::Deploy : DeployStep::Nothing;
    return decision;
}

} // namespace Pinion
