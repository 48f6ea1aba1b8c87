// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/deploy/deployments.h"

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QTreeView;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class DeployChart;
class InstanceTable;
class MessageBar;
class StagesBar;
class TargetLink;

/// The deployments: those of this window, and below them, greyed, what else goes on at the target.
/// Of one it shows the stages, the instances, why it does not move, and what can be done.
class DeployPanel : public QWidget
{
    Q_OBJECT

public:
    DeployPanel(Deployments &deployments, TargetLink &link, QWidget *parent = nullptr);
    ~DeployPanel() override;

    void show(DeployJob *job);
    /// The one on screen; null: none.
    [[nodiscard]] DeployJob *current() const { return m_job; }
    [[nodiscard]] bool canRevert() const;
    /// Asks first where the guard wants a name.
    void revert();

signals:
    /// Another deployment is on screen.
    void currentChanged();
    /// The file of a deployment is to be edited.
    void openRequested(const QString &path);
    /// Nodes take long to fetch the image of an app of the chosen target.
    void prepullRequested(const QString &app);

private:
    void createDetail();
    void createHead(QVBoxLayout &lines);
    void createInstances(QVBoxLayout &lines);
    void createButtons(QVBoxLayout &lines);
    QPushButton *addButton(const QString &objectName, const QString &text);
    void fillList();
    void selectRow(int row);
    void refresh();
    void refreshHead();
    void refreshBar();
    void refreshButtons();
    [[nodiscard]] QString revertText() const;
    [[nodiscard]] bool waitsForImage() const;
    void tick();
    void abandon();
    void replace();
    void showDetails();
    /// Runs `step` with what the guard wants typed, if anything; a refusal is shown.
    void guarded(DeployAction action, const QString &title, const QString &text,
        const QString &verb, Result<void> (DeployJob::*step)(const QString &));

    Deployments &m_deployments;
    TargetLink &m_link;
    QPointer<DeployJob> m_job;
    QListWidget *m_list;
    QLabel *m_empty;
    QWidget *m_detail;
    QStackedLayout *m_stack;
    QLabel *m_title = nullptr;
    QLabel *m_numbers = nullptr;
    QProgressBar *m_progress = nullptr;
    StagesBar *m_stages = nullptr;
    MessageBar *m_bar = nullptr;
    QTreeView *m_table = nullptr;
    InstanceTable *m_model = nullptr;
    DeployChart *m_chart = nullptr;
    QPushButton *m_revert = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_wait = nullptr;
    QPushButton *m_replace = nullptr;
    QPushButton *m_tryNow = nullptr;
    QPushButton *m_prepull = nullptr;
    QPushButton *m_abandon = nullptr;
    QPushButton *m_details = nullptr;
    QLabel *m_leaving = nullptr;
    QTimer m_clock;
};

} // namespace Pinion
