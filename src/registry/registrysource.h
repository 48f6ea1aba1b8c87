// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/registryclient.h"
#include "registry/tagsource.h"

#include <map>

namespace Pinion {

/// How to reach the registries of a run. Logins come from where Docker keeps them, and from
/// `login`.
struct RegistryAccess
{
    QStringList plainHttp; ///< registries that may be asked without encryption, by domain
    QStringList caFiles; ///< PEM, trusted besides the system's
    QString loginDomain; ///< the registry that `login` is for
    Credentials login;
    QString cacheFolder; ///< empty: no cache
    Platform platform = Platform::parse(QStringLiteral("linux/amd64"));
    LoginPlaces places;
};

/// Asks every registry through a client of its own, all of them through the same HTTP client.
class RegistrySource final : public TagSource
{
public:
    /// Errors: those of loadTlsOptions().
    [[nodiscard]] static Result<std::unique_ptr<RegistrySource>> make(RegistryAccess setup);
    ~RegistrySource() override;

    [[nodiscard]] Task<TagList> tags(ImageReference repository, std::stop_token stop) override;
    [[nodiscard]] Task<TagDigest> digest(
        ImageReference repository, QString tagOrDigest, std::stop_token stop) override;
    [[nodiscard]] Task<TagDetails> details(
        ImageReference repository, QString tagOrDigest, std::stop_token stop) override;
    [[nodiscard]] Platform platform() const override { return m_setup.platform; }
    [[nodiscard]] QDateTime now() const override { return m_clock.now(); }
    [[nodiscard]] QStringList warnings() const override;

private:
    RegistrySource(RegistryAccess setup, TlsOptions tls);

    [[nodiscard]] RegistryClient &client(const QString &domain);
    [[nodiscard]] Task<void> signIn(std::stop_token stop);

    RegistryAccess m_setup;
    Clock m_clock;
    MemoryCredentialStore m_store;
    LoginFinder m_logins;
    std::unique_ptr<RegistryCache> m_cache;
    /// One for the registries that may be asked without encryption, one for the others.
    std::unique_ptr<HttpClient> m_plainHttp;
    std::unique_ptr<HttpClient> m_http;
    std::map<QString, std::unique_ptr<RegistryClient>> m_clients;
    bool m_isSignedIn = false;
};

} // namespace Pinion
