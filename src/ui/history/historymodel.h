// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"

#include <QAbstractTableModel>

namespace Pinion {

/// One line of an app's history.
struct HistoryRow
{
    enum class Kind : quint8 {
        Document, ///< the text of the open document, sent or not
        Current, ///< the version that is in force
        Earlier,
    };

    Kind kind = Kind::Earlier;
    AppVersion version; ///< empty for the document
    QString name; ///< "today 09:40", or the document's
    QString change; ///< what it changed; empty: not known yet
    QString image;
    int instances = -1; ///< -1: not known yet
    bool isOwn = false; ///< sent from here; Marathon does not record by whom
    QByteArray definition; ///< without what only the server writes; empty: not known yet

    friend bool operator==(const HistoryRow &, const HistoryRow &) = default;
};

/// The history of one app, the newest first, with the open document on top.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, What, Image, Instances, By, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that are about the same versions stay, so that what is selected does.
    void setRows(std::vector<HistoryRow> rows);
    /// Null: there is no such row.
    [[nodiscard]] const HistoryRow *row(int row) const;
    [[nodiscard]] const std::vector<HistoryRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const HistoryRow &row, int column);

    std::vector<HistoryRow> m_rows;
};

} // namespace Pinion
