// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/rowmoves.h"

#include <QCoreApplication>
#include <QMimeData>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Another window, or another program with a list at the same address, must not be taken for it.
QByteArray mark(const void *owner)
{
    return QByteArray::number(QCoreApplication::applicationPid()) + ' '
        + QByteArray::number(quintptr(owner));
}

} // namespace

QList<RowMove> movesBefore(const QList<qsizetype> &places, qsizetype before)
{
    QList<RowMove> moves;
    qsizetype wentDown = 0;
    qsizetype wentUp = 0;
    for (const qsizetype place : places) {
        // Each item that went down has let those behind it move up by one.
        const RowMove move = place < before ? RowMove{place - wentDown++, before - 1}
                                            : RowMove{place, before + wentUp++};
        if (move.from != move.to)
            moves.append(move);
    }
    return moves;
}

std::unique_ptr<QMimeData> rowsToDrag(const void *owner, const QList<int> &rows)
{
    QByteArrayList parts{mark(owner)};
    for (const int row : rows)
        parts.append(QByteArray::number(row));
    auto data = std::make_unique<QMimeData>();
    data->setData(rowMimeType(), parts.join(','));
    return data;
}

QList<int> draggedRows(const QMimeData &data, const void *owner)
{
    const QByteArrayList parts = data.data(rowMimeType()).split(',');
    if (parts.first() != mark(owner))
        return {};
    QList<int> rows;
    for (const QByteArray &part : parts.mid(1))
        rows.append(part.toInt());
    std::sort(rows.begin(), rows.end());
    return rows;
}

QString rowMimeType()
{
    return u"application/x-pinion-rows"_s;
}

} // namespace Pinion
