// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/roomystyle.h"

#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QSize SmallestTarget(24, 24);
constexpr int SmallestRow = 28;

bool isWrittenIn(const QWidget *widget)
{
    return qobject_cast<const QPlainTextEdit *>(widget)
        || qobject_cast<const QAbstractItemView *>(widget);
}

enum class Outline : quint8 { Box, Circle };

void drawBorder(const QStyleOption &option, QPainter &painter, const QWidget *widget,
    Outline outline = Outline::Box)
{
    const Theme theme = Theme::of(widget);
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    // A curved line of one pixel loses too much to the pixels beside it.
    const qreal thin = outline == Outline::Circle ? 1.5 : 1;
    const qreal width = hasFocus ? 2 : thin;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(theme.color(hasFocus ? Theme::Role::Advice : Theme::Role::ControlBorder), width));
    const qreal inset = width / 2;
    const QRectF line = QRectF(option.rect).adjusted(inset, inset, -inset, -inset);
    if (outline == Outline::Circle)
        painter.drawEllipse(line);
    else
        painter.drawRoundedRect(line, 2, 2);
    painter.restore();
}

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
    case CT_ItemViewItem:
        return natural.expandedTo({0, SmallestRow});
    default:
        return natural;
    }
}

void RoomyStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
    QPainter *painter, const QWidget *widget) const
{
    const bool isField
        = element == PE_FrameLineEdit || (element == PE_Frame && isWrittenIn(widget));
    if (isField && option && baseStyle()->name() == "fusion"_L1)
        drawBorder(*option, *painter, widget);
    else
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    const bool isBox = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    const bool isButton = element == PE_IndicatorRadioButton;
    const bool isEmpty = option && option->state.testFlag(State_Off);
    const bool isFaint = (isBox && isEmpty) || (isButton && option); // a dot alone is little to see
    if (isFaint && widget && baseStyle()->name() == "fusion"_L1)
        drawBorder(*option, *painter, widget, isButton ? Outline::Circle : Outline::Box);
}

} // namespace Pinion

#include "moc_roomystyle.cpp"
