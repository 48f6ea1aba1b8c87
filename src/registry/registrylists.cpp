// SPDX-License-Identifier: GPL-3.0-or-later
// RegistryClient: the listings, with all the ways in which registries page them.
#include "json/jsontree.h"
#include "net/redaction.h"
#include "registry/paging.h"
#include "registry/registryclient.h"

#include <QSet>

#include <utility>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qint64 LargestPage = 64LL * 1024 * 1024;
constexpr int MostPages = 1000;
/// The most that Amazon's registry and docker-registry's catalogue take.
constexpr auto PageSize = "n=1000"_L1;

/// Nexus lists null and empty names, Artifactory lists digests.
bool isName(const QString &text)
{
    return !text.isEmpty() && !text.contains(u':');
}

/// Google's registries tell when a digest came, in milliseconds written as text.
void readUploads(JsonNode manifests, QHash<QString, QDateTime> &uploaded)
{
    for (const JsonNode manifest : manifests.children()) {
        const qint64 time = manifest["timeUploadedMs"].stringOr().toLongLong();
        if (time <= 0)
            continue;
        for (const JsonNode tag : manifest["tag"].children())
            uploaded.insert(tag.stringOr(), QDateTime::fromMSecsSinceEpoch(time, Qt::UTC));
    }
}

class ListReader
{
public:
    explicit ListReader(QByteArray key)
        : m_key(std::move(key))
    { }

    /// The names that are new; nothing when the body is no such list.
    std::optional<QStringList> add(const QByteArray &body)
    {
        const JsonTree document = JsonTree::parse(body);
        const JsonNode names = document.root()[m_key];
        if (!document.isValid() || !document.root().isObject()
            || !(names.isArray() || names.isAbsent()))
            return std::nullopt;
        const qsizetype before = list.tags.size();
        list.tags.reserve(before + names.childCount());
        for (const JsonNode name : names.children()) {
            const QString text = name.stringOr();
            if (!isName(text))
                ++list.dropped;
            else if (isNew(text))
                list.tags.append(text);
        }
        readUploads(document.root()["manifest"], list.uploaded);
        return list.tags.mid(before);
    }

    TagList list;

private:
    /// Most registries list in the order of the names, and then the last one tells.
    bool isNew(const QString &name)
    {
        if (!m_isUnordered && (list.tags.isEmpty() || list.tags.constLast() < name))
            return true;
        if (!std::exchange(m_isUnordered, true))
            m_known = QSet<QString>(list.tags.cbegin(), list.tags.cend());
        const qsizetype before = m_known.size();
        m_known.insert(name);
        return m_known.size() > before;
    }

    QByteArray m_key;
    bool m_isUnordered = false;
    QSet<QString> m_known; ///< the names so far, if they are not in order
};

} // namespace

Task<TagList> RegistryClient::list(Listing listing, PageSink sink, std::stop_token stop)
{
    ListReader reader(listing.key);
    QSet<QUrl> asked;
    QUrl url = m_base.resolved(QUrl(listing.endpoint, QUrl::StrictMode));
    url.setQuery(PageSize);
    for (int page = 0; page < MostPages && !asked.contains(url); ++page) {
        asked.insert(url);
        HttpRequest request(url);
        request.maxBytes = LargestPage;
        const Result<HttpResponse> response
            = co_await ask(std::move(request), listing.path, listing.scope, stop);
        if (!response)
            co_return tl::make_unexpected(response.error());
        const bool isTooMany
            = page == 0 && url.hasQuery() && (response->status == 400 || response->status == 405);
        if (isTooMany) {
            url.setQuery(QString());
            continue;
        }
        if (!response->isSuccess())
            co_return refuse(*response, listing.path, QString());
        const std::optional<QStringList> fresh = reader.add(response->body);
        if (!fresh)
            co_return fail(ErrorKind::Protocol,
                u"%1 sent a list that cannot be read."_s.arg(m_options.domain),
                u"Check that this is the address of an image registry."_s);
        if (sink && !fresh->isEmpty())
            sink(*fresh);
        if (stop.stop_requested())
            co_return cancelled();
        const NextPage next = nextPage(url, response->headers.value("Link"));
        reader.list.isComplete = !next.isBroken && !next.url.isValid();
        if (!next.url.isValid() || fresh->isEmpty())
            break;
        url = next.url;
    }
    if (reader.list.dropped > 0)
        qCInfo(lcNet).noquote() << m_options.domain
                                << "lists entries that are no names:" << reader.list.dropped;
    co_return std::move(reader.list);
}

Task<QStringList> RegistryClient::repositories(PageSink sink, std::stop_token stop)
{
    const Result<void> isReady = co_await prepare(stop);
    if (!isReady)
        co_return tl::make_unexpected(isReady.error());
    Listing listing;
    listing.endpoint = u"/v2/_catalog"_s;
    listing.key = "repositories";
    listing.scope = "registry:catalog:*";
    Result<TagList> found = co_await list(std::move(listing), std::move(sink), stop);
    if (!found)
        co_return tl::make_unexpected(found.error());
    co_return std::move(found->tags);
}

Task<TagList> RegistryClient::tags(QString path, PageSink sink, std::stop_token stop)
{
    const Result<void> isGood = check(path, QString());
    if (!isGood)
        co_return tl::make_unexpected(isGood.error());
    const Result<void> isReady = co_await prepare(stop);
    if (!isReady)
        co_return tl::make_unexpected(isReady.error());
    Listing listing;
    listing.path = path;
    listing.endpoint = u"/v2/"_s + path + u"/tags/list"_s;
    listing.key = "tags";
    listing.scope = pullScope(path);
    Result<TagList> found = co_await list(std::move(listing), std::move(sink), stop);
    if (found && m_cache)
        m_cache->keepNames(repositoryName(path), found->tags, m_http.clock().now());
    co_return found;
}

} // namespace Pinion
