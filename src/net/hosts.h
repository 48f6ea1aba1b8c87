// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QUrl>

namespace Pinion {

/// "localhost", a name below it, 127.0.0.0/8 or ::1.
[[nodiscard]] bool isLoopbackHost(const QString &host);
/// An IP address, not a name, of a private, loopback, link-local or unspecified range.
[[nodiscard]] bool isPrivateAddress(const QString &host);
/// Same scheme, host and port, where the usual port may be written or not.
[[nodiscard]] bool isSameOrigin(const QUrl &one, const QUrl &other);
/// Where a redirect leads, or why it is not followed: from https to http, to something that is not
/// the web, or from a name to an address inside somebody's network, which is how a hostile server
/// makes its clients ask what it cannot reach itself. Errors: Rejected, Protocol.
[[nodiscard]] Result<QUrl> redirectTarget(const QUrl &from, const QByteArray &location);
/// Whether a server may be asked to `target` on behalf of `origin`, for addresses that the origin
/// has named. Errors: Rejected.
[[nodiscard]] Result<void> checkHandedOn(const QUrl &origin, const QUrl &target);

} // namespace Pinion
