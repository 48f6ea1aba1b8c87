// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTreeView;
QT_END_NAMESPACE

namespace Pinion {

class ActivityLog;
class ActivityModel;

/// Every request to the targets, so that people see what Pinion does in their name. None of it
/// shows a secret.
class ActivityPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPanel(ActivityLog &log, QWidget *parent = nullptr);

    /// The selected requests as command lines, one below the other.
    void copyAsCurl();

private:
    void createView();

    ActivityModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QTreeView *m_view;
    QLineEdit *m_filter;
    QPushButton *m_copy;
};

} // namespace Pinion
