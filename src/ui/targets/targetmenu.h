// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/targets/targets.h"

#include <QMenu>
#include <QToolButton>

namespace Pinion {

/// The targets to choose from, with where each comes from. Fills itself when it opens.
class TargetMenu : public QMenu
{
    Q_OBJECT

public:
    explicit TargetMenu(Targets &targets, QWidget *parent = nullptr);

signals:
    void editRequested();

private:
    void fill();
    void add(const Target &target);

    Targets &m_targets;
};

/// The button of the toolbar that names the chosen target and opens the menu.
class TargetButton : public QToolButton
{
    Q_OBJECT

public:
    TargetButton(Targets &targets, TargetMenu &menu, QWidget *parent = nullptr);

private:
    void refresh();

    Targets &m_targets;
};

} // namespace Pinion
