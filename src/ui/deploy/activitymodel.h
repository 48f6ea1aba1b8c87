// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/activitylog.h"

#include <QAbstractTableModel>

namespace Pinion {

/// The requests of a log, the newest first.
class ActivityModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, TargetName, Method, Path, Status, Duration, Bytes, ColumnCount };

    /// The log must outlive it. `limit` is that of the log.
    explicit ActivityModel(ActivityLog &log, qsizetype limit = 1000, QObject *parent = nullptr);

    [[nodiscard]] const Activity &activity(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void takeLast();
    [[nodiscard]] static QString textOf(const Activity &activity, int column);

    ActivityLog &m_log;
    qsizetype m_limit;
    std::deque<Activity> m_rows; ///< the newest first
};

} // namespace Pinion
