// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QFlags>

#include <optional>
#include <span>
#include <string_view>

namespace Pinion {

class ClusterCommands;
class DeployCommands;
class EditCommands;
class FileCommands;
class HelpCommands;
class HistoryCommands;
class ImageCommands;
class PrepullCommands;
class ReviewCommands;
class TargetCommands;
class WindowCommands;

/// Who carries out the actions.
struct Commands
{
    FileCommands &file;
    EditCommands &edit;
    ImageCommands &image;
    TargetCommands &target;
    DeployCommands &deploy;
    WindowCommands &window;
    ReviewCommands &review;
    ClusterCommands &cluster;
    HistoryCommands &history;
    PrepullCommands &prepull;
    HelpCommands &help;
};

/// What must be the case for an action to make sense.
enum class Need : quint16 {
    Document = 0x01,
    Form = 0x02, ///< the document in front has one
    ValidText = 0x04,
    File = 0x08, ///< the document has a file
    Dirty = 0x10,
    AnyDirty = 0x20, ///< some open document differs from its file
    CanUndo = 0x40,
    CanRedo = 0x80,
    AnyFinding = 0x100,
    Folder = 0x200,
    Image = 0x400, ///< the document in front has one
    Target = 0x800, ///< one is chosen
};
Q_DECLARE_FLAGS(Needs, Need)

/// One action of the window.
struct ActionSpec
{
    std::string_view id; ///< stable: user shortcuts are stored under it
    const char *text; ///< as in the menu, with its mnemonic
    const char *shortcuts; ///< portable text, "; " between several
    Needs needs;
    void (*run)(Commands &);
    std::optional<Icon> icon = {};
    bool isCheckable = false;
};

/// Every action but those made of data (recent files, sections).
[[nodiscard]] std::span<const ActionSpec> actionSpecs();

/// One menu: ids from the table in their order, "-" for a line, "recent" and "sections" for the
/// submenus made of data, "zoom:" in front of ids that go into the Zoom submenu.
struct MenuSpec
{
    const char *title;
    std::span<const std::string_view> items;
};
[[nodiscard]] std::span<const MenuSpec> menuSpecs();

} // namespace Pinion

Q_DECLARE_OPERATORS_FOR_FLAGS(Pinion::Needs)
