// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shell.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace Pinion {

class TargetLink;

/// Choosing a target, saying what targets there are, and asking it again.
class TargetCommands : public QObject
{
    Q_OBJECT

public:
    TargetCommands(Shell shell, TargetLink &link, QMenu &menu, QObject *parent);

    /// Where `anchor` is, opens the list of targets.
    void choose();
    void setAnchor(QWidget &anchor) { m_anchor = &anchor; }
    /// The page of the preferences, at the chosen target; ready for the first one where there is
    /// none.
    void edit();
    void refresh();

private:
    Shell m_shell;
    TargetLink &m_link;
    QMenu &m_menu;
    QWidget *m_anchor = nullptr;
};

} // namespace Pinion
