// SPDX-License-Identifier: GPL-3.0-or-later
// RegistryClient: digests, manifests, configurations and what is made of them.
#include "net/redaction.h"
#include "registry/digest.h"
#include "registry/registryclient.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qint64 LargestManifest = 4LL * 1024 * 1024; // what distribution takes in a push
constexpr qint64 LargestConfig = 8LL * 1024 * 1024;

void askForManifest(HttpRequest &request)
{
    request.headers.set("Accept", manifestAccept());
    // Compressed on the way, the bytes would not be those of the digest.
    request.headers.set("Accept-Encoding", "identity");
    request.maxBytes = LargestManifest;
}

QString mediaTypeOf(const HttpResponse &response)
{
    return QString::fromLatin1(response.headers.value("Content-Type"))
        .section(u';', 0, 0)
        .trimmed()
        .toLower();
}

Error wrongBytes(const QString &domain, const QString &digest)
{
    return {ErrorKind::Protocol, u"%1 sent other bytes than those of %2."_s.arg(domain, digest),
        u"Somebody may be changing them on the way; do not use this image, and tell those who run "
        "the registry."_s};
}

/// The reasons of these are worth a second question, because the first answer has no body.
bool isWorthAsking(int status)
{
    return status == 400 || status == 403 || status == 404 || status == 405 || status == 501;
}

void describe(const Manifest &image, TagDetails &details)
{
    details.version = imageNote(u"version"_s, image, details.config);
    details.revision = imageNote(u"revision"_s, image, details.config);
    details.source = imageNote(u"source"_s, image, details.config);
}

} // namespace

Task<TagDigest> RegistryClient::head(
    QString path, QString reference, QString known, std::stop_token stop)
{
    const Result<void> isGood = check(path, reference);
    if (!isGood)
        co_return tl::make_unexpected(isGood.error());
    const Result<void> isReady = co_await prepare(stop);
    if (!isReady)
        co_return tl::make_unexpected(isReady.error());
    HttpRequest question = request(HttpMethod::Head, path, u"manifests/"_s + reference);
    askForManifest(question);
    if (!known.isEmpty())
        question.headers.set("If-None-Match", '"' + known.toLatin1() + '"');
    const Result<HttpResponse> response
        = co_await ask(std::move(question), path, pullScope(path), stop);
    if (!response)
        co_return tl::make_unexpected(response.error());
    TagDigest seen;
    seen.seen = m_http.clock().now();
    if (response->status == 304) {
        seen.digest = known;
        co_return seen;
    }
    if (!response->isSuccess() && !isWorthAsking(response->status))
        co_return refuse(*response, path, reference);
    seen.digest = QString::fromLatin1(response->headers.value("Docker-Content-Digest"));
    seen.mediaType = mediaTypeOf(*response);
    seen.size = response->headers.value("Content-Length").toLongLong();
    if (response->isSuccess() && isDigest(seen.digest)) {
        remember(path, reference, seen);
        co_return seen;
    }
    // No digest in the header, no leave to use HEAD, or a refusal without its reason.
    const Result<Fetched> fetched = co_await fetch(path, reference, stop);
    if (!fetched)
        co_return tl::make_unexpected(fetched.error());
    co_return fetched->tag;
}

Task<TagDigest> RegistryClient::digest(QString path, QString reference, std::stop_token stop)
{
    return head(std::move(path), std::move(reference), QString(), std::move(stop));
}

Task<TagDigest> RegistryClient::digestSince(
    QString path, QString tag, TagDigest known, std::stop_token stop)
{
    const bool isComparable = known.profile == ManifestProfile && isDigest(known.digest);
    const QString condition = isComparable ? known.digest : QString();
    Result<TagDigest> seen = co_await head(path, tag, condition, stop);
    if (seen && seen->digest == known.digest && seen->mediaType.isEmpty()) {
        seen->mediaType = known.mediaType;
        seen->size = known.size;
        remember(path, tag, *seen);
    }
    co_return seen;
}

Task<RegistryClient::Fetched> RegistryClient::fetch(
    QString path, QString reference, std::stop_token stop)
{
    const bool isByDigest = isDigest(reference);
    HttpRequest question = request(HttpMethod::Get, path, u"manifests/"_s + reference);
    askForManifest(question);
    const Result<HttpResponse> response
        = co_await ask(std::move(question), path, pullScope(path), stop);
    if (!response)
        co_return tl::make_unexpected(response.error());
    if (!response->isSuccess())
        co_return refuse(*response, path, reference);
    const QString said = QString::fromLatin1(response->headers.value("Docker-Content-Digest"));
    Result<Manifest> manifest
        = parseManifest(response->body, response->headers.value("Content-Type"));
    if (!manifest)
        co_return tl::make_unexpected(manifest.error());
    if (manifest->kind == ManifestKind::Schema1) {
        // Signed anew for every request: its bytes have no lasting digest.
        manifest->digest = isByDigest ? reference : said;
    } else if (isByDigest && !isDigestOf(reference, response->body)) {
        co_return tl::make_unexpected(wrongBytes(m_options.domain, reference));
    } else if (isByDigest) {
        manifest->digest = reference;
    } else if (!said.isEmpty() && isDigestOf(said, response->body)) {
        manifest->digest = said;
    } else if (!said.isEmpty()) {
        qCWarning(lcNet).noquote() << m_options.domain << "named a wrong digest; using the bytes'";
    }
    Fetched fetched;
    fetched.tag.digest = manifest->digest;
    fetched.tag.mediaType = manifest->mediaType;
    fetched.tag.size = response->body.size();
    fetched.tag.seen = m_http.clock().now();
    remember(path, reference, fetched.tag);
    if (m_cache && manifest->kind != ManifestKind::Schema1)
        m_cache->keepManifest(manifest->digest, response->body);
    fetched.manifest = std::move(*manifest);
    co_return fetched;
}

Task<Manifest> RegistryClient::manifest(QString path, QString reference, std::stop_token stop)
{
    const Result<void> isGood = check(path, reference);
    if (!isGood)
        co_return tl::make_unexpected(isGood.error());
    const std::optional<QByteArray> kept
        = m_cache ? m_cache->manifest(reference) : std::optional<QByteArray>();
    if (kept) {
        Result<Manifest> known = parseManifest(*kept, QByteArray());
        if (known)
            known->digest = reference;
        co_return known;
    }
    const Result<void> isReady = co_await prepare(stop);
    if (!isReady)
        co_return tl::make_unexpected(isReady.error());
    Result<Fetched> fetched = co_await fetch(path, reference, stop);
    if (!fetched)
        co_return tl::make_unexpected(fetched.error());
    co_return std::move(fetched->manifest);
}

Task<ImageConfig> RegistryClient::config(QString path, Descriptor descriptor, std::stop_token stop)
{
    if (!isDigest(descriptor.digest))
        co_return fail(ErrorKind::Protocol, u"The image names no configuration."_s,
            u"Choose another image."_s);
    const QDateTime now = m_http.clock().now();
    const std::optional<ImageConfig> kept
        = m_cache ? m_cache->config(descriptor.digest, now) : std::optional<ImageConfig>();
    if (kept)
        co_return *kept;
    const Result<void> isReady = co_await prepare(stop);
    if (!isReady)
        co_return tl::make_unexpected(isReady.error());
    HttpRequest question = request(HttpMethod::Get, path, u"blobs/"_s + descriptor.digest);
    question.headers.set("Accept-Encoding", "identity");
    question.maxBytes = LargestConfig;
    const Result<HttpResponse> response
        = co_await ask(std::move(question), path, pullScope(path), stop);
    if (!response)
        co_return tl::make_unexpected(response.error());
    if (!response->isSuccess())
        co_return refuse(*response, path, descriptor.digest);
    if (!isDigestOf(descriptor.digest, response->body))
        co_return tl::make_unexpected(wrongBytes(m_options.domain, descriptor.digest));
    Result<ImageConfig> config = parseImageConfig(response->body, now);
    if (config && m_cache)
        m_cache->keepConfig(descriptor.digest, *config);
    co_return config;
}

/// The manifest behind a tag with one question, which has no body if it is in the cache already.
Task<RegistryClient::Fetched> RegistryClient::fetchTag(
    QString path, QString tag, std::stop_token stop)
{
    std::optional<TagDigest> known;
    if (m_cache && !isDigest(tag))
        known = m_cache->tag(repositoryName(path), tag);
    if (known && m_cache->manifest(known->digest)) {
        const TagDigest last = *known;
        Result<TagDigest> seen = co_await digestSince(path, tag, last, stop);
        if (!seen)
            co_return tl::make_unexpected(seen.error());
        Result<Manifest> image = co_await manifest(path, seen->digest, stop);
        if (!image)
            co_return tl::make_unexpected(image.error());
        Fetched fetched;
        fetched.tag = *seen;
        fetched.manifest = std::move(*image);
        co_return fetched;
    }
    const Result<void> isReady = co_await prepare(stop);
    if (!isReady)
        co_return tl::make_unexpected(isReady.error());
    co_return co_await fetch(path, tag, stop);
}

Task<TagDetails> RegistryClient::details(QString path, QString tag, std::stop_token stop)
{
    const Result<void> isGood = check(path, tag);
    if (!isGood)
        co_return tl::make_unexpected(isGood.error());
    const Result<Fetched> top = co_await fetchTag(path, tag, stop);
    if (!top)
        co_return tl::make_unexpected(top.error());
    TagDetails details;
    details.top = top->tag;
    details.kind = top->manifest.kind;
    details.platformDigest = top->tag.digest;
    Manifest image = top->manifest;
    if (image.kind == ManifestKind::Index) {
        for (const Descriptor &child : image.children) {
            details.platforms.append(child.platform);
            details.images.append({child.platform, child.digest, child.mediaType});
        }
        details.platformDigest.clear();
        const Descriptor *child = image.childFor(m_options.platform);
        if (!child)
            co_return details; // nothing for the wanted platform, and that is what to show
        const QString digest = child->digest;
        details.platform = child->platform;
        Result<Manifest> fetched = co_await manifest(path, digest, stop);
        if (!fetched)
            co_return tl::make_unexpected(fetched.error());
        image = std::move(*fetched);
        details.platformDigest = digest;
    }
    details.platformMediaType = image.mediaType;
    if (image.kind == ManifestKind::Schema1) {
        details.platform = image.schema1Platform;
        details.config.built = image.schema1Created;
        co_return details;
    }
    details.downloadSize = image.downloadSize();
    if (image.kind != ManifestKind::Image)
        co_return details;
    const Result<ImageConfig> config = co_await this->config(path, image.config, stop);
    if (!config)
        co_return tl::make_unexpected(config.error());
    details.config = *config;
    if (details.platform == Platform())
        details.platform = config->platform;
    describe(image, details);
    co_return details;
}

} // namespace Pinion
