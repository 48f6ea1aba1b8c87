// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/registrysource.h"

#include "registry/certificatefolders.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

HttpOptions optionsFor(const TlsOptions &tls, PlainHttp plainHttp)
{
    HttpOptions options;
    options.tls = tls;
    options.plainHttp = plainHttp;
    return options;
}

} // namespace

/// How one registry is talked to.
struct RegistrySource::Contact
{
    std::unique_ptr<HttpClient> own; ///< null where the common one will do
    HttpClient *http = nullptr;
    RegistryScheme scheme = RegistryScheme::Https;
    std::map<QString, std::unique_ptr<RegistryClient>> clients; ///< by platform
};

class RegistrySource::View final : public TagSource
{
public:
    View(RegistrySource &source, Platform platform)
        : m_source(source)
        , m_platform(std::move(platform))
    { }

    [[nodiscard]] Task<TagList> tags(ImageReference repository, std::stop_token stop) override
    {
        return m_source.tags(std::move(repository), std::move(stop));
    }
    [[nodiscard]] Task<TagDigest> digest(
        ImageReference repository, QString tagOrDigest, std::stop_token stop) override
    {
        return m_source.digest(std::move(repository), std::move(tagOrDigest), std::move(stop));
    }
    [[nodiscard]] Task<TagDetails> details(
        ImageReference repository, QString tagOrDigest, std::stop_token stop) override
    {
        return m_source.detailsFor(
            m_platform, std::move(repository), std::move(tagOrDigest), std::move(stop));
    }
    [[nodiscard]] Platform platform() const override { return m_platform; }
    [[nodiscard]] QDateTime now() const override { return m_source.now(); }
    [[nodiscard]] QStringList warnings() const override { return m_source.warnings(); }

private:
    RegistrySource &m_source;
    Platform m_platform;
};

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
    , m_tls(std::move(tls))
    , m_logins(m_setup.places, m_setup.store ? m_setup.store : &m_store)
    , m_cache(m_setup.cacheFolder.isEmpty() ? nullptr
                                            : std::make_unique<RegistryCache>(m_setup.cacheFolder))
    , m_http(std::make_unique<HttpClient>(optionsFor(m_tls, PlainHttp::Never)))
{ }

RegistrySource::~RegistrySource() = default;

// ---- reaching registries

RegistryReach RegistrySource::reachOf(const QString &domain) const
{
    RegistryReach reach;
    if (m_setup.reach)
        reach = m_setup.reach(domain);
    if (reach.plainHttp == PlainHttp::Never && m_setup.plainHttp.contains(domain))
        reach.plainHttp = PlainHttp::Allowed;
    return reach;
}

Result<TlsOptions> RegistrySource::tlsFor(const QString &domain, const TlsFiles &own)
{
    TlsFiles files = own;
    files.caCertificates = m_setup.caFiles + own.caCertificates;
    const Result<TlsOptions> told = loadTlsOptions(files);
    if (!told)
        return told;
    const TlsFiles found = certificatesFor(domain, m_setup.certificateFolders);
    files.caCertificates += found.caCertificates;
    if (files.clientCertificate.isEmpty()) {
        files.clientCertificate = found.clientCertificate;
        files.clientKey = found.clientKey;
    }
    Result<TlsOptions> all = loadTlsOptions(files);
    if (all)
        return all;
    // Docker's own keys are often readable for its daemon only.
    m_warnings.append(all.error().text());
    return told;
}

Result<RegistrySource::Contact *> RegistrySource::contact(const QString &domain)
{
    std::unique_ptr<Contact> &known = m_contacts[domain];
    if (known)
        return known.get();
    const RegistryReach reach = reachOf(domain);
    const Result<TlsOptions> tls = tlsFor(domain, reach.tls);
    if (!tls)
        return tl::make_unexpected(tls.error());
    known = std::make_unique<Contact>();
    const bool isPlain = reach.plainHttp != PlainHttp::Never;
    const bool isCommon = !isPlain && tls->clientCertificate.isEmpty()
        && tls->caCertificates == m_tls.caCertificates;
    if (!isCommon)
        known->own = std::make_unique<HttpClient>(optionsFor(*tls, reach.plainHttp));
    known->http = isCommon ? m_http.get() : known->own.get();
    known->scheme = isPlain ? RegistryScheme::HttpsThenHttp : RegistryScheme::Https;
    return known.get();
}

Result<RegistryClient *> RegistrySource::client(const QString &domain, const Platform &platform)
{
    const Result<Contact *> reached = contact(domain);
    if (!reached)
        return tl::make_unexpected(reached.error());
    std::unique_ptr<RegistryClient> &client = (*reached)->clients[platform.text()];
    if (!client) {
        RegistryOptions options;
        options.domain = domain;
        options.scheme = (*reached)->scheme;
        options.platform = platform;
        client = std::make_unique<RegistryClient>(
            *(*reached)->http, std::move(options), &m_logins, m_cache.get());
    }
    return client.get();
}

void RegistrySource::forget(const QString &domain)
{
    if (const auto known = m_contacts.find(domain); known != m_contacts.end()) {
        // Those who are told of a cancellation may ask again at once.
        const std::unique_ptr<Contact> dropped = std::move(known->second);
        m_contacts.erase(known);
    }
    m_logins.readAgain();
}

TagSource &RegistrySource::forPlatform(const Platform &platform)
{
    std::unique_ptr<View> &view = m_views[platform.text()];
    if (!view)
        view = std::make_unique<View>(*this, platform);
    return *view;
}

Task<void> RegistrySource::signIn(std::stop_token stop)
{
    if (m_isSignedIn || m_setup.login.isEmpty())
        co_return Result<void>();
    m_isSignedIn = true;
    const Result<void> saved = co_await m_store.save(m_setup.loginDomain, m_setup.login, stop);
    co_return saved;
}

// ---- asking

Task<TagList> RegistrySource::tags(ImageReference repository, std::stop_token stop)
{
    const Result<void> ready = co_await signIn(stop);
    if (!ready)
        co_return tl::make_unexpected(ready.error());
    const Result<RegistryClient *> asked = client(repository.domain, m_setup.platform);
    if (!asked)
        co_return tl::make_unexpected(asked.error());
    RegistryClient::PageSink sink;
    Result<TagList> list = co_await (*asked)->tags(repository.path, std::move(sink), stop);
    co_return list;
}

Task<TagDigest> RegistrySource::digest(
    ImageReference repository, QString tagOrDigest, std::stop_token stop)
{
    const Result<void> ready = co_await signIn(stop);
    if (!ready)
        co_return tl::make_unexpected(ready.error());
    const Result<RegistryClient *> asked = client(repository.domain, m_setup.platform);
    if (!asked)
        co_return tl::make_unexpected(asked.error());
    Result<TagDigest> digest = co_await (*asked)->digest(repository.path, tagOrDigest, stop);
    co_return digest;
}

Task<TagDetails> RegistrySource::details(
    ImageReference repository, QString tagOrDigest, std::stop_token stop)
{
    return detailsFor(
        m_setup.platform, std::move(repository), std::move(tagOrDigest), std::move(stop));
}

Task<TagDetails> RegistrySource::detailsFor(
    Platform platform, ImageReference repository, QString tagOrDigest, std::stop_token stop)
{
    const Result<void> ready = co_await signIn(stop);
    if (!ready)
        co_return tl::make_unexpected(ready.error());
    const Result<RegistryClient *> asked = client(repository.domain, platform);
    if (!asked)
        co_return tl::make_unexpected(asked.error());
    Result<TagDetails> details = co_await (*asked)->details(repository.path, tagOrDigest, stop);
    co_return details;
}

// ---- vendors

Task<std::unique_ptr<VendorHelp>> RegistrySource::vendor(
    ImageReference repository, std::stop_token stop)
{
    const Result<void> ready = co_await signIn(stop);
    if (!ready)
        co_return tl::make_unexpected(ready.error());
    const Result<RegistryClient *> asked = client(repository.domain, m_setup.platform);
    if (!asked)
        co_return tl::make_unexpected(asked.error());
    const Result<RegistryInfo> info = co_await (*asked)->ping(stop);
    if (!info)
        co_return tl::make_unexpected(info.error());
    const Vendor maker = vendorOf(repository.domain, *info);
    Credentials login;
    if (maker == Vendor::Harbor) {
        Result<Credentials> known = co_await (*asked)->login(repository.path, stop);
        if (!known)
            co_return tl::make_unexpected(known.error());
        login = std::move(*known);
    }
    const Result<Contact *> reached = contact(repository.domain);
    if (!reached)
        co_return tl::make_unexpected(reached.error());
    co_return makeVendorHelp(maker, *(*reached)->http, vendorAddress(maker, *info), login);
}

Task<VendorTags> RegistrySource::vendorTags(ImageReference repository, std::stop_token stop)
{
    const Result<std::unique_ptr<VendorHelp>> help = co_await vendor(repository, stop);
    if (!help)
        co_return tl::make_unexpected(help.error());
    if (!*help)
        co_return VendorTags();
    Result<VendorTags> tags = co_await (*help)->tags(repository.path, stop);
    co_return tags;
}

Task<QList<TagLifetime>> RegistrySource::history(ImageReference image, std::stop_token stop)
{
    const QString tag = image.effectiveTag();
    const Result<std::unique_ptr<VendorHelp>> help = co_await vendor(image, stop);
    if (!help)
        co_return tl::make_unexpected(help.error());
    if (!*help || tag.isEmpty())
        co_return QList<TagLifetime>();
    Result<QList<TagLifetime>> history = co_await (*help)->history(image.path, tag, stop);
    co_return history;
}

QStringList RegistrySource::warnings() const
{
    return m_warnings + m_logins.warnings();
}

} // namespace Pinion
