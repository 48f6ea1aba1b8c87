// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/instanceview.h"

#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// Of the column of nodes, in letters.
constexpr int SmallestNode = 12;
constexpr int LargestNode = 40;

} // namespace

InstanceView::InstanceView(QWidget *parent)
    : QTreeView(parent)
    , m_table(new InstanceTable(this))
{
    setObjectName(u"instanceTable"_s);
    setAccessibleName(tr("Instances"));
    setModel(m_table);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setTextElideMode(Qt::ElideRight);
    header()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    const auto width = [&](InstanceTable::Column column, int letters) {
        header()->resizeSection(column, letter * letters);
    };
    width(InstanceTable::Name, 12);
    width(InstanceTable::Version, 9);
    width(InstanceTable::Node, SmallestNode);
    width(InstanceTable::State, 20);
    width(InstanceTable::Since, 13);
    width(InstanceTable::Restarts, 10);
    connect(m_table, &QAbstractItemModel::modelReset, this, &InstanceView::fitNodes);
    connect(m_table, &QAbstractItemModel::dataChanged, this, &InstanceView::fitNodes);
}

/// Names of hosts differ at their beginning or at their end: all of them, as far as there is room.
void InstanceView::fitNodes()
{
    const int letter = fontMetrics().averageCharWidth();
    int widest = 0;
    for (const InstanceRow &row : m_table->instances())
        widest = std::max(widest, fontMetrics().horizontalAdvance(row.host) + 2 * letter);
    widest = std::min(widest, LargestNode * letter);
    if (columnWidth(InstanceTable::Node) < widest)
        setColumnWidth(InstanceTable::Node, widest);
}

} // namespace Pinion

#include "moc_instanceview.cpp"
