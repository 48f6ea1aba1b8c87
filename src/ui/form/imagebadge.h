// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/tagclass.h"
#include "ui/findings/imagereport.h"

#include <QIcon>
#include <QPixmap>
#include <QWidget>

namespace Pinion {

/// What the form says about an image reference.
struct ImageBadge
{
    enum class Shape {
        None,
        Ring, ///< pinned
        Lock, ///< the registry keeps the tag from moving
        Equals, ///< looks fixed
        Loop, ///< moves
        LoopMark, ///< was seen to move
        Question,
        Cross,
    } shape
        = Shape::None;
    QString word;
    QString explanation;
};
/// By the project's way of naming tags and by what was seen of this one.
[[nodiscard]] ImageBadge imageBadge(
    const QString &image, const TagPolicy &policy = {}, const ImageReport &report = {});
[[nodiscard]] QPixmap badgePixmap(
    ImageBadge::Shape shape, const QColor &color, const QWidget *widget);
/// Marks a port that a health check uses; light on a selection.
[[nodiscard]] QIcon heartIcon(const QWidget *widget);

} // namespace Pinion
