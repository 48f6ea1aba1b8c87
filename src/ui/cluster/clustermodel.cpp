// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clustermodel.h"

#include "ui/cluster/clusternode.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The child of a group that an app is, or is in: "/shop/db/main" is in "/shop/db/" of "/shop/".
QString childKey(const QString &groupKey, const QString &id)
{
    const qsizetype end = id.indexOf(u'/', groupKey.size());
    return end < 0 ? id : id.first(end + 1);
}

/// How many of the first rows belong to the child with this key.
size_t runLength(std::span<const AppRow> rows, const QString &key)
{
    if (!key.endsWith(u'/'))
        return 1;
    const auto end = std::find_if_not(
        rows.begin(), rows.end(), [&key](const AppRow &row) { return row.id.startsWith(key); });
    return size_t(end - rows.begin());
}

/// The first child whose key is not less.
template <typename Children> auto lowerBound(Children &children, const QString &key)
{
    return std::lower_bound(children.begin(), children.end(), key,
        [](const auto &child, const QString &wanted) { return child->key < wanted; });
}

} // namespace

ClusterModel::ClusterModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(build(nullptr, u"/"_s, {}))
    , m_now(QDateTime::currentDateTimeUtc())
{ }

ClusterModel::~ClusterModel() = default;

// ---- taking a list

std::unique_ptr<ClusterModel::Node> ClusterModel::build(Node *parent, const QString &key, Rows rows)
{
    auto node = std::make_unique<Node>();
    node->parent = parent;
    node->key = key;
    if (!node->isGroup()) {
        node->app = rows.front();
        return node;
    }
    while (!rows.empty()) {
        const QString child = childKey(key, rows.front().id);
        const size_t length = runLength(rows, child);
        node->children.push_back(build(node.get(), child, rows.first(length)));
        rows = rows.subspan(length);
    }
    node->addUp();
    return node;
}

void ClusterModel::setRows(const std::vector<AppRow> &rows)
{
    if (!m_root->children.empty()) {
        merge(*m_root, rows);
        return;
    }
    beginResetModel();
    m_root = build(nullptr, u"/"_s, rows);
    endResetModel();
}

void ClusterModel::clear()
{
    beginResetModel();
    m_root = build(nullptr, u"/"_s, {});
    m_badges.clear();
    endResetModel();
}

// Both sides are in the order of their keys: one walk along them finds what came and what went.
void ClusterModel::merge(Node &group, Rows rows)
{
    size_t at = 0;
    while (!rows.empty()) {
        const QString key = childKey(group.key, rows.front().id);
        const size_t length = runLength(rows, key);
        remove(group, at, size_t(lowerBound(group.children, key) - group.children.begin()));
        if (at == group.children.size() || group.children[at]->key != key)
            insert(group, at, key, rows.first(length));
        else if (group.children[at]->isGroup())
            merge(*group.children[at], rows.first(length));
        else
            refresh(*group.children[at], rows.front());
        rows = rows.subspan(length);
        ++at;
    }
    remove(group, at, group.children.size());
    const GroupTotals before = group.totals;
    group.addUp();
    if (group.totals != before)
        tellChanged(group);
}

void ClusterModel::insert(Node &group, size_t at, const QString &key, Rows rows)
{
    beginInsertRows(indexOf(group), int(at), int(at));
    group.children.insert(group.children.begin() + std::ptrdiff_t(at), build(&group, key, rows));
    endInsertRows();
}

void ClusterModel::remove(Node &group, size_t begin, size_t end)
{
    if (begin >= end)
        return;
    beginRemoveRows(indexOf(group), int(begin), int(end) - 1);
    const auto first = group.children.begin();
    group.children.erase(first + std::ptrdiff_t(begin), first + std::ptrdiff_t(end));
    endRemoveRows();
}

void ClusterModel::refresh(Node &node, const AppRow &row)
{
    if (node.app == row)
        return;
    node.app = row;
    tellChanged(node);
}

void ClusterModel::tellChanged(const Node &node)
{
    if (!node.parent)
        return;
    const QModelIndex first = indexOf(node);
    emit dataChanged(first, first.siblingAtColumn(ColumnCount - 1));
}

// ---- finding

const AppRow *ClusterModel::row(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return node && !node->isGroup() ? &node->app : nullptr;
}

QString ClusterModel::idOf(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return node ? node->id() : QString();
}

QModelIndex ClusterModel::indexOf(const QString &id) const
{
    const Node *node = m_root.get();
    while (node && node->isGroup()) {
        const QString key = childKey(node->key, id);
        const auto found = lowerBound(node->children, key);
        const bool isThere = found != node->children.end() && (*found)->key == key;
        node = isThere ? found->get() : nullptr;
    }
    return node ? indexOf(*node) : QModelIndex();
}

int ClusterModel::appCount() const
{
    return m_root->totals.apps;
}

ClusterModel::Node *ClusterModel::nodeOf(const QModelIndex &index)
{
    return static_cast<Node *>(index.internalPointer());
}

QModelIndex ClusterModel::indexOf(const Node &node) const
{
    if (!node.parent)
        return {};
    const auto &siblings = node.parent->children;
    return createIndex(int(lowerBound(siblings, node.key) - siblings.begin()), 0, &node);
}

QModelIndex ClusterModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node &group = parent.isValid() ? *nodeOf(parent) : *m_root;
    if (row < 0 || size_t(row) >= group.children.size() || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, group.children[size_t(row)].get());
}

QModelIndex ClusterModel::parent(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return node && node->parent ? indexOf(*node->parent) : QModelIndex();
}

int ClusterModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const Node &node = parent.isValid() ? *nodeOf(parent) : *m_root;
    return int(node.children.size());
}

int ClusterModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

} // namespace Pinion

#include "moc_clustermodel.cpp"
