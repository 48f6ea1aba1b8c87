// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/vendorhelp.h"

#include "base/taskscope.h"
#include "net/redaction.h"
#include "registry/refusal.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int MostPages = 20;
constexpr int PageSize = 100;
constexpr qint64 LargestAnswer = 16LL * 1024 * 1024;

QString escaped(const QString &text)
{
    return QString::fromLatin1(text.toUtf8().toPercentEncoding());
}

/// The part that the interfaces have in common: pages of tags, counted from one.
class PagedHelp : public VendorHelp
{
public:
    PagedHelp(HttpClient &http, QUrl address, Credentials login)
        : m_http(http)
        , m_address(std::move(address))
        , m_login(std::move(login))
    { }

    [[nodiscard]] Task<VendorTags> tags(QString path, std::stop_token stop) override
    {
        VendorTags all;
        for (int page = 1; page <= MostPages; ++page) {
            const QUrl url = place(path, page);
            const Result<HttpResponse> response = co_await ask(url, path, stop);
            if (!response)
                co_return tl::make_unexpected(response.error());
            Result<VendorTags> found = read(*response, page);
            if (!found)
                co_return tl::make_unexpected(found.error());
            all.tags += found->tags;
            all.isComplete = found->isComplete;
            if (found->isComplete || found->tags.isEmpty())
                break;
        }
        co_return all;
    }

protected:
    /// The address of a page of the tags of a repository.
    [[nodiscard]] virtual QUrl place(const QString &path, int page) const = 0;
    [[nodiscard]] virtual Result<VendorTags> read(const HttpResponse &response, int page) const = 0;

    [[nodiscard]] QUrl url(const QString &place) const
    {
        return m_address.resolved(QUrl(place, QUrl::StrictMode));
    }

    [[nodiscard]] Task<HttpResponse> ask(QUrl url, QString path, std::stop_token stop)
    {
        HttpRequest request(url);
        request.maxBytes = LargestAnswer;
        request.credentials = m_login;
        request.headers.set("Accept", "application/json");
        const StopEither either(stop, m_scope.token());
        const std::stop_token both = either.token();
        Result<HttpResponse> response = co_await m_http.send(std::move(request), both);
        if (response && !response->isSuccess()) {
            RegistryQuestion question;
            question.domain = hostAndPort(m_address);
            question.path = path;
            question.hasLogin = !m_login.isEmpty();
            co_return tl::make_unexpected(refusal(*response, question));
        }
        co_return response;
    }

private:
    HttpClient &m_http;
    QUrl m_address;
    Credentials m_login;
    TaskScope m_scope;
};

class HubHelp final : public PagedHelp
{
public:
    using PagedHelp::PagedHelp;

protected:
    [[nodiscard]] QUrl place(const QString &path, int page) const override
    {
        return url(u"/v2/namespaces/%1/repositories/%2/tags?page=%3&page_size=%4"_s.arg(
            escaped(path.section(u'/', 0, 0)), escaped(path.section(u'/', 1)),
            QString::number(page), QString::number(PageSize)));
    }
    [[nodiscard]] Result<VendorTags> read(const HttpResponse &response, int) const override
    {
        return parseHubTags(response.body);
    }
};

class HarborHelp final : public PagedHelp
{
public:
    using PagedHelp::PagedHelp;

protected:
    [[nodiscard]] QUrl place(const QString &path, int page) const override
    {
        // Harbor decodes the name of the repository once more than others do.
        const QString repository = escaped(escaped(path.section(u'/', 1)));
        return url(u"/api/v2.0/projects/%1/repositories/%2/artifacts?with_tag=true"
                   "&with_immutable_status=true&sort=-push_time&page=%3&page_size=%4"_s.arg(
                       escaped(path.section(u'/', 0, 0)), repository, QString::number(page),
                       QString::number(PageSize)));
    }
    [[nodiscard]] Result<VendorTags> read(const HttpResponse &response, int page) const override
    {
        Result<VendorTags> found = parseHarborArtifacts(response.body);
        const int total = response.headers.value("X-Total-Count").toInt();
        if (found)
            found->isComplete = total <= page * PageSize;
        return found;
    }
};

class QuayHelp final : public PagedHelp
{
public:
    using PagedHelp::PagedHelp;

    [[nodiscard]] Task<QList<TagLifetime>> history(
        QString path, QString tag, std::stop_token stop) override
    {
        const QUrl place
            = url(u"/api/v1/repository/%1/tag/?limit=100&specificTag=%2"_s.arg(path, escaped(tag)));
        const Result<HttpResponse> response = co_await ask(place, path, stop);
        if (!response)
            co_return tl::make_unexpected(response.error());
        co_return parseQuayHistory(response->body);
    }

protected:
    [[nodiscard]] QUrl place(const QString &path, int page) const override
    {
        return url(u"/api/v1/repository/%1/tag/?limit=%2&page=%3&onlyActiveTags=true"_s.arg(
            path, QString::number(PageSize), QString::number(page)));
    }
    [[nodiscard]] Result<VendorTags> read(const HttpResponse &response, int) const override
    {
        return parseQuayTags(response.body);
    }
};

} // namespace

Task<QList<TagLifetime>> VendorHelp::history(
    QString /*path*/, QString /*tag*/, std::stop_token /*stop*/)
{
    co_return QList<TagLifetime>();
}

Vendor vendorOf(const QString &domain, const RegistryInfo &info)
{
    if (domain == "docker.io"_L1)
        return Vendor::DockerHub;
    if (domain == "quay.io"_L1)
        return Vendor::Quay;
    if (domain == "gcr.io"_L1 || domain.endsWith(".gcr.io"_L1)
        || domain.endsWith("-docker.pkg.dev"_L1))
        return Vendor::Google;
    return info.service == "harbor-registry"_L1 ? Vendor::Harbor : Vendor::Unknown;
}

QUrl vendorAddress(Vendor vendor, const RegistryInfo &info)
{
    return vendor == Vendor::DockerHub ? QUrl(u"https://hub.docker.com"_s) : info.address;
}

std::unique_ptr<VendorHelp> makeVendorHelp(
    Vendor vendor, HttpClient &http, const QUrl &address, const Credentials &login)
{
    switch (vendor) {
    case Vendor::DockerHub:
        // Logins of the registry mean nothing to the Hub's own interface.
        return std::make_unique<HubHelp>(http, address, Credentials());
    case Vendor::Harbor:
        return std::make_unique<HarborHelp>(http, address, login);
    case Vendor::Quay:
        return std::make_unique<QuayHelp>(http, address, Credentials());
    case Vendor::Google:
    case Vendor::Unknown:
        break;
    }
    return nullptr;
}

} // namespace Pinion
