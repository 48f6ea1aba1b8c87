// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/followstate.h"

#include <QAbstractTableModel>

namespace Pinion {

/// The instances of a deployment, new ones first.
class InstanceTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Version, Node, State, Since, Restarts, LastMessage, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setInstances(std::vector<InstanceRow> instances);
    /// The times since have moved on.
    void tick();
    [[nodiscard]] const std::vector<InstanceRow> &instances() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(
        const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString textOf(const InstanceRow &row, int column) const;

    std::vector<InstanceRow> m_rows;
};

} // namespace Pinion
