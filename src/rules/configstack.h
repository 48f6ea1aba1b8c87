// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/configfile.h"

#include <map>

namespace Pinion {
struct Profile;

/// A setting as it counts in the end, and what tried to change it but may not.
struct EffectiveSetting
{
    Setting setting;
    Settings refused; ///< would have loosened a locked rule
};
using EffectiveSettings = std::map<QString, EffectiveSetting>;
using ConfigOverrides = std::vector<const ConfigOverride *>;

/// The configuration files that apply to a document, and what they come down to. From the weakest
/// to the strongest: what the files extend, the profile, the files themselves from the outermost to
/// the nearest, their overrides in order, the command line. Exactly one profile is in force: the
/// strongest of all that are named. Immutable.
class ConfigStack
{
public:
    /// `files` with the nearest first, their bases read. `askedProfile`: of the command line, the
    /// name of a profile or empty.
    explicit ConfigStack(std::vector<ConfigFile> files, QString askedProfile = {});

    [[nodiscard]] const std::vector<ConfigFile> &files() const { return m_files; }
    /// See RuleConfig::overridesFor.
    [[nodiscard]] ConfigOverrides overridesFor(
        const QString &documentPath, const QString &id) const;
    [[nodiscard]] bool hasOverridesById() const { return m_hasOverridesById; }

    [[nodiscard]] EffectiveSettings effective(const ConfigOverrides &overrides) const;

private:
    struct PlacedOverride
    {
        const ConfigOverride *entry = nullptr;
        QString folder; ///< that its globs count from
    };
    struct ChosenProfile
    {
        const Profile *profile = nullptr;
        const ConfigFile *base = nullptr; ///< the extended file that chose it, if one did
    };

    void collectOverrides(const ConfigFile &file, const QString &folder);
    [[nodiscard]] ChosenProfile chosenProfile(const ConfigOverrides &overrides) const;
    [[nodiscard]] Settings inOrder(const ConfigOverrides &overrides) const;

    std::vector<ConfigFile> m_files;
    QString m_askedProfile;
    std::vector<PlacedOverride> m_overrides; ///< the weakest first
    bool m_hasOverridesById = false;
};

} // namespace Pinion
