// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/registrysource.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

HttpOptions optionsFor(const TlsOptions &tls, bool isPlain)
{
    HttpOptions options;
    options.tls = tls;
    options.plainHttp = isPlain ? PlainHttp::Allowed : PlainHttp::Never;
    return options;
}

} // namespace

Result<std::unique_ptr<RegistrySource>> RegistrySource::make(RegistryAccess setup)
{
    TlsFiles files;
    files.caCertificates = setup.caFiles;
    return loadTlsOptions(files).map([&setup](TlsOptions tls) {
        return std::unique_ptr<RegistrySource>(
            new RegistrySource(std::move(setup), std::move(tls)));
    });
}

RegistrySource::RegistrySource(RegistryAccess setup, TlsOptions tls)
    : m_setup(std::move(setup))
    , m_logins(m_setup.places, &m_store)
    , m_cache(m_setup.cacheFolder.isEmpty() ? nullptr
                                            : std::make_unique<RegistryCache>(m_setup.cacheFolder))
    , m_plainHttp(std::make_unique<HttpClient>(optionsFor(tls, true)))
    , m_http(std::make_unique<HttpClient>(optionsFor(tls, false)))
{ }

RegistrySource::~RegistrySource() = default;

RegistryClient &RegistrySource::client(const QString &domain)
{
    std::unique_ptr<RegistryClient> &client = m_clients[domain];
    if (!client) {
        const bool isPlain = m_setup.plainHttp.contains(domain);
        RegistryOptions options;
        options.domain = domain;
        options.scheme = isPlain ? RegistryScheme::HttpsThenHttp : RegistryScheme::Https;
        options.platform = m_setup.platform;
        client = std::make_unique<RegistryClient>(
            isPlain ? *m_plainHttp : *m_http, std::move(options), &m_logins, m_cache.get());
    }
    return *client;
}

Task<void> RegistrySource::signIn(std::stop_token stop)
{
    if (m_isSignedIn || m_setup.login.isEmpty())
        co_return Result<void>();
    m_isSignedIn = true;
    const Result<void> saved = co_await m_store.save(m_setup.loginDomain, m_setup.login, stop);
    co_return saved;
}

Task<TagList> RegistrySource::tags(ImageReference repository, std::stop_token stop)
{
    const Result<void> ready = co_await signIn(stop);
    if (!ready)
        co_return tl::make_unexpected(ready.error());
    RegistryClient::PageSink sink;
    Result<TagList> list
        = co_await client(repository.domain).tags(repository.path, std::move(sink), stop);
    co_return list;
}

Task<TagDigest> RegistrySource::digest(
    ImageReference repository, QString tagOrDigest, std::stop_token stop)
{
    const Result<void> ready = co_await signIn(stop);
    if (!ready)
        co_return tl::make_unexpected(ready.error());
    Result<TagDigest> digest
        = co_await client(repository.domain).digest(repository.path, tagOrDigest, stop);
    co_return digest;
}

Task<TagDetails> RegistrySource::details(
    ImageReference repository, QString tagOrDigest, std::stop_token stop)
{
    const Result<void> ready = co_await signIn(stop);
    if (!ready)
        co_return tl::make_unexpected(ready.error());
    Result<TagDetails> details
        = co_await client(repository.domain).details(repository.path, tagOrDigest, stop);
    co_return details;
}

QStringList RegistrySource::warnings() const
{
    return m_logins.warnings();
}

} // namespace Pinion
