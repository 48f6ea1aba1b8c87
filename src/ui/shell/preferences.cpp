// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QStringList &themeNames()
{
    static const QStringList names{u"system"_s, u"light"_s, u"dark"_s};
    return names;
}

const QStringList &viewNames()
{
    static const QStringList names{u"form"_s, u"split"_s, u"text"_s};
    return names;
}

constexpr QLatin1StringView ThemeKey{"general/theme"};
constexpr QLatin1StringView HotExitKey{"general/hotExit"};
constexpr QLatin1StringView ZoomKey{"editor/textZoom"};
constexpr QLatin1StringView ViewKey{"editor/defaultView"};
constexpr QLatin1StringView ShortcutGroup{"shortcuts"};

QString shortcutKey(const QString &action)
{
    return ShortcutGroup + u'/' + action;
}

} // namespace

QList<QKeySequence> shortcutsFromText(const QString &text)
{
    QList<QKeySequence> keys = QKeySequence::listFromString(text, QKeySequence::PortableText);
    keys.removeAll(QKeySequence()); // what Qt makes of an empty text
    return keys;
}

Preferences::Preferences(const QString &file, QObject *parent)
    : QObject(parent)
    , m_settings(file, QSettings::IniFormat)
{ }

void Preferences::store(const QString &key, const QVariant &value)
{
    if (m_settings.value(key) == value)
        return;
    m_settings.setValue(key, value);
    emit changed();
}

Preferences::ThemeChoice Preferences::theme() const
{
    const qsizetype index = themeNames().indexOf(m_settings.value(ThemeKey).toString());
    return ThemeChoice(std::max<qsizetype>(index, 0));
}

void Preferences::setTheme(ThemeChoice theme)
{
    store(ThemeKey, themeNames().at(int(theme)));
}

bool Preferences::hotExit() const
{
    return m_settings.value(HotExitKey, true).toBool();
}

void Preferences::setHotExit(bool on)
{
    store(HotExitKey, on);
}

int Preferences::textZoom() const
{
    return std::clamp(m_settings.value(ZoomKey, 0).toInt(), SmallestZoom, LargestZoom);
}

void Preferences::setTextZoom(int steps)
{
    store(ZoomKey, std::clamp(steps, SmallestZoom, LargestZoom));
}

std::optional<ViewMode> Preferences::defaultView() const
{
    const qsizetype index = viewNames().indexOf(m_settings.value(ViewKey).toString());
    return index < 0 ? std::nullopt : std::optional(ViewMode(index));
}

void Preferences::setDefaultView(std::optional<ViewMode> mode)
{
    store(ViewKey, mode ? viewNames().at(int(*mode)) : u"automatic"_s);
}

void Preferences::restoreDefaults()
{
    for (const QLatin1StringView key : {ThemeKey, HotExitKey, ZoomKey, ViewKey})
        m_settings.remove(key);
    emit changed();
}

std::optional<QList<QKeySequence>> Preferences::shortcuts(const QString &action) const
{
    const QVariant stored = m_settings.value(shortcutKey(action));
    if (!stored.isValid())
        return std::nullopt;
    return shortcutsFromText(stored.toString());
}

void Preferences::setShortcuts(const QString &action, const QList<QKeySequence> &keys)
{
    m_settings.setValue(
        shortcutKey(action), QKeySequence::listToString(keys, QKeySequence::PortableText));
    emit shortcutsChanged();
}

void Preferences::resetShortcuts()
{
    m_settings.remove(ShortcutGroup);
    emit shortcutsChanged();
}

} // namespace Pinion

#include "moc_preferences.cpp"
