// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/certificates.h"
#include "support/scriptedserver.h"

namespace Pinion {

/// Hands out the signed tokens of the token authentication of distribution. Knows one user, alice,
/// with the password "s3cret" and the identity token "identity"; she may pull everything but
/// demo/secret, everybody may pull demo/public.
class TokenServer
{
public:
    explicit TokenServer(const Certificates &certificates);

    /// The lines for the configuration of a registry.
    [[nodiscard]] QString registryAuth() const;
    [[nodiscard]] int handedOut() const { return m_handedOut; }
    /// The next token will have expired long ago.
    void makeNextStale() { m_isNextStale = true; }

private:
    [[nodiscard]] Answer answer(const SeenRequest &request);
    [[nodiscard]] QByteArray token(const QByteArray &access);

    const Certificates &m_certificates;
    int m_handedOut = 0;
    bool m_isNextStale = false;
    ScriptedServer m_server;
};

} // namespace Pinion
