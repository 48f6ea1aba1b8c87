// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/approw.h"

#include <QFlags>
#include <QSortFilterProxyModel>

#include <span>

namespace Pinion {

/// What the chips above the tree stand for.
enum class ClusterChip : quint8 {
    Deploying = 0x01,
    Waiting = 0x02,
    Delayed = 0x04,
    Unhealthy = 0x08,
    Suspended = 0x10,
    NotPinned = 0x20,
    NoHealthCheck = 0x40,
};
Q_DECLARE_FLAGS(ClusterChips, ClusterChip)

struct ClusterChipSpec
{
    ClusterChip chip;
    const char *name; ///< of its button
    const char *text; ///< to be translated in Pinion::ClusterFilter
};
[[nodiscard]] std::span<const ClusterChipSpec> clusterChips();

/// What is looked for among the apps.
struct ClusterQuery
{
    QString text; ///< words that are all in the id, the image or a label
    ClusterChips chips; ///< any of the conditions, and each of the two properties
    QStringList labels; ///< "key=value", all of them

    [[nodiscard]] bool isEmpty() const { return text.isEmpty() && !chips && labels.isEmpty(); }
    [[nodiscard]] bool matches(const AppRow &row) const;
};

/// The tree with what is looked for alone, and the groups around it.
class ClusterFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ClusterFilter(QObject *parent = nullptr);

    void setQuery(const ClusterQuery &query);
    [[nodiscard]] const ClusterQuery &query() const { return m_query; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    ClusterQuery m_query;
};

} // namespace Pinion

Q_DECLARE_OPERATORS_FOR_FLAGS(Pinion::ClusterChips)
