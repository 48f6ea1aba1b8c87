// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/credentialstore.h"

#include <chrono>
#include <memory>

namespace Pinion {

/// Logins in the keychain of the system: Secret Service or KWallet, Windows' Credential Manager,
/// the Keychain of macOS. Each is one entry, found by its server. Nothing is ever written anywhere
/// else. Errors of all: Io (no service, locked, refused), TimedOut, Cancelled.
class KeychainStore final : public CredentialStore
{
public:
    /// How long somebody may take to unlock a keychain.
    static constexpr std::chrono::seconds Patience{60};

    explicit KeychainStore(std::chrono::milliseconds patience = Patience);
    /// Null where unavailable() has a reason.
    [[nodiscard]] static std::unique_ptr<KeychainStore> make();
    /// Why there can be no keychain, as a sentence; empty if there may be one. Asks nobody: without
    /// a session bus the libraries below would wait for an answer that cannot come.
    [[nodiscard]] static QString unavailable();

    [[nodiscard]] Task<std::optional<Credentials>> find(
        QString server, std::stop_token stop) override;
    [[nodiscard]] Task<void> save(
        QString server, Credentials credentials, std::stop_token stop) override;
    [[nodiscard]] Task<void> remove(QString server, std::stop_token stop) override;

private:
    std::chrono::milliseconds m_patience;
};

/// What an entry of the keychain holds. Errors: Invalid (somebody else's entry).
[[nodiscard]] Secret keychainEntry(const Credentials &credentials);
[[nodiscard]] Result<Credentials> parseKeychainEntry(const Secret &entry);

} // namespace Pinion
