// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/secret.h"

#include <QStringList>

namespace Pinion {

/// Whom to trust and as whom to appear, beyond what the system says. All of it PEM.
struct TlsOptions
{
    QByteArray caCertificates; ///< any number, behind each other; added to those of the system
    QByteArray clientCertificate; ///< may be followed by its chain
    Secret clientKey;
    Secret keyPassword;
    bool verifiesServer = true; ///< false: anybody may pretend to be the server

    [[nodiscard]] bool isDefault() const
    {
        return caCertificates.isEmpty() && clientCertificate.isEmpty() && verifiesServer;
    }
};

/// The files that options are read from; empty ones are left out.
struct TlsFiles
{
    QStringList caCertificates;
    QString clientCertificate;
    QString clientKey;
};

/// Reads and checks. Errors: NotFound, Io, Invalid (no certificate in it, a certificate without
/// key), naming the file.
[[nodiscard]] Result<TlsOptions> loadTlsOptions(
    const TlsFiles &files, const Secret &keyPassword = Secret());

} // namespace Pinion
