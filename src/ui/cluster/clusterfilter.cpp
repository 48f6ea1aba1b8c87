// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clusterfilter.h"

#include "ui/cluster/clustermodel.h"

#include <algorithm>

namespace Pinion {

namespace {

constexpr ClusterChipSpec Chips[] = {
    {ClusterChip::Deploying, "deploying", QT_TRANSLATE_NOOP("Pinion::ClusterFilter", "Deploying")},
    {ClusterChip::Waiting, "waiting", QT_TRANSLATE_NOOP("Pinion::ClusterFilter", "Waiting")},
    {ClusterChip::Delayed, "delayed", QT_TRANSLATE_NOOP("Pinion::ClusterFilter", "Delayed")},
    {ClusterChip::Unhealthy, "unhealthy", QT_TRANSLATE_NOOP("Pinion::ClusterFilter", "Unhealthy")},
    {ClusterChip::Suspended, "suspended", QT_TRANSLATE_NOOP("Pinion::ClusterFilter", "Suspended")},
    {ClusterChip::NotPinned, "notPinned", QT_TRANSLATE_NOOP("Pinion::ClusterFilter", "Not pinned")},
    {ClusterChip::NoHealthCheck, "noHealthCheck",
        QT_TRANSLATE_NOOP("Pinion::ClusterFilter", "No health check")},
};

constexpr ClusterChips Conditions = ClusterChips(ClusterChip::Deploying) | ClusterChip::Waiting
    | ClusterChip::Delayed | ClusterChip::Unhealthy | ClusterChip::Suspended;

ClusterChips conditionOf(AppStatus status)
{
    switch (status) {
    case AppStatus::Suspended:
        return ClusterChip::Suspended;
    case AppStatus::Deploying:
        return ClusterChip::Deploying;
    case AppStatus::Unhealthy:
        return ClusterChip::Unhealthy;
    case AppStatus::Delayed:
        return ClusterChip::Delayed;
    case AppStatus::Waiting:
        return ClusterChip::Waiting;
    case AppStatus::Running:
        break;
    }
    return {};
}

bool mentions(const AppRow &row, const QString &word)
{
    return row.id.contains(word, Qt::CaseInsensitive)
        || row.image.contains(word, Qt::CaseInsensitive)
        || std::any_of(row.labels.begin(), row.labels.end(),
            [&word](const QString &label) { return label.contains(word, Qt::CaseInsensitive); });
}

} // namespace

std::span<const ClusterChipSpec> clusterChips()
{
    return Chips;
}

bool ClusterQuery::matches(const AppRow &row) const
{
    const ClusterChips wanted = chips & Conditions;
    if (wanted && !(wanted & conditionOf(row.status)))
        return false;
    if (chips.testFlag(ClusterChip::NotPinned) && row.isPinned())
        return false;
    if (chips.testFlag(ClusterChip::NoHealthCheck) && row.hasHealthCheck)
        return false;
    const auto hasLabel = [&row](const QString &label) { return row.labels.contains(label); };
    if (!std::all_of(labels.begin(), labels.end(), hasLabel))
        return false;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(
        words.begin(), words.end(), [&row](const QString &word) { return mentions(row, word); });
}

ClusterFilter::ClusterFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setSortRole(ClusterModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void ClusterFilter::setQuery(const ClusterQuery &query)
{
    m_query = query;
    invalidateFilter();
}

bool ClusterFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto &tree = static_cast<const ClusterModel &>(*sourceModel());
    const AppRow *app = tree.row(tree.index(row, 0, parent));
    return app && m_query.matches(*app);
}

// Groups stay above apps, whichever way it is sorted.
bool ClusterFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto &tree = static_cast<const ClusterModel &>(*sourceModel());
    const bool isLeftGroup = !tree.row(left);
    const bool isRightGroup = !tree.row(right);
    if (isLeftGroup != isRightGroup)
        return isLeftGroup == (sortOrder() == Qt::AscendingOrder);
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace Pinion

#include "moc_clusterfilter.cpp"
