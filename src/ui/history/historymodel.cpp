// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historymodel.h"

#include "ui/cluster/approw.h"

#include <QFont>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

void HistoryModel::setRows(std::vector<HistoryRow> rows)
{
    const bool isSameRows = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
        [](const HistoryRow &one, const HistoryRow &other) {
            return one.version == other.version
                && (one.kind == HistoryRow::Kind::Document)
                == (other.kind == HistoryRow::Kind::Document);
        });
    if (isSameRows) {
        m_rows = std::move(rows);
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const HistoryRow *HistoryModel::row(int row) const
{
    return row >= 0 && size_t(row) < m_rows.size() ? &m_rows[size_t(row)] : nullptr;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString HistoryModel::text(const HistoryRow &row, int column)
{
    const bool isKnown = !row.definition.isEmpty();
    switch (column) {
    case When:
        return row.kind == HistoryRow::Kind::Current ? tr("%1  running").arg(row.name) : row.name;
    case What:
        return isKnown ? row.change : u"…"_s;
    case Image:
        return !isKnown ? QString() : row.image.isEmpty() ? u"–"_s : shortImage(row.image);
    case Instances:
        return isKnown ? QString::number(row.instances) : QString();
    default:
        return row.isOwn ? tr("you") : row.version.isEmpty() ? QString() : u"–"_s;
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const HistoryRow *at = index.isValid() ? row(index.row()) : nullptr;
    if (!at)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*at, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Image)
            return at->image;
        if (index.column() == By)
            return at->isOwn ? tr("Sent by Pinion on this computer.")
                             : tr("Marathon does not record who made a version.");
        return index.column() == When && !at->version.isEmpty() ? at->version
                                                                : text(*at, index.column());
    case Qt::FontRole: {
        QFont font;
        font.setBold(at->kind == HistoryRow::Kind::Current);
        font.setItalic(at->kind == HistoryRow::Kind::Document);
        return font;
    }
    case Qt::TextAlignmentRole:
        return index.column() == Instances ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                           : QVariant();
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("When");
    case What:
        return tr("What changed");
    case Image:
        return tr("Image");
    case Instances:
        return tr("Instances");
    default:
        return tr("By");
    }
}

} // namespace Pinion

#include "moc_historymodel.cpp"
