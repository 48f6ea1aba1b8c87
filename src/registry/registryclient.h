// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/gate.h"
#include "base/taskscope.h"
#include "net/httpclient.h"
#include "registry/authorizer.h"
#include "registry/refusal.h"
#include "registry/registrycache.h"

#include <functional>
#include <memory>

namespace Pinion {

/// How a registry may be talked to.
enum class RegistryScheme {
    Https, ///< plain http too where the registry is on this very machine
    HttpsThenHttp, ///< for one that the user has called insecure
    Http,
};

struct RegistryOptions
{
    QString domain; ///< as in an image reference: "docker.io", "registry.example.com:5000"
    RegistryScheme scheme = RegistryScheme::Https;
    Platform platform = Platform::parse(QStringLiteral("linux/amd64"));
};

/// One registry of the Docker Registry HTTP API v2 (the OCI distribution specification). Reads
/// only. Asks for the digests of manifests always with the same Accept list, checks every body
/// against the digest it was asked by, logs in as told, and explains refusals. The client, the
/// logins and the cache must outlive it; the last two may be missing. Its end cancels what it has
/// under way.
///
/// Errors of all that waits: Cancelled, TimedOut, Network, Tls, Unauthorized, NotFound, Rejected,
/// Protocol, Invalid (a name that no registry would take).
class RegistryClient
{
public:
    RegistryClient(HttpClient &http, RegistryOptions options, LoginFinder *logins = nullptr,
        RegistryCache *cache = nullptr);
    ~RegistryClient();
    RegistryClient(const RegistryClient &) = delete;
    RegistryClient &operator=(const RegistryClient &) = delete;

    /// Called with the new names of each page, while the listing goes on.
    using PageSink = std::function<void(const QStringList &)>;

    [[nodiscard]] Task<RegistryInfo> ping(std::stop_token stop);
    /// Many registries keep this list closed.
    [[nodiscard]] Task<QStringList> repositories(PageSink sink, std::stop_token stop);
    [[nodiscard]] Task<TagList> tags(QString path, PageSink sink, std::stop_token stop);
    /// Where a tag or digest points, without counting as a pull.
    [[nodiscard]] Task<TagDigest> digest(QString path, QString reference, std::stop_token stop);
    /// The same, where an answer without a body says that nothing has changed since `known`.
    [[nodiscard]] Task<TagDigest> digestSince(
        QString path, QString tag, TagDigest known, std::stop_token stop);
    [[nodiscard]] Task<Manifest> manifest(QString path, QString reference, std::stop_token stop);
    [[nodiscard]] Task<ImageConfig> config(
        QString path, Descriptor descriptor, std::stop_token stop);
    /// All that is shown of a tag, for the platform of the options where it has several.
    [[nodiscard]] Task<TagDetails> details(QString path, QString tag, std::stop_token stop);

    /// The login that is used for a repository, for the interfaces of its vendor; may be empty.
    [[nodiscard]] Task<Credentials> login(QString path, std::stop_token stop);
    [[nodiscard]] const QString &domain() const { return m_options.domain; }
    /// As last told by the registry.
    [[nodiscard]] std::optional<RateLimit> rateLimit() const { return m_rateLimit; }
    /// After a refusal because of too many questions: when more are allowed. Invalid: not told.
    [[nodiscard]] QDateTime retryAt() const { return m_retryAt; }

private:
    struct Fetched
    {
        Manifest manifest;
        TagDigest tag;
    };
    struct Listing
    {
        QString path;
        QString endpoint;
        QByteArray key;
        QByteArray scope;
    };

    [[nodiscard]] Result<void> check(const QString &path, const QString &reference) const;
    [[nodiscard]] QList<QUrl> addresses() const;
    [[nodiscard]] Task<void> prepare(std::stop_token stop);
    [[nodiscard]] Task<HttpResponse> ask(
        HttpRequest request, QString path, QByteArray scope, std::stop_token stop);
    [[nodiscard]] HttpRequest request(
        HttpMethod method, const QString &path, const QString &endpoint) const;
    [[nodiscard]] Task<TagList> list(Listing listing, PageSink sink, std::stop_token stop);
    [[nodiscard]] Task<TagDigest> head(
        QString path, QString reference, QString known, std::stop_token stop);
    [[nodiscard]] Task<Fetched> fetch(QString path, QString reference, std::stop_token stop);
    [[nodiscard]] Task<Fetched> fetchTag(QString path, QString tag, std::stop_token stop);
    [[nodiscard]] tl::unexpected<Error> refuse(
        const HttpResponse &response, const QString &path, const QString &reference) const;
    [[nodiscard]] QString repositoryName(const QString &path) const;
    void noteRateLimit(const HttpResponse &response);
    void remember(const QString &path, const QString &reference, const TagDigest &seen);

    HttpClient &m_http;
    RegistryOptions m_options;
    LoginFinder *m_logins;
    RegistryCache *m_cache;
    Gate m_gate; ///< one first contact
    QUrl m_base; ///< empty before the first contact
    std::unique_ptr<Authorizer> m_authorizer;
    RegistryInfo m_info;
    std::optional<RateLimit> m_rateLimit;
    QDateTime m_retryAt;
    TaskScope m_scope;
};

} // namespace Pinion
