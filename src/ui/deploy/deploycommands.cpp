// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/deploycommands.h"

#include "ui/deploy/deploypanel.h"
#include "ui/shell/docks.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/messagebar.h"
#include "ui/targets/targetbadge.h"
#include "ui/targets/targetlink.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QSystemTrayIcon>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int NotificationTime = 10'000; // ms; a wish that desktops need not grant

} // namespace

DeployCommands::DeployCommands(Shell shell, TargetLink &link, Deployments &deployments,
    DeployPanel &panel, QDockWidget &dock, QDockWidget &activityDock, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_link(link)
    , m_panel(panel)
    , m_dock(dock)
    , m_activityDock(activityDock)
{
    connect(&deployments, &Deployments::added, this, &DeployCommands::showNew);
    connect(&deployments, &Deployments::ended, this, [this](const DeployJob *job) {
        m_link.refresh();
        tellEnd(*job);
    });
    connect(&deployments, &Deployments::failed, this,
        [this](const QString & /*target*/, const Error &error) {
            m_shell.bar.showMessage(
                {Message::Kind::Error, tr("%1 Nothing was sent.").arg(error.text()), {}, true});
        });
}

QString DeployCommands::obstacle() const
{
    const DocumentView *view = m_shell.tabs.current();
    const Target *target = m_shell.targets.current();
    if (!target)
        return tr("Choose a target to deploy to.");
    if (!view)
        return tr("Open the definition that is to be deployed.");
    if (!view->document().isValid())
        return tr("The text is not JSON yet; mend it first.");
    if (view->document().snapshot()->definitions.items.empty())
        return tr("There is no app or group in this text.");
    if (m_link.state() != LinkState::Connected)
        return m_link.problem().isEmpty() ? tr("%1 is not connected yet.").arg(target->name)
                                          : m_link.problem();
    return {};
}

void DeployCommands::update(QAction &deploy) const
{
    const Target *target = m_shell.targets.current();
    const QString problem = obstacle();
    QString name = target ? QString(target->name).replace(u'&', u"&&"_s) : QString();
    if (target && target->isGuarded())
        name = kindInCapitals(target->kind);
    deploy.setText(target ? tr("&Deploy to %1").arg(name) : tr("&Deploy"));
    deploy.setEnabled(problem.isEmpty());
    const QString keys = deploy.shortcut().toString(QKeySequence::NativeText);
    deploy.setToolTip(problem.isEmpty() ? tr("Deploy this definition (%1)").arg(keys) : problem);
}

void DeployCommands::revert()
{
    bringToFront(m_dock);
    m_panel.revert();
}

void DeployCommands::toggleDock()
{
    Pinion::toggleDock(m_dock);
}

void DeployCommands::toggleActivity()
{
    Pinion::toggleDock(m_activityDock);
}

void DeployCommands::showNew(DeployJob *job)
{
    m_shell.bar.clear();
    m_panel.show(job);
    bringToFront(m_dock);
}

// A note of the desktop, for those who are elsewhere meanwhile.
void DeployCommands::tellEnd(const DeployJob &job)
{
    if (m_shell.window.isActiveWindow())
        return;
    QApplication::alert(&m_shell.window);
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return;
    // Qt shows such notes through an icon only; it is there for as long as the note.
    auto *icon = new QSystemTrayIcon(m_shell.window.windowIcon(), this);
    icon->show();
    icon->showMessage(job.title(), job.status().sentence, icon->icon(), NotificationTime);
    connect(icon, &QSystemTrayIcon::messageClicked, &m_shell.window, [this] {
        m_shell.window.raise();
        m_shell.window.activateWindow();
    });
    QTimer::singleShot(NotificationTime, icon, &QObject::deleteLater);
}

} // namespace Pinion

#include "moc_deploycommands.cpp"
