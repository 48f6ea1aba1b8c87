// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/configtarget.h"
#include "rules/settings.h"

#include <functional>

namespace Pinion {

/// One entry of "overrides": settings for some files, some ids, or both.
struct ConfigOverride
{
    QStringList files; ///< globs from the configuration's folder; empty: any
    QStringList ids; ///< globs over absolute ids; empty: any
    QString reason;
    Settings settings;
};

/// One entry of "extends".
struct ConfigExtends
{
    QString name; ///< "pinion:production", "./policy/acme.json"
    QString place; ///< ".pinion.json, line 3, column 14", for errors
};

/// What one configuration file says, without what it stands on.
struct ConfigFile
{
    QString path; ///< absolute where it was read from disk; "pinion:<name>" for a profile
    bool isRoot = false;
    Settings settings; ///< those of "rules" included
    std::vector<ConfigOverride> overrides;
    std::vector<ConfigScope> scopes;
    std::vector<SuppressionEntry> suppressions;
    std::vector<ConfigTarget> targets;
    std::vector<ConfigExtends> extends;
    std::vector<ConfigFile> bases; ///< the files that `extends` names, read

    /// Errors: Invalid, with file, line and column and, for unknown names, the nearest known one.
    [[nodiscard]] static Result<ConfigFile> parse(const QByteArray &bytes, const QString &path);
};

/// Gives a file's bytes; readFile() outside of tests.
using ConfigReading = std::function<Result<QByteArray>(const QString &path)>;

/// Reads the files that a configuration extends, and those that they extend. Errors: those of
/// parsing; Invalid for a missing file or profile and for a circle, at the entry that names it.
[[nodiscard]] Result<void> readBases(ConfigFile &file, const ConfigReading &reading);

} // namespace Pinion
