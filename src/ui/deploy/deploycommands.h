// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/deploy/deployments.h"
#include "ui/shell/shell.h"

QT_BEGIN_NAMESPACE
class QAction;
class QDockWidget;
QT_END_NAMESPACE

namespace Pinion {

class DeployPanel;
class TargetLink;

/// The panels of deployments and of requests, and what the window says of deployments: when one
/// begins, when one ends while nobody looks, why none can be begun.
class DeployCommands : public QObject
{
    Q_OBJECT

public:
    DeployCommands(Shell shell, TargetLink &link, Deployments &deployments, DeployPanel &panel,
        QDockWidget &dock, QDockWidget &activityDock, QObject *parent);

    /// The deployment on screen.
    void revert();
    void toggleDock();
    void toggleActivity();
    /// Why *Deploy* cannot be pressed now; empty: it can.
    [[nodiscard]] QString obstacle() const;
    /// Names the target, and says why not.
    void update(QAction &deploy) const;

private:
    void showNew(DeployJob *job);
    void tellEnd(const DeployJob &job);

    Shell m_shell;
    TargetLink &m_link;
    DeployPanel &m_panel;
    QDockWidget &m_dock;
    QDockWidget &m_activityDock;
};

} // namespace Pinion
