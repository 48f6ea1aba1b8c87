// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/roomystyle.h"

namespace Pinion {

namespace {

constexpr QSize SmallestTarget(24, 24);

} // namespace

QSize RoomyStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    const QSize natural = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
    case CT_ToolButton:
    case CT_CheckBox:
    case CT_RadioButton:
    case CT_ComboBox:
    case CT_LineEdit:
        return natural.expandedTo(SmallestTarget);
    default:
        return natural;
    }
}

} // namespace Pinion

#include "moc_roomystyle.cpp"
