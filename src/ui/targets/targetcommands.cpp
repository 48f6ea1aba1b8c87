// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/targetcommands.h"

#include "ui/shell/preferencesdialog.h"
#include "ui/targets/targetlink.h"

#include <QMainWindow>
#include <QMenu>

namespace Pinion {

TargetCommands::TargetCommands(Shell shell, TargetLink &link, QMenu &menu, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_link(link)
    , m_menu(menu)
{ }

void TargetCommands::choose()
{
    if (m_shell.targets.all().empty()) {
        edit();
        return;
    }
    const QPoint place = m_anchor ? m_anchor->mapToGlobal(QPoint(0, m_anchor->height()))
                                  : m_shell.window.mapToGlobal(QPoint());
    m_menu.popup(place);
}

void TargetCommands::edit()
{
    auto *dialog = new PreferencesDialog(
        m_shell.preferences, m_shell.registries, m_shell.targets, &m_shell.window);
    const Target *current = m_shell.targets.current();
    dialog->showTarget(current ? current->name : QString());
    dialog->open();
}

void TargetCommands::refresh()
{
    if (m_link.state() == LinkState::Connected)
        m_link.refresh();
    else
        m_link.reconnect();
}

} // namespace Pinion

#include "moc_targetcommands.cpp"
