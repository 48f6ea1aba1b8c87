// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/targetmenu.h"

#include "marathon/schema.h"
#include "ui/targets/targetbadge.h"

#include <QActionGroup>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pinion {

TargetMenu::TargetMenu(Targets &targets, QWidget *parent)
    : QMenu(tr("&Target"), parent)
    , m_targets(targets)
{
    setObjectName(u"targetMenu"_s);
    setToolTipsVisible(true);
    setIcon({});
    connect(this, &QMenu::aboutToShow, this, &TargetMenu::fill);
    connect(&targets, &Targets::listChanged, this, &TargetMenu::fill);
    connect(&targets, &Targets::currentChanged, this, &TargetMenu::fill);
    fill();
}

void TargetMenu::fill()
{
    clear();
    for (const Target &target : m_targets.all())
        add(target);
    if (m_targets.all().empty())
        addAction(tr("No targets yet"))->setEnabled(false);
    addSeparator();
    QAction *edit = addAction(m_targets.all().empty() ? tr("&Add target…") : tr("&Edit targets…"));
    edit->setObjectName(u"targetMenuEdit"_s);
    connect(edit, &QAction::triggered, this, &TargetMenu::editRequested);
}

void TargetMenu::add(const Target &target)
{
    const Target *current = m_targets.current();
    const bool isCurrent = current && current->name == target.name;
    QString label = QString(target.name).replace(u'&', u"&&"_s);
    if (target.isShared)
        label = tr("%1 (project)").arg(label);
    // What follows the tab stands at the right, where menus have their keys.
    QAction *action = addAction(targetIcon(target.kind), u"%1\t%2"_s.arg(label, target.host()));
    action->setObjectName(u"target:"_s + target.name);
    action->setCheckable(true);
    action->setChecked(isCurrent);
    action->setIconVisibleInMenu(true);
    QString about = text(kindSpec(target.kind).title);
    if (!target.source.isEmpty())
        about += u"\n"_s + tr("From %1").arg(QDir::toNativeSeparators(target.source));
    action->setToolTip(about);
    connect(
        action, &QAction::triggered, this, [this, name = target.name] { m_targets.choose(name); });
}

TargetButton::TargetButton(Targets &targets, TargetMenu &menu, QWidget *parent)
    : QToolButton(parent)
    , m_targets(targets)
{
    setObjectName(u"targetButton"_s);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(TargetIconSize);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(&menu);
    connect(&targets, &Targets::listChanged, this, &TargetButton::refresh);
    connect(&targets, &Targets::currentChanged, this, &TargetButton::refresh);
    refresh();
}

void TargetButton::refresh()
{
    const Target *current = m_targets.current();
    setIcon(current ? targetIcon(current->kind) : QIcon());
    setToolButtonStyle(current ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonTextOnly);
    if (current)
        setText(current->name);
    else
        setText(m_targets.all().empty() ? tr("Add target…") : tr("Choose target…"));
    setAccessibleName(current ? tr("Target: %1").arg(current->name) : text());
    setToolTip(current ? tr("Where deployments go: %1 at %2").arg(current->name, current->host())
                       : tr("Where deployments are to go"));
}

} // namespace Pinion

#include "moc_targetmenu.cpp"
