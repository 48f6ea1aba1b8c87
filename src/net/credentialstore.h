// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "net/credentials.h"

#include <QHash>

#include <optional>

namespace Pinion {

/// Where logins are kept, by server: "registry.example.com:5000", or the address of a cluster.
/// Asking may take long (a keychain can be locked), so all of it waits.
class CredentialStore
{
public:
    CredentialStore() = default;
    virtual ~CredentialStore() = default;
    CredentialStore(const CredentialStore &) = delete;
    CredentialStore &operator=(const CredentialStore &) = delete;

    /// Nothing when the store knows no login for the server. Errors: Io, Cancelled.
    [[nodiscard]] virtual Task<std::optional<Credentials>> find(
        QString server, std::stop_token stop)
        = 0;
    [[nodiscard]] virtual Task<void> save(
        QString server, Credentials credentials, std::stop_token stop)
        = 0;
    [[nodiscard]] virtual Task<void> remove(QString server, std::stop_token stop) = 0;
};

/// Forgets everything at the end of the program.
class MemoryCredentialStore final : public CredentialStore
{
public:
    [[nodiscard]] Task<std::optional<Credentials>> find(
        QString server, std::stop_token stop) override;
    [[nodiscard]] Task<void> save(
        QString server, Credentials credentials, std::stop_token stop) override;
    [[nodiscard]] Task<void> remove(QString server, std::stop_token stop) override;

private:
    QHash<QString, Credentials> m_logins;
};

} // namespace Pinion
