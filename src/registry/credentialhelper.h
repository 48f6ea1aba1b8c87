// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "net/credentials.h"

#include <QProcessEnvironment>

#include <optional>

namespace Pinion {

/// Asks `docker-credential-<name> get` for the login of a server, as Docker does. Nothing when the
/// helper knows none. Errors: NotFound (no such program), TimedOut (after ten seconds), Protocol,
/// Cancelled. What the program writes is never shown: it is the login.
[[nodiscard]] Task<std::optional<Credentials>> askCredentialHelper(
    QString name, QString server, QProcessEnvironment environment, std::stop_token stop);

} // namespace Pinion
