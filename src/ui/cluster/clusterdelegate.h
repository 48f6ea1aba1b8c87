// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/appstatus.h"
#include "deploy/followstate.h"

#include <QStyledItemDelegate>

namespace Pinion {

/// What a state looks like: a shape of its own in a colour of its own, so that neither is needed.
enum class StatusShape : quint8 { Good, Plain, Busy, Waits, Delayed, Bad, Off };

[[nodiscard]] StatusShape shapeOf(AppStatus status);
[[nodiscard]] StatusShape shapeOf(InstanceState state);
[[nodiscard]] QPixmap statusPixmap(StatusShape shape, const QColor &color, qreal ratio);

/// Rows that can be hit without aiming, with the shapes of states and of image badges.
class ClusterDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int RowHeight = 28;

    /// Which roles hold an AppStatus, an InstanceState and an ImageBadge::Shape; 0: none does.
    struct Roles
    {
        int status = 0;
        int instance = 0;
        int badge = 0;
    };

    ClusterDelegate(Roles roles, QWidget *view);

    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    [[nodiscard]] std::optional<StatusShape> shapeAt(const QModelIndex &index) const;

    Roles m_roles;
};

} // namespace Pinion
