// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"
#include "deploy/guard.h"

#include <span>

namespace Pinion {

/// What can be done with an app of a target.
enum class AppAction : quint8 {
    Open,
    Compare,
    Versions,
    Scale,
    Restart,
    Suspend,
    Resume,
    Destroy,
    Logs,
    CopyId,
};

struct AppActionSpec
{
    AppAction action;
    const char *name; ///< of its QAction
    const char *text; ///< to be translated in Pinion::AppAction
    /// Of what changes the target; nothing for the others.
    std::optional<DeployAction> change = {};
};

/// In the order of the menu.
[[nodiscard]] std::span<const AppActionSpec> appActions();
[[nodiscard]] const AppActionSpec &specOf(AppAction action);
[[nodiscard]] QString actionText(AppAction action);
/// False for what makes no sense now: resuming what is not suspended, suspending what is.
[[nodiscard]] bool isPossible(AppAction action, const RunningApp &app);

} // namespace Pinion
