// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pinion {

/// Where Pinion keeps what belongs to the user and not to a project. Built once in main() and
/// handed down, so that tests work in a folder of their own.
struct AppPaths
{
    QString settingsFile; ///< preferences and shortcuts, INI
    QString stateFolder; ///< what comes back next time: session, window layout, recovery copies
    QString cacheFolder; ///< what can be asked for again
    QString dataFolder; ///< what was learned over time

    /// The platform's places: XDG_CONFIG_HOME and XDG_STATE_HOME on freedesktop systems.
    [[nodiscard]] static AppPaths standard();
    /// Everything below one folder.
    [[nodiscard]] static AppPaths below(const QString &folder);

    [[nodiscard]] QString sessionFile() const;
    [[nodiscard]] QString recentFile() const;
    [[nodiscard]] QString windowFile() const;
    [[nodiscard]] QString recoveryFolder() const;
    /// Both are shared with the command line.
    [[nodiscard]] QString registryCache() const;
    [[nodiscard]] QString ledgerFile() const;
};

} // namespace Pinion
