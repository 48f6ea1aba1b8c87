// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/clustermodel.h"

namespace Pinion {

/// A group or an app in the tree. The key is the id, with a slash behind it for a group: so the
/// order of keys is that of the ids in them.
struct ClusterModel::Node
{
    Node *parent = nullptr; ///< null for the root
    QString key;
    AppRow app; ///< of an app
    std::vector<std::unique_ptr<Node>> children; ///< by key
    GroupTotals totals;

    [[nodiscard]] bool isGroup() const { return key.endsWith(u'/'); }
    [[nodiscard]] QString id() const { return isGroup() ? key.chopped(1) : key; }
    [[nodiscard]] QString name() const { return id().section(u'/', -1); }
    void addUp()
    {
        totals = {};
        for (const auto &child : children) {
            if (child->isGroup())
                totals.add(child->totals);
            else
                totals.add(child->app);
        }
    }
};

} // namespace Pinion
