// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/credentialstore.h"

#include <memory>

namespace Pinion {

/// The keychain of the system, by the module that knows it. Null where there is none, or where
/// Pinion was installed without the module. Needs an application object, which knows where the
/// program is.
[[nodiscard]] std::unique_ptr<CredentialStore> systemKeychain();

/// The same by the module in this folder.
[[nodiscard]] std::unique_ptr<CredentialStore> systemKeychain(const QString &folder);

} // namespace Pinion
