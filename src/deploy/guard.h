// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cluster/writepermit.h"
#include "settings/target.h"

#include <QStringList>

namespace Pinion {

/// What somebody is about to do to a target.
enum class DeployAction : quint8 {
    Deploy, ///< also going back to an earlier version, and scaling
    Restart,
    Revert, ///< a running deployment, by one that leads back
    Replace, ///< a running deployment of somebody else, by force
    Abandon, ///< a running deployment, so that old and new stay
    Destroy,
    Suspend, ///< to 0 instances
    Nudge, ///< kills one task, which is replaced, or ends a delay
};

/// The only maker of a WritePermit. For guarded targets it asks for the name of what is changed,
/// typed letter for letter; so it does for what destroys, on every kind of target but development.
class DeployGuard
{
public:
    /// Whether the name has to be typed.
    [[nodiscard]] static bool asksFor(const Target &target, DeployAction action);
    /// What has to be typed: the last part of the id, "orders". For several ids that of the group
    /// that holds them all, or of the first where there is none.
    [[nodiscard]] static QString nameToType(const QStringList &ids);
    /// `typed` is ignored where nothing has to be typed. Errors: Rejected when the name is missing
    /// or another; the message names what is expected.
    [[nodiscard]] static Result<WritePermit> permit(const Target &target, DeployAction action,
        const QStringList &ids, const QString &typed = {});
};

} // namespace Pinion
