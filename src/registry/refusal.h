// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "net/httpmessage.h"

#include <QString>

namespace Pinion {

/// The first error that a registry names in its answer; both empty where the body says nothing.
struct RegistryComplaint
{
    QString code; ///< "MANIFEST_UNKNOWN"
    QString message; ///< redacted
};

[[nodiscard]] RegistryComplaint registryComplaint(const HttpResponse &response);

/// What was asked when a registry refused.
struct RegistryQuestion
{
    QString domain;
    QString path; ///< empty for questions about the whole registry
    QString reference; ///< tag or digest; empty for questions about the repository
    bool hasLogin = false;
};

/// A status that is no success, in the user's words. Kinds: Unauthorized, NotFound, Conflict,
/// Rejected, Network (a server in trouble), Protocol.
[[nodiscard]] Error refusal(const HttpResponse &response, const RegistryQuestion &question);

/// 404 because the registry keeps the image in a form that was not asked for: the tag is there.
[[nodiscard]] bool isHiddenByAccept(const HttpResponse &response);

} // namespace Pinion
