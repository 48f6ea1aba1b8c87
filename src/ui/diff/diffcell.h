// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/diffrows.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QRectF>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace Pinion {

/// How one side of a line looks.
struct CellLook
{
    Theme theme;
    QFont font; ///< of fixed width
    bool isAfter = false;
    RowKind kind = RowKind::Same;
    int depth = 0;
};

/// The background of one side of a row.
[[nodiscard]] QColor cellBackground(const CellLook &look, bool hasText);

/// A side's text with its JSON colours. Words that differ are bold in the text's own colour on a
/// mark, underlined where they are new and struck out where they are gone, so that nothing depends
/// on colour alone.
void paintCell(QPainter &painter, const QRectF &rect, const RowCell &cell, const CellLook &look);

} // namespace Pinion
