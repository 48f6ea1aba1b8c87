// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace Pinion {

/// The platform's style, with buttons and check boxes that are never smaller than a finger or an
/// unsteady hand can hit: 24 × 24 logical pixels, whatever the font. Where the platform's style is
/// Fusion, fields to write in, radio buttons and what is not ticked get a border that is seen: its
/// own is darker than the window, which on a dark window is next to nothing.
class RoomyStyle : public QProxyStyle
{
    Q_OBJECT

public:
    using QProxyStyle::QProxyStyle;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
        const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget) const override;
};

} // namespace Pinion
