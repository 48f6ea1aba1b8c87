// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace Pinion {

/// The platform's style, with buttons and check boxes that are never smaller than a finger or an
/// unsteady hand can hit: 24 × 24 logical pixels, whatever the font.
class RoomyStyle : public QProxyStyle
{
    Q_OBJECT

public:
    using QProxyStyle::QProxyStyle;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
        const QWidget *widget) const override;
};

} // namespace Pinion
