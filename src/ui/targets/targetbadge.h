// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/target.h"

#include <QColor>
#include <QIcon>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace Pinion {

/// The colour of a kind of target, below white text, in light and dark themes.
[[nodiscard]] QColor targetColor(TargetKind kind);

/// Two letters in a filled box; those of guarded kinds have chevrons at both ends, so that neither
/// depends on colour. Where there is room for a square only, as in menus, their box has points.
[[nodiscard]] QIcon targetIcon(TargetKind kind);
inline constexpr QSize TargetIconSize{40, 18};

/// "PRODUCTION": the kind in letters that cannot be overlooked.
[[nodiscard]] QString kindInCapitals(TargetKind kind);

/// The coloured ground of a kind of target, with chevrons at both ends where it has some. Answers
/// the room between them; the pen is white afterwards.
QRect paintTargetGround(QPainter &painter, const QRect &area, const TargetKindSpec &spec);

/// Two chevrons that point inwards from the left, or from the right edge of the box.
void drawChevrons(QPainter &painter, const QRectF &box, bool pointsRight);

} // namespace Pinion
