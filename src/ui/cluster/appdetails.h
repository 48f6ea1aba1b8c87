// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/appaction.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QSortFilterProxyModel;
class QTabWidget;
class QTreeView;
class QToolButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Pinion {

class ClusterReader;
class InstancesModel;
class Registries;

/// One app of a target: why it waits, whether its instances run one image, the instances, the last
/// failure and the offers that were of no use.
class AppDetails : public QWidget
{
    Q_OBJECT

public:
    AppDetails(ClusterReader &reader, const Registries &registries, QWidget *parent = nullptr);

    /// The instance that is selected; null: none.
    [[nodiscard]] const AppTask *currentTask() const;

    void setMayRestart(bool mayRestart);

signals:
    void wanted(Pinion::AppAction action);

private:
    void createRemedies();
    QWidget *createInstances();
    QWidget *createFailure();
    QWidget *createOffers();
    void refresh();
    void showSentences();
    void showFailure();
    void showOffers();

    ClusterReader &m_reader;
    const Registries &m_registries;
    InstancesModel *m_model;
    QSortFilterProxyModel *m_sorted;
    QLabel *m_title;
    QLabel *m_waiting;
    QLabel *m_sameImage;
    QWidget *m_remedies; ///< where instances run different images
    QToolButton *m_restart = nullptr;
    QTabWidget *m_tabs;
    QTreeView *m_instances = nullptr;
    QLabel *m_failure = nullptr;
    QLabel *m_noOffers = nullptr;
    QTreeWidget *m_offers = nullptr;
};

} // namespace Pinion
