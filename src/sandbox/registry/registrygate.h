// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/sandboxmessage.h"

#include <QUrl>

namespace Pinion {

/// How a registry asks for a login.
enum class RegistryChallenge : quint8 {
    None, ///< it does not
    Basic,
    Bearer,
    Both, ///< two challenges in one header, behind one that nobody knows
    Unsaid, ///< 401 without a challenge, but for the first contact
};

struct SandboxRegistryAccess
{
    RegistryChallenge challenge = RegistryChallenge::None;
    QByteArray user = {}; ///< empty: tokens are for everybody
    QByteArray password = {};
    bool isNeverContent = false; ///< whatever is shown, the answer is the challenge once more
    int tokenLife = 300; ///< s
    QUrl realm = {}; ///< where tokens are had; empty: from the registry's own /token
};

/// Who may read a registry. Tokens are numbered, "sandbox-token-1", and never signed.
class RegistryGate
{
public:
    SandboxRegistryAccess access;

    /// The refusal of a request that has not shown what is asked for.
    [[nodiscard]] std::optional<SandboxAnswer> refused(
        const SandboxRequest &request, const QString &domain) const;
    /// The answer of /token.
    [[nodiscard]] SandboxAnswer token(const SandboxRequest &request);
    [[nodiscard]] int handedOut() const { return m_handedOut; }

private:
    [[nodiscard]] bool isUser(const SandboxRequest &request) const;
    [[nodiscard]] QByteArray challengeFor(
        const SandboxRequest &request, const QString &domain) const;

    int m_handedOut = 0;
};

} // namespace Pinion
