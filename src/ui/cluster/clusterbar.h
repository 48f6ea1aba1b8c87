// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/clusterfilter.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListWidget;
class QMenu;
class QToolButton;
QT_END_NAMESPACE

namespace Pinion {

/// What is looked for: words, a chip for each condition, and labels in a popup of their own.
class ClusterBar : public QWidget
{
    Q_OBJECT

public:
    explicit ClusterBar(QWidget *parent = nullptr);

    [[nodiscard]] ClusterQuery query() const;
    void clear();
    /// Every "key=value" that an app has, and how many have it.
    void setLabels(const QMap<QString, int> &labels) { m_labels = labels; }

signals:
    void queryChanged();
    /// Down was pressed: the list below is meant.
    void leftDown();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createLabels();
    void createChips();
    void listLabels();
    void takeLabel();
    void updateLabels();

    QMap<QString, int> m_labels;
    QStringList m_chosen; ///< labels
    QLineEdit *m_text;
    QToolButton *m_labelsButton;
    QMenu *m_labelsMenu;
    QListWidget *m_labelsList;
    QList<QToolButton *> m_chips; ///< in the order of clusterChips()
};

} // namespace Pinion
