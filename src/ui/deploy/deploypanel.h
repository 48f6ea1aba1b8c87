// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/deploy/deployments.h"
#include "ui/deploy/typedname.h"

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Pinion {

class DeployChart;
class InstanceView;
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
    /// Another version of the app is to be chosen, to go back to.
    void versionsRequested(const QString &app);

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
    /// Of the selected instance, else of the first one that has logs.
    [[nodiscard]] QUrl logs() const;
    void openLogs();
    /// Runs `step` with what the guard wants typed, if anything; a refusal is shown. `question` is
    /// asked where the guard wants that, or where it has another way to offer.
    void guarded(
        DeployAction action, NamedStep question, Result<void> (DeployJob::*step)(const QString &));
    [[nodiscard]] NamedStep revertQuestion();

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
    InstanceView *m_instances = nullptr;
    DeployChart *m_chart = nullptr;
    QPushButton *m_revert = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_wait = nullptr;
    QPushButton *m_replace = nullptr;
    QPushButton *m_tryNow = nullptr;
    QPushButton *m_prepull = nullptr;
    QPushButton *m_abandon = nullptr;
    QPushButton *m_logs = nullptr;
    QPushButton *m_details = nullptr;
    QLabel *m_leaving = nullptr;
    QTimer m_clock;
};

} // namespace Pinion
