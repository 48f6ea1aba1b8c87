// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/windowicon.h"

#include "ui/targets/targetbadge.h"
#include "ui/theme/icons.h"

#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int Sides[] = {16, 24, 32, 48, 64, 128, 256};
constexpr QSize BadgeSize(20, 20); ///< of the square one
constexpr qreal LargestRatio = 3; ///< that it is drawn in

} // namespace

QIcon iconOfWindow(const Target *target)
{
    registerResources();
    QSvgRenderer drawing(u":/pinion/icons/pinion.svg"_s);
    QIcon icon;
    for (const int side : Sides) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        drawing.render(&painter, QRectF(0, 0, side, side));
        if (target && target->isGuarded()) {
            const int badge = side * 5 / 8;
            painter.drawPixmap(QRect(side - badge, side - badge, badge, badge),
                targetIcon(target->kind).pixmap(BadgeSize, LargestRatio));
        }
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace Pinion
