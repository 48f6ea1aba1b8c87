// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QIcon>

namespace Pinion {

/// The monochrome icon set (resources/icons).
enum class Icon : quint8 {
    New,
    Open,
    Save,
    Undo,
    Redo,
    Tag,
    Error, ///< octagon with a cross
    Warning, ///< triangle with an exclamation mark
    Advice, ///< circle with an i
    Pinned, ///< closed ring: the reference always means the same image
    Moves, ///< loop with an arrow: the reference can come to mean another image
    Equals,
    Question,
    Lock,
    Plus,
    Minus,
    Reset,
    Menu, ///< three dots
    Search,
    Close,
    Heart,
    Gear,
    Folder,
    File,
    ChevronUp,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
};

/// An icon that is drawn in the palette's text colour, and so follows light and dark by itself.
[[nodiscard]] QIcon themeIcon(Icon icon);
/// The same in a semantic colour of the application's present theme.
[[nodiscard]] QIcon themeIcon(Icon icon, Theme::Role role);
/// For painting by hand: the icon in this colour, `size` logical pixels square.
[[nodiscard]] QPixmap themePixmap(
    Icon icon, const QColor &color, int size, qreal devicePixelRatio = 1);
/// ":/pinion/icons/lock.svg"
[[nodiscard]] QString iconPath(Icon icon);

/// Makes the files below :/pinion known. A static library's resources are otherwise dropped by the
/// linker. Harmless to repeat; the icon functions call it themselves.
void registerResources();

} // namespace Pinion
