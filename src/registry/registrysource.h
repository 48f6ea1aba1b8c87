// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/registryclient.h"
#include "registry/tagsource.h"
#include "registry/vendorhelp.h"

#include <functional>
#include <map>

namespace Pinion {

/// What is special about one registry.
struct RegistryReach
{
    PlainHttp plainHttp = PlainHttp::Never;
    TlsFiles tls; ///< besides what certificate folders have
};

/// How to reach the registries of a run. Logins come from where Docker keeps them, and from
/// `login` or `store`.
struct RegistryAccess
{
    QStringList plainHttp; ///< registries that may be asked without encryption, by domain
    QStringList caFiles; ///< PEM, trusted besides the system's
    QString loginDomain; ///< the registry that `login` is for
    Credentials login;
    CredentialStore *store = nullptr; ///< instead of `login`; must outlive the source
    QStringList certificateFolders; ///< see certificatesFor()
    /// Called once for each registry, and again after forget(); may be missing.
    std::function<RegistryReach(const QString &domain)> reach;
    QString cacheFolder; ///< empty: no cache
    Platform platform = Platform::parse(QStringLiteral("linux/amd64"));
    LoginPlaces places;
};

/// Asks every registry through a client of its own. Registries of which nothing special is known
/// share one HTTP client.
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

    /// The same registries, with details for another platform. Lives as long as this source.
    [[nodiscard]] TagSource &forPlatform(const Platform &platform);
    /// For those who want more than a TagSource tells; good until forget(). Errors: a certificate
    /// that the user has named and that cannot be read.
    [[nodiscard]] Result<RegistryClient *> client(const QString &domain, const Platform &platform);
    /// What the maker of the registry tells about tags besides; empty where that is nothing.
    [[nodiscard]] Task<VendorTags> vendorTags(ImageReference repository, std::stop_token stop);
    [[nodiscard]] Task<QList<TagLifetime>> history(ImageReference image, std::stop_token stop);
    /// Drops all that is known about reaching a registry, cancels what is under way there, and
    /// reads other programs' logins anew at the next need.
    void forget(const QString &domain);
    /// Null without a cache.
    [[nodiscard]] RegistryCache *cache() const { return m_cache.get(); }

private:
    class View;
    struct Contact;

    RegistrySource(RegistryAccess setup, TlsOptions tls);

    [[nodiscard]] RegistryReach reachOf(const QString &domain) const;
    [[nodiscard]] Result<Contact *> contact(const QString &domain);
    [[nodiscard]] Result<TlsOptions> tlsFor(const QString &domain, const TlsFiles &own);
    [[nodiscard]] Task<std::unique_ptr<VendorHelp>> vendor(
        ImageReference repository, std::stop_token stop);
    [[nodiscard]] Task<TagDetails> detailsFor(
        Platform platform, ImageReference repository, QString tagOrDigest, std::stop_token stop);
    [[nodiscard]] Task<void> signIn(std::stop_token stop);

    RegistryAccess m_setup;
    TlsOptions m_tls;
    Clock m_clock;
    MemoryCredentialStore m_store;
    LoginFinder m_logins;
    std::unique_ptr<RegistryCache> m_cache;
    std::unique_ptr<HttpClient> m_http; ///< for registries without anything special
    std::map<QString, std::unique_ptr<Contact>> m_contacts; ///< by domain
    std::map<QString, std::unique_ptr<View>> m_views; ///< by platform
    QStringList m_warnings;
    bool m_isSignedIn = false;
};

} // namespace Pinion
