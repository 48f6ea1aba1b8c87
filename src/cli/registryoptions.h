// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "registry/registrysource.h"

namespace Pinion {

// The options of every command that asks registries. A password never stands on a command line,
// where every user of the machine could read it.
inline constexpr Option PlainHttpOption{"--plain-http", "HOST",
    "ask the registry HOST without encryption if it has none; may be repeated"};
inline constexpr Option CaOption{
    "--ca", "FILE", "also trust the certificates of FILE (PEM); may be repeated"};
inline constexpr Option UserOption{"--user", "NAME",
    "log in as NAME, with --password-stdin; by default as Docker's configuration says"};
inline constexpr Option PasswordOption{
    "--password-stdin", "", "read the password of --user from standard input"};

/// The registries of these images, reached as the options say. Errors: Invalid for options that do
/// not go together, those of loadTlsOptions().
[[nodiscard]] Result<std::unique_ptr<RegistrySource>> openRegistries(
    const Arguments &arguments, const QStringList &references);

} // namespace Pinion
