// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/instancetable.h"

#include "deploy/followreason.h"
#include "ui/theme/icons.h"

#include <algorithm>

namespace Pinion {

namespace {

QIcon iconOf(InstanceState state)
{
    switch (state) {
    case InstanceState::Healthy:
        return themeIcon(Icon::Heart, Theme::Role::Good);
    case InstanceState::Unhealthy:
    case InstanceState::Failed:
    case InstanceState::Unreachable:
        return themeIcon(Icon::Error, Theme::Role::Error);
    case InstanceState::WaitingForNode:
        return themeIcon(Icon::Question, Theme::Role::Warning);
    case InstanceState::Staging:
    case InstanceState::Starting:
    case InstanceState::Running:
    case InstanceState::Killing:
    case InstanceState::Gone:
        break;
    }
    return {};
}

bool isSame(const InstanceRow &a, const InstanceRow &b)
{
    return a.id == b.id && a.isNew == b.isNew && a.host == b.host && a.state == b.state
        && a.since == b.since && a.restarts == b.restarts && a.lastMessage == b.lastMessage;
}

} // namespace

void InstanceTable::setInstances(std::vector<InstanceRow> instances)
{
    const bool hasSameRows = std::equal(m_rows.begin(), m_rows.end(), instances.begin(),
        instances.end(), [](const InstanceRow &a, const InstanceRow &b) { return a.id == b.id; });
    if (!hasSameRows) {
        // Selection and scrolling belong to rows that may have moved.
        beginResetModel();
        m_rows = std::move(instances);
        endResetModel();
        return;
    }
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (isSame(m_rows[row], instances[row]))
            continue;
        m_rows[row] = std::move(instances[row]);
        emit dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
    }
}

void InstanceTable::tick()
{
    if (!m_rows.empty())
        emit dataChanged(index(0, Since), index(int(m_rows.size()) - 1, Since));
}

int InstanceTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int InstanceTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString InstanceTable::textOf(const InstanceRow &row, int column) const
{
    switch (column) {
    case Name:
        return row.shortId;
    case Version:
        return row.isNew ? tr("new") : tr("old");
    case Node:
        return row.host.isEmpty() ? tr("–") : row.host;
    case State:
        return instanceStateText(row.state);
    case Since:
        return row.since.isValid() ? durationText(std::chrono::seconds(
                   std::max<qint64>(0, row.since.secsTo(QDateTime::currentDateTimeUtc()))))
                                   : tr("before");
    case Restarts:
        return row.restarts > 0 ? QString::number(row.restarts) : QString();
    case LastMessage:
        return row.lastMessage;
    default:
        return {};
    }
}

QVariant InstanceTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || std::size_t(index.row()) >= m_rows.size())
        return {};
    const InstanceRow &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return textOf(row, index.column());
    case Qt::DecorationRole:
        return index.column() == State ? QVariant(iconOf(row.state)) : QVariant();
    case Qt::ToolTipRole:
        return index.column() == Name ? row.id : textOf(row, index.column());
    case Qt::ForegroundRole:
        return row.state == InstanceState::Gone
            ? QVariant(Theme::of(nullptr).color(Theme::Role::HelpText))
            : QVariant();
    default:
        return {};
    }
}

QVariant InstanceTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Instance");
    case Version:
        return tr("Version");
    case Node:
        return tr("Node");
    case State:
        return tr("State");
    case Since:
        return tr("Since");
    case Restarts:
        return tr("Restarts");
    case LastMessage:
        return tr("Last message");
    default:
        return {};
    }
}

} // namespace Pinion

#include "moc_instancetable.cpp"
