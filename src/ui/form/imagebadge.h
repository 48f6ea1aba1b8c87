// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/tagclass.h"

#include <QIcon>
#include <QPixmap>
#include <QWidget>

namespace Pinion {

/// What the form says about an image reference.
struct ImageBadge
{
    enum class Shape { None, Ring, Equals, Loop, Question, Cross } shape = Shape::None;
    QString word;
    QString explanation;
};
[[nodiscard]] ImageBadge imageBadge(const QString &image);
[[nodiscard]] QPixmap badgePixmap(
    ImageBadge::Shape shape, const QColor &color, const QWidget *widget);
/// Marks a port that a health check uses; light on a selection.
[[nodiscard]] QIcon heartIcon(const QWidget *widget);

} // namespace Pinion
