// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/jumpbox.h"
#include "ui/shell/shell.h"

namespace Pinion {

class ActionSet;
class ClusterCommands;
class FileCommands;

/// Everything that can be gone to from here: findings and fields of the document in front, open
/// documents, files of the folder, apps of the target.
[[nodiscard]] std::vector<JumpTarget> placesToGo(
    const Shell &shell, FileCommands &files, ClusterCommands &cluster);

/// Every action that is enabled now.
[[nodiscard]] std::vector<JumpTarget> actionsToRun(const ActionSet &actions);

} // namespace Pinion
