// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/configstack.h"

#include "rules/profiles.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView LevelSuffix(".severity");
constexpr QLatin1StringView MinorSuffix(".minorSeverity");

void append(Settings &all, const Settings &more)
{
    all.insert(all.end(), more.begin(), more.end());
}

/// "off" is below every level.
int rankOf(const QJsonValue &level)
{
    const std::optional<Severity> severity = severityFromName(level.toString());
    return severity ? int(*severity) : -1;
}

/// True if a locked setting would ask for less. Parameters cannot be compared, so they stay.
bool isLooser(const Setting &locked, const Setting &next)
{
    if (locked.key.endsWith(LevelSuffix) || locked.key.endsWith(MinorSuffix))
        return rankOf(next.value) < rankOf(locked.value);
    return next.value != locked.value;
}

/// Lists that add up instead of replacing each other.
QJsonValue united(const QJsonValue &before, const QJsonValue &after)
{
    QJsonArray all = before.toArray();
    for (const QJsonValue &value : after.toArray()) {
        if (!all.contains(value))
            all.append(value);
    }
    return all;
}

void merge(EffectiveSettings &effective, const Setting &next)
{
    const auto known = effective.find(next.key);
    if (known != effective.end() && next.isWeak)
        return;
    // A new level takes back the milder form that was set below it.
    if (next.key.endsWith(LevelSuffix)) {
        const auto minor = effective.find(next.key.chopped(LevelSuffix.size()) + MinorSuffix);
        if (minor != effective.end() && !minor->second.setting.isLocked)
            effective.erase(minor);
    }
    if (known == effective.end()) {
        effective.emplace(next.key, EffectiveSetting{next, {}});
        return;
    }
    Setting &setting = known->second.setting;
    if (setting.isLocked && isLooser(setting, next)) {
        known->second.refused.push_back(next);
        return;
    }
    const bool isLocked = setting.isLocked || next.isLocked;
    const QJsonValue before = setting.value;
    setting = next;
    setting.isLocked = isLocked;
    if (next.key == "inlineSuppressions.never"_L1)
        setting.value = united(before, next.value);
}

const Setting *settingIn(const Settings &settings, QStringView key)
{
    const auto found = std::find_if(settings.begin(), settings.end(),
        [key](const Setting &setting) { return setting.key == key; });
    return found == settings.end() ? nullptr : &*found;
}

const Profile *profileIn(const Settings &settings)
{
    const Setting *setting = settingIn(settings, u"profile");
    return setting ? findProfile(setting->value.toString()) : nullptr;
}

void appendBase(
    Settings &all, const ConfigFile &base, const Profile *profile, const ConfigFile *chooser)
{
    for (const ConfigFile &deeper : base.bases)
        appendBase(all, deeper, profile, chooser);
    if (&base == chooser)
        append(all, profileSettings(*profile));
    append(all, base.settings);
}

} // namespace

ConfigStack::ConfigStack(std::vector<ConfigFile> files, QString askedProfile)
    : m_files(std::move(files))
    , m_askedProfile(std::move(askedProfile))
{
    for (const ConfigFile &file : std::views::reverse(m_files))
        collectOverrides(file, QFileInfo(file.path).absolutePath());
}

/// Globs of an extended file count from the file that extends it: a policy knows no folders of its
/// own.
void ConfigStack::collectOverrides(const ConfigFile &file, const QString &folder)
{
    for (const ConfigFile &base : file.bases)
        collectOverrides(base, folder);
    for (const ConfigOverride &entry : file.overrides) {
        m_overrides.push_back({&entry, folder});
        m_hasOverridesById = m_hasOverridesById || !entry.ids.isEmpty();
    }
}

ConfigOverrides ConfigStack::overridesFor(const QString &documentPath, const QString &id) const
{
    const auto fits = [](const QStringList &globs, const QString &path) {
        return globs.isEmpty() || std::any_of(globs.begin(), globs.end(), [&path](const auto &g) {
            return globMatches(g, path);
        });
    };
    ConfigOverrides matching;
    for (const PlacedOverride &placed : m_overrides) {
        const QString path = documentPath.isEmpty()
            ? QString()
            : QDir(placed.folder).relativeFilePath(documentPath);
        const bool fitsId = placed.entry->ids.isEmpty() || !id.isEmpty();
        if (fitsId && fits(placed.entry->ids, id) && fits(placed.entry->files, path))
            matching.push_back(placed.entry);
    }
    return matching;
}

ConfigStack::ChosenProfile ConfigStack::chosenProfile(const ConfigOverrides &overrides) const
{
    ChosenProfile chosen{findProfile(u"default"), nullptr};
    const auto choose = [&chosen](const Profile *profile, const ConfigFile *base) {
        if (profile)
            chosen = {profile, base};
    };
    const auto chooseBase = [&choose](const ConfigFile &base, const auto &self) -> void {
        for (const ConfigFile &deeper : base.bases)
            self(deeper, self);
        choose(profileIn(base.settings), &base);
    };
    for (const ConfigFile &file : std::views::reverse(m_files)) {
        for (const ConfigFile &base : file.bases)
            chooseBase(base, chooseBase);
    }
    for (const ConfigFile &file : std::views::reverse(m_files))
        choose(profileIn(file.settings), nullptr);
    for (const ConfigOverride *entry : overrides)
        choose(profileIn(entry->settings), nullptr);
    choose(findProfile(m_askedProfile), nullptr);
    return chosen;
}

Settings ConfigStack::inOrder(const ConfigOverrides &overrides) const
{
    const ChosenProfile chosen = chosenProfile(overrides);
    Settings all;
    for (const ConfigFile &file : std::views::reverse(m_files)) {
        for (const ConfigFile &base : file.bases)
            appendBase(all, base, chosen.profile, chosen.base);
    }
    if (!chosen.base)
        append(all, profileSettings(*chosen.profile));
    for (const ConfigFile &file : std::views::reverse(m_files))
        append(all, file.settings);
    for (const ConfigOverride *entry : overrides)
        append(all, entry->settings);
    if (!m_askedProfile.isEmpty())
        all.push_back({u"profile"_s, m_askedProfile, {u"--profile"_s}});
    return all;
}

EffectiveSettings ConfigStack::effective(const ConfigOverrides &overrides) const
{
    EffectiveSettings effective;
    for (const Setting &setting : inOrder(overrides))
        merge(effective, setting);
    return effective;
}

} // namespace Pinion
