// SPDX-License-Identifier: GPL-3.0-or-later
// What the tree of a target says about its nodes.
#include "deploy/followreason.h"
#include "ui/cluster/clusternode.h"
#include "ui/registry/tagtexts.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// What needs somebody comes first.
int urgency(AppStatus status)
{
    switch (status) {
    case AppStatus::Unhealthy:
        return 0;
    case AppStatus::Delayed:
        return 1;
    case AppStatus::Waiting:
        return 2;
    case AppStatus::Deploying:
        return 3;
    case AppStatus::Running:
        return 4;
    case AppStatus::Suspended:
        break;
    }
    return 5;
}

} // namespace

QVariant ClusterModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *nodeOf(index);
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(node, column);
    case Qt::ToolTipRole:
        return toolTip(node, column);
    case Qt::TextAlignmentRole:
        return column == Cpu || column == Memory ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                 : QVariant();
    case SortRole:
        return sortKey(node, column);
    case StatusRole:
        return column == Status && !node.isGroup() ? QVariant(int(node.app.status)) : QVariant();
    case BadgeRole:
        return column == Image && !node.isGroup() ? QVariant(int(badge(node.app.image).shape))
                                                  : QVariant();
    default:
        return {};
    }
}

QVariant ClusterModel::text(const Node &node, int column) const
{
    const bool isGroup = node.isGroup();
    switch (column) {
    case Name:
        return node.name();
    case Status:
        return isGroup ? totalsText(node.totals) : statusText(node.app);
    case Image:
        return isGroup ? QString() : node.app.image.isEmpty() ? u"–"_s : shortImage(node.app.image);
    case Cpu:
        return QLocale().toString(isGroup ? node.totals.cpus : node.app.cpus, 'g', 4);
    case Memory:
        return amountText(isGroup ? node.totals.mem : node.app.mem);
    case Age:
        return isGroup ? QString() : timeAgo(instantOf(node.app.version), m_now);
    default:
        return {};
    }
}

QVariant ClusterModel::sortKey(const Node &node, int column)
{
    const bool isGroup = node.isGroup();
    switch (column) {
    case Status:
        return isGroup ? -node.totals.troubled : urgency(node.app.status);
    case Image:
        return isGroup ? QString() : shortImage(node.app.image);
    case Cpu:
        return isGroup ? node.totals.cpus : node.app.cpus;
    case Memory:
        return isGroup ? node.totals.mem : node.app.mem;
    case Age:
        return isGroup ? QDateTime() : instantOf(node.app.version);
    default:
        return node.name();
    }
}

ImageBadge ClusterModel::badge(const QString &image) const
{
    auto known = m_badges.find(image);
    if (known == m_badges.end())
        known = m_badges.insert(image, imageBadge(image));
    return *known;
}

QString ClusterModel::toolTip(const Node &node, int column) const
{
    if (node.isGroup())
        return u"%1: %2"_s.arg(node.id(), totalsText(node.totals));
    const AppRow &app = node.app;
    switch (column) {
    case Image:
        return app.image.isEmpty()
            ? tr("Runs without an image")
            : tr("%1\n%2: %3").arg(app.image, badge(app.image).word, badge(app.image).explanation);
    case Cpu:
    case Memory:
        return tr("%n instance(s) together", nullptr, app.instances);
    case Age:
        return tr("Version %1").arg(app.version);
    default:
        return u"%1: %2"_s.arg(app.id, statusText(app));
    }
}

QVariant ClusterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Status:
        return tr("Status");
    case Image:
        return tr("Image");
    case Cpu:
        return tr("CPU");
    case Memory:
        return tr("Memory");
    default:
        return tr("Changed");
    }
}

} // namespace Pinion
