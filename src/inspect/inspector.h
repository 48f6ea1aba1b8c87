// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/check.h"

#include <memory>

namespace Pinion {

/// Name of a project's configuration file.
inline constexpr QLatin1StringView ConfigFileName{".pinion.json"};

/// The configuration that applies to the document at `path`: the nearest .pinion.json in its folder
/// or above, or the built-in one. Errors: those of reading and parsing it.
[[nodiscard]] Result<RuleConfig> configFor(const QString &path);

/// Where a new suppression for this document belongs: the file that applies now, or a new one next
/// to the document.
[[nodiscard]] QString configPathFor(const QString &path);

/// The check use case shared by window and command line: finds the configuration, gathers facts,
/// runs the rules. Safe to call from any thread.
[[nodiscard]] CheckResult inspect(const JsonTree &tree, const QString &path,
    const RuleConfig &config, const std::atomic_bool *cancelled = nullptr);

} // namespace Pinion
