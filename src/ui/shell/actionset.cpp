// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actionset.h"

#include "marathon/schema.h"
#include "ui/shell/preferences.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::string_view ZoomPrefix{"zoom:"};

QString withKeys(const QAction &action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    const QString name = ActionSet::plainText(action);
    return keys.isEmpty() ? name : u"%1 (%2)"_s.arg(name, keys);
}

} // namespace

ActionSet::ActionSet(Commands commands, Preferences &preferences, QWidget *window)
    : QObject(window)
    , m_commands(commands)
    , m_preferences(preferences)
{
    for (const ActionSpec &spec : actionSpecs()) {
        auto *action = new QAction(tr(spec.text), this);
        action->setObjectName(text(spec.id));
        action->setCheckable(spec.isCheckable);
        if (spec.icon)
            action->setIcon(themeIcon(*spec.icon));
        action->setIconVisibleInMenu(false);
        if (spec.id == "file.quit")
            action->setMenuRole(QAction::QuitRole);
        else if (spec.id == "edit.preferences")
            action->setMenuRole(QAction::PreferencesRole);
        else if (spec.id == "help.about")
            action->setMenuRole(QAction::AboutRole);
        connect(action, &QAction::triggered, this, [this, run = spec.run] { run(m_commands); });
        window->addAction(action);
        m_actions.append(action);
        m_byId.insert(action->objectName(), action);
    }
    applyShortcuts();
    connect(&preferences, &Preferences::shortcutsChanged, this, &ActionSet::applyShortcuts);
}

QAction *ActionSet::action(std::string_view id) const
{
    return m_byId.value(text(id));
}

void ActionSet::setState(Needs state)
{
    qsizetype index = 0;
    for (const ActionSpec &spec : actionSpecs())
        m_actions.at(index++)->setEnabled((state & spec.needs) == spec.needs);
}

void ActionSet::applyShortcuts()
{
    qsizetype index = 0;
    for (const ActionSpec &spec : actionSpecs()) {
        QAction *action = m_actions.at(index++);
        action->setShortcuts(
            m_preferences.shortcuts(idOf(*action)).value_or(defaultShortcuts(spec)));
        action->setToolTip(withKeys(*action));
    }
}

ActionSet::DataMenus ActionSet::fill(QMenuBar &bar) const
{
    DataMenus data;
    for (const MenuSpec &spec : menuSpecs()) {
        QMenu *menu = bar.addMenu(tr(spec.title));
        QMenu *zoom = nullptr;
        if (std::find(spec.items.begin(), spec.items.end(), "deploy.choose") != spec.items.end())
            data.deploy = menu;
        for (const std::string_view item : spec.items) {
            if (item == "-") {
                menu->addSeparator();
            } else if (item == "recent") {
                data.recent = menu->addMenu(tr("Open &recent"));
            } else if (item == "sections") {
                data.sections = menu->addMenu(tr("Section&s"));
            } else if (item.starts_with(ZoomPrefix)) {
                zoom = zoom ? zoom : menu->addMenu(tr("&Zoom"));
                zoom->addAction(action(item.substr(ZoomPrefix.size())));
            } else {
                menu->addAction(action(item));
            }
        }
    }
    return data;
}

QString ActionSet::idOf(const QAction &action)
{
    return action.objectName();
}

QString ActionSet::plainText(const QAction &action)
{
    QString plain = action.text().remove(u'…');
    return plain.replace(u"&&"_s, u"\u0001"_s).remove(u'&').replace(u'\u0001', u'&');
}

QList<QKeySequence> ActionSet::defaultShortcuts(const ActionSpec &spec)
{
    return shortcutsFromText(QString::fromLatin1(spec.shortcuts));
}

QAction *ActionSet::conflicting(const QAction &action, const QList<QKeySequence> &keys) const
{
    const auto found = std::find_if(m_actions.begin(), m_actions.end(), [&](const QAction *other) {
        const QList<QKeySequence> taken = other->shortcuts();
        return other != &action
            && std::any_of(keys.begin(), keys.end(),
                [&taken](const QKeySequence &key) { return taken.contains(key); });
    });
    return found == m_actions.end() ? nullptr : *found;
}

} // namespace Pinion

#include "moc_actionset.cpp"
