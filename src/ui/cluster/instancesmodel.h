// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/followstate.h"

#include <QAbstractTableModel>

namespace Pinion {

/// The instances of one app as rows.
class InstancesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { State, Node, Started, Version, Instance, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,
        StateRole, ///< an InstanceState as int
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: none. Rows that are the same stay.
    void setApp(const RunningApp *app);
    [[nodiscard]] const AppTask *task(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const AppTask &task, int column) const;
    [[nodiscard]] QVariant sortKey(const AppTask &task, int column) const;
    [[nodiscard]] QString toolTip(const AppTask &task) const;
    [[nodiscard]] bool isOld(const AppTask &task) const;

    std::vector<AppTask> m_tasks;
    int m_checks = 0;
    AppVersion m_configVersion;
};

/// What Marathon says of a task, in the words of deployments. `checks`: how many health checks the
/// app has.
[[nodiscard]] InstanceState instanceStateOf(const AppTask &task, int checks);

} // namespace Pinion
