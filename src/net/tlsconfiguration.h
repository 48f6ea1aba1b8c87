// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/tlsoptions.h"

#include <QSslConfiguration>
#include <QSslKey>

namespace Pinion {

/// What Qt makes of the options. `isOwnHost` is false behind a redirect to somebody else: he gets
/// neither the client certificate nor the leave to go unverified.
[[nodiscard]] QSslConfiguration tlsConfiguration(const TlsOptions &options, bool isOwnHost);
/// Null when the text holds no private key, or the password is not its.
[[nodiscard]] QSslKey privateKey(const Secret &pem, const Secret &password);

} // namespace Pinion
