// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cluster/cluster.h"
#include "settings/targetstore.h"

#include <functional>
#include <memory>

namespace Pinion {

// The options of every command that talks to a cluster. Passwords and tokens come from PINION_USER,
// PINION_PASSWORD and PINION_TOKEN, from the keychain, or from the keyboard; never from the command
// line, where every user of the machine could read them.
inline constexpr Option TargetOption{
    "--target", "NAME", "the target to talk to; pinion-cli targets lists them"};
inline constexpr Option FormatOption{
    "--format", "text|json", "how to write the result; text by default"};

/// A target and what talks to it.
struct OpenTarget
{
    Target target;
    std::unique_ptr<Cluster> cluster;
};

/// The target that is named, as the files around `path` know it, signed in. There must be an
/// OnlineScope. Errors: Invalid for a name that is missing or unknown; those of reading the files;
/// Unauthorized where there is no login.
[[nodiscard]] Result<OpenTarget> openTarget(
    const Arguments &arguments, const QString &path, Console &console);
/// The same for a target that has been looked up.
[[nodiscard]] Result<OpenTarget> openTarget(Target target, Console &console);

/// Runs a command with a target, and tells its errors: those of the user by ExitCode::Usage, those
/// of the cluster by ExitCode::Target.
ExitCode withTarget(const Arguments &arguments, const QString &path, Console &console,
    const std::function<Result<ExitCode>(OpenTarget &)> &command);

/// Tells it, and answers the code for it.
ExitCode complainOf(const Error &error, Console &console);

[[nodiscard]] inline bool wantsJson(const Arguments &arguments)
{
    return arguments.value("--format") == "json";
}

/// "2026-05-02 08:00:00" in local time, of a server's version; the text as it is where it is none.
[[nodiscard]] QString localTime(const AppVersion &version);

} // namespace Pinion
