// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/ruleconfig.h"

namespace Pinion {

/// Name of a project's configuration file.
inline constexpr QLatin1StringView ConfigFileName{".pinion.json"};

/// What a command line may say about the configuration.
struct ConfigRequest
{
    QString file = {}; ///< read this one only, instead of walking up the folders
    QString profile = {}; ///< instead of the profile that the project names; a known name
    QString baseline = {}; ///< instead of the project's; must exist
};

/// The configuration that applies to the document at `path`: the .pinion.json in its folder and
/// those above, up to the first with "root": true, what they extend, and the image lock and the
/// baseline that they name. Without any file the built-in settings. Errors: those of reading and
/// parsing.
[[nodiscard]] Result<RuleConfig> configFor(const QString &path, const ConfigRequest &request = {});

/// The same for another document of the same folder, without reading anything again.
[[nodiscard]] RuleConfig settledFor(const QString &path, const RuleConfig &sibling);

/// Where a new suppression for this document belongs: the nearest file that applies now, or a new
/// one next to the document.
[[nodiscard]] QString configPathFor(const QString &path);

} // namespace Pinion
