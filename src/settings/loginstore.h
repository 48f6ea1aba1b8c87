// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/credentialstore.h"

#include <memory>

namespace Pinion {

/// The user's logins, of two kinds: those that last, in the keychain, and those of this session, in
/// memory only. Where there is no keychain all are of this session.
class LoginStore final : public CredentialStore
{
public:
    /// The keychain may be null.
    explicit LoginStore(std::unique_ptr<CredentialStore> keychain = {});

    [[nodiscard]] bool hasKeychain() const { return m_keychain != nullptr; }

    /// The session's login before the keychain's.
    [[nodiscard]] Task<std::optional<Credentials>> find(
        QString server, std::stop_token stop) override;
    /// Into the keychain. If that fails the login counts for this session all the same, and the
    /// error says why it will not last. Without a keychain: for this session, and no error.
    [[nodiscard]] Task<void> save(
        QString server, Credentials credentials, std::stop_token stop) override;
    /// In memory only; what the keychain has stays there.
    [[nodiscard]] Task<void> saveForSession(QString server, Credentials credentials);
    /// Moves a login of this session into the keychain. Without one it stays where it is. Errors:
    /// those of the keychain; then it stays, too.
    [[nodiscard]] Task<void> makeLasting(QString server, std::stop_token stop);
    /// From both.
    [[nodiscard]] Task<void> remove(QString server, std::stop_token stop) override;

private:
    MemoryCredentialStore m_session;
    std::unique_ptr<CredentialStore> m_keychain;
};

} // namespace Pinion
