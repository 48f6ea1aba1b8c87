// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/registry/registrystore.h"

#include "sandbox/registry/registrylist.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *ImageType = "application/vnd.docker.distribution.manifest.v2+json";
constexpr const char *ListType = "application/vnd.docker.distribution.manifest.list.v2+json";
constexpr const char *ConfigType = "application/vnd.docker.container.image.v1+json";
constexpr const char *LayerType = "application/vnd.docker.image.rootfs.diff.tar.gzip";

QString sha256(const QByteArray &bytes)
{
    return u"sha256:"_s
        + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QByteArray bytesOf(const Json &json)
{
    return QByteArray::fromStdString(json.dump());
}

Json configOf(const SandboxImage &image, const QString &platform)
{
    return {{"created", image.created.toStdString()},
        {"architecture", platform.section(u'/', 1, 1).toStdString()},
        {"os", platform.section(u'/', 0, 0).toStdString()},
        {"config",
            {{"Labels", {{"org.opencontainers.image.version", image.version.toStdString()}}},
                {"ExposedPorts", {{"8080/tcp", Json::object()}}}}},
        {"rootfs", {{"type", "layers"}, {"diff_ids", Json::array()}}}};
}

} // namespace

QString RegistryStore::push(
    const QString &repository, const QString &tag, const SandboxImage &image)
{
    Repository &target = m_repositories[repository];
    QString digest;
    if (image.platforms.size() == 1) {
        digest = storeImage(target, image, image.platforms.first());
    } else {
        Json manifests = Json::array();
        QString first;
        for (const QString &platform : image.platforms) {
            const QString child = storeImage(target, image, platform);
            first = first.isEmpty() ? child : first;
            manifests.push_back({{"mediaType", ImageType},
                {"size", m_manifests[child].bytes.size()}, {"digest", child.toStdString()},
                {"platform",
                    {{"architecture", platform.section(u'/', 1, 1).toStdString()},
                        {"os", platform.section(u'/', 0, 0).toStdString()}}}});
        }
        const Json list{
            {"schemaVersion", 2}, {"mediaType", ListType}, {"manifests", std::move(manifests)}};
        digest = store(target, bytesOf(list), ListType);
        m_manifests[digest].firstChild = first;
    }
    if (image.behaviour)
        m_behaviours[digest] = *image.behaviour;
    target.tags[tag] = digest;
    return digest;
}

QString RegistryStore::storeImage(
    Repository &repository, const SandboxImage &image, const QString &platform)
{
    const QByteArray config = bytesOf(configOf(image, platform));
    const QString configDigest = sha256(config);
    m_blobs[configDigest] = config;
    const Json manifest{{"schemaVersion", 2}, {"mediaType", ImageType},
        {"config",
            {{"mediaType", ConfigType}, {"size", config.size()},
                {"digest", configDigest.toStdString()}}},
        {"layers",
            Json::array({Json{{"mediaType", LayerType}, {"size", image.layerSize},
                {"digest", sha256("layer of " + config).toStdString()}}})}};
    const QString digest = store(repository, bytesOf(manifest), ImageType);
    if (image.behaviour)
        m_behaviours[digest] = *image.behaviour;
    return digest;
}

QString RegistryStore::store(
    Repository &repository, const QByteArray &bytes, const QByteArray &type)
{
    const QString digest = sha256(bytes);
    m_manifests[digest] = {bytes, type, {}};
    if (!repository.manifests.contains(digest))
        repository.manifests.append(digest);
    return digest;
}

void RegistryStore::removeTag(const QString &repository, const QString &tag)
{
    m_repositories[repository].tags.remove(tag);
}

QString RegistryStore::digestOf(const QString &repository, const QString &reference) const
{
    const auto found = m_repositories.find(repository);
    if (found == m_repositories.end())
        return {};
    if (found->second.manifests.contains(reference))
        return reference;
    return found->second.tags.value(reference);
}

std::optional<TaskScript> RegistryStore::behaviourOf(const QString &digest) const
{
    const auto found = m_behaviours.find(digest);
    return found == m_behaviours.end() ? std::nullopt : std::optional(found->second);
}

SandboxAnswer RegistryStore::answer(const SandboxRequest &request)
{
    SandboxAnswer answer = plainAnswer(request);
    answer.headers.append(manners.headers);
    return answer;
}

SandboxAnswer RegistryStore::plainAnswer(const SandboxRequest &request)
{
    static const QRegularExpression tags(u"^/v2/(.+)/tags/list$"_s);
    static const QRegularExpression manifests(u"^/v2/(.+)/manifests/([^/]+)$"_s);
    static const QRegularExpression blobs(u"^/v2/(.+)/blobs/([^/]+)$"_s);
    const QString path = request.path();
    const bool isRead = request.method == "GET" || request.method == "HEAD";
    if (path == "/v2/"_L1)
        return SandboxAnswer::json(200, "{}").with(
            "Docker-Distribution-Api-Version", "registry/2.0");
    if (path == "/v2/_catalog"_L1)
        return catalog();
    if (const auto match = tags.match(path); match.hasMatch() && isRead)
        return tagList(request, match.captured(1));
    if (const auto match = manifests.match(path); match.hasMatch()) {
        if (isRead)
            return manifest(request, match.captured(1), match.captured(2));
        if (request.method == "PUT")
            return putManifest(request, match.captured(1), match.captured(2));
        return registryFailure(405, "UNSUPPORTED", "The operation is unsupported.");
    }
    if (const auto match = blobs.match(path); match.hasMatch() && isRead)
        return blob(request, match.captured(2));
    return {404, {{"Content-Type", "text/plain; charset=utf-8"}}, "404 page not found\n"};
}

SandboxAnswer RegistryStore::catalog() const
{
    Json names = Json::array();
    for (const auto &[name, repository] : m_repositories)
        names.push_back(name.toStdString());
    return SandboxAnswer::json(200, bytesOf({{"repositories", std::move(names)}}));
}

SandboxAnswer RegistryStore::tagList(const SandboxRequest &request, const QString &name) const
{
    const auto found = m_repositories.find(name);
    if (found == m_repositories.end())
        return registryFailure(404, "NAME_UNKNOWN", "repository name not known to registry");
    return tagPage(request, name, found->second.tags, manners);
}

SandboxAnswer RegistryStore::blob(const SandboxRequest &request, const QString &digest) const
{
    if (!manners.storage.isEmpty()) {
        const QByteArray place = manners.storage.toEncoded(QUrl::StripTrailingSlash);
        return SandboxAnswer{
            307, {{"Location", place + request.target + "?X-Amz-Signature=sandbox-signature"}}, {}};
    }
    const auto blob = m_blobs.find(digest);
    if (blob == m_blobs.end())
        return registryFailure(404, "BLOB_UNKNOWN", "blob unknown to registry");
    return SandboxAnswer{200, {{"Content-Type", "application/octet-stream"}}, asSent(blob->second)};
}

/// The same length, but not what was asked for.
QByteArray RegistryStore::asSent(QByteArray bytes) const
{
    return manners.forgesBodies ? bytes.replace("linux", "LINUX").replace("4194", "9194") : bytes;
}

SandboxAnswer RegistryStore::manifest(
    const SandboxRequest &request, const QString &name, const QString &reference) const
{
    if (request.method == "HEAD" && manners.headStatus != 0)
        return {manners.headStatus, {}, {}};
    QString digest = digestOf(name, reference);
    if (digest.isEmpty())
        return registryFailure(404, "MANIFEST_UNKNOWN", "manifest unknown");
    // Who asks by tag and knows no lists gets the first image of one.
    const bool knowsLists = request.header("accept").contains(ListType);
    const QString child = m_manifests.at(digest).firstChild;
    if (!child.isEmpty() && reference != digest && !knowsLists)
        digest = child;
    const Manifest &found = m_manifests.at(digest);
    const QByteArray quoted = '"' + digest.toLatin1() + '"';
    if (request.header("if-none-match") == quoted)
        return {304, {}, {}};
    const SandboxAnswer answer{200, {{"Content-Type", found.type}}, asSent(found.bytes)};
    switch (manners.digest) {
    case DigestHeader::Missing:
        return answer;
    case DigestHeader::Odd:
        return answer.with("Docker-Content-Digest", "sha256:odd");
    case DigestHeader::Right:
        break;
    }
    return answer.with("Docker-Content-Digest", digest.toLatin1()).with("Etag", quoted);
}

SandboxAnswer RegistryStore::putManifest(
    const SandboxRequest &request, const QString &name, const QString &reference)
{
    const QByteArray type = request.header("content-type").split(';').first().trimmed();
    if (type != ImageType && type != ListType)
        return registryFailure(400, "MANIFEST_INVALID", "manifest invalid");
    Repository &repository = m_repositories[name];
    const QString digest = store(repository, request.body, type);
    if (!reference.startsWith("sha256:"_L1))
        repository.tags[reference] = digest;
    return SandboxAnswer{201, {{"Docker-Content-Digest", digest.toLatin1()}}, {}};
}

} // namespace Pinion
