// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/tlsoptions.h"

#include <QProcessEnvironment>

namespace Pinion {

/// Where Docker and Podman look for the certificates of registries, the user's own place first.
[[nodiscard]] QStringList standardCertificateFolders(
    const QProcessEnvironment &environment, const QString &home);

/// The files that such folders have for a registry: below "registry.example.com:5000" every *.crt
/// is an authority to trust, and the first X.cert with an X.key beside it is what the registry
/// wants to see (Docker's certs.d).
[[nodiscard]] TlsFiles certificatesFor(const QString &domain, const QStringList &folders);

} // namespace Pinion
