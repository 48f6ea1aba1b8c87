// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/approw.h"
#include "ui/form/imagebadge.h"

#include <QAbstractItemModel>

#include <memory>
#include <span>

namespace Pinion {

/// The apps of a target as a tree of groups. Takes a new list again and again, and tells views of
/// nothing but what is different, so that selection, open groups and scroll bars stay.
class ClusterModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Status, Image, Cpu, Memory, Age, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,
        StatusRole, ///< an AppStatus as int, in the column of states
        BadgeRole, ///< an ImageBadge::Shape as int, in the column of images
    };

    explicit ClusterModel(QObject *parent = nullptr);
    ~ClusterModel() override;

    /// By id, each once.
    void setRows(const std::vector<AppRow> &rows);
    void clear();
    /// Null for a group.
    [[nodiscard]] const AppRow *row(const QModelIndex &index) const;
    [[nodiscard]] QString idOf(const QModelIndex &index) const;
    /// The first column of an app; not valid if it is not there.
    [[nodiscard]] QModelIndex indexOf(const QString &id) const;
    [[nodiscard]] int appCount() const;
    /// Ages are told against this moment.
    void setNow(const QDateTime &now) { m_now = now; }

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    using Rows = std::span<const AppRow>;

    void merge(Node &group, Rows rows);
    void insert(Node &group, size_t at, const QString &key, Rows rows);
    void remove(Node &group, size_t begin, size_t end);
    void refresh(Node &node, const AppRow &row);
    void tellChanged(const Node &node);
    [[nodiscard]] static std::unique_ptr<Node> build(Node *parent, const QString &key, Rows rows);
    [[nodiscard]] QModelIndex indexOf(const Node &node) const;
    [[nodiscard]] static Node *nodeOf(const QModelIndex &index);

    // ---- clustermodeldata.cpp
    [[nodiscard]] QVariant text(const Node &node, int column) const;
    [[nodiscard]] static QVariant sortKey(const Node &node, int column);
    [[nodiscard]] QString toolTip(const Node &node, int column) const;
    [[nodiscard]] ImageBadge badge(const QString &image) const;

    std::unique_ptr<Node> m_root;
    QDateTime m_now;
    mutable QHash<QString, ImageBadge> m_badges; ///< by image: judging a name takes its time
};

} // namespace Pinion
