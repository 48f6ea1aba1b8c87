// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/configorigin.h"

#include "rules/configstack.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConfigOrigin)
};

bool isOfOverride(const Setting &setting, const ConfigOverrides &overrides)
{
    return std::ranges::any_of(overrides, [&setting](const ConfigOverride *entry) {
        return std::ranges::any_of(entry->settings, [&setting](const Setting &own) {
            return own.key == setting.key && own.origin == setting.origin;
        });
    });
}

QString placeOf(const SettingOrigin &origin)
{
    const QString path = QDir::toNativeSeparators(origin.source);
    return origin.line > 0 ? Words::tr("%1, line %2").arg(path).arg(origin.line) : path;
}

} // namespace

QString profileReason(const RuleConfig &config)
{
    if (!config.stack || config.path.isEmpty())
        return Words::tr("No project file (.pinion.json) applies, so the levels are the built-in "
                         "ones.");
    const ConfigOverrides overrides = config.overridesFor({});
    const EffectiveSettings effective = config.stack->effective(overrides);
    const auto chosen = effective.find(u"profile"_s);
    if (chosen == effective.end())
        return Words::tr("%1 names no profile, so it is the default one.")
            .arg(QDir::toNativeSeparators(config.path));
    const Setting &setting = chosen->second.setting;
    const QString place = placeOf(setting.origin);
    QString reason = isOfOverride(setting, overrides)
        ? Words::tr("An override for this file chooses the profile %1: %2.")
        : Words::tr("The profile %1 is chosen in %2.");
    reason = reason.arg(config.profile, place);
    if (config.stack->hasOverridesById())
        reason += u' ' + Words::tr("Single apps may have settings of their own.");
    return reason;
}

} // namespace Pinion
