// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/paletteiconengine.h"

#include <array>

// Q_INIT_RESOURCE declares a function and must therefore stand outside every namespace.
static void initPinionResources()
{
    Q_INIT_RESOURCE(pinion);
}

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

// In the order of Icon.
constexpr std::array Names{
    "new"_L1,
    "open"_L1,
    "save"_L1,
    "undo"_L1,
    "redo"_L1,
    "tag"_L1,
    "error"_L1,
    "warning"_L1,
    "advice"_L1,
    "pinned"_L1,
    "moves"_L1,
    "equals"_L1,
    "question"_L1,
    "lock"_L1,
    "plus"_L1,
    "minus"_L1,
    "reset"_L1,
    "menu"_L1,
    "search"_L1,
    "close"_L1,
    "heart"_L1,
    "gear"_L1,
    "folder"_L1,
    "file"_L1,
    "chevron-up"_L1,
    "chevron-down"_L1,
    "chevron-left"_L1,
    "chevron-right"_L1,
};
static_assert(Names.size() == size_t(Icon::ChevronRight) + 1);

} // namespace

void registerResources()
{
    initPinionResources();
}

QString iconPath(Icon icon)
{
    return ":/pinion/icons/"_L1 + Names[size_t(icon)] + ".svg"_L1;
}

QIcon themeIcon(Icon icon)
{
    registerResources();
    return QIcon(new PaletteIconEngine(iconPath(icon)));
}

QIcon themeIcon(Icon icon, Theme::Role role)
{
    registerResources();
    return QIcon(new PaletteIconEngine(iconPath(icon), role));
}

QPixmap themePixmap(Icon icon, const QColor &color, int size, qreal devicePixelRatio)
{
    registerResources();
    return PaletteIconEngine::rendered(
        iconPath(icon), color, QSize(size, size) * devicePixelRatio, devicePixelRatio);
}

} // namespace Pinion
