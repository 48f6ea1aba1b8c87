// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/manifest.h"

#include "registry/digest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr auto OciIndex = "application/vnd.oci.image.index.v1+json"_L1;
constexpr auto OciImage = "application/vnd.oci.image.manifest.v1+json"_L1;
constexpr auto DockerList = "application/vnd.docker.distribution.manifest.list.v2+json"_L1;
constexpr auto DockerImage = "application/vnd.docker.distribution.manifest.v2+json"_L1;
constexpr auto Schema1Prefix = "application/vnd.docker.distribution.manifest.v1+"_L1;
constexpr auto OciConfig = "application/vnd.oci.image.config.v1+json"_L1;
constexpr auto DockerConfigType = "application/vnd.docker.container.image.v1+json"_L1;

QMap<QString, QString> texts(const QJsonValue &value)
{
    QMap<QString, QString> map;
    const QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (entry.value().isString())
            map.insert(entry.key(), entry.value().toString());
    }
    return map;
}

Platform platformOf(const QJsonObject &object)
{
    Platform platform;
    platform.os = object["os"_L1].toString();
    platform.architecture = object["architecture"_L1].toString();
    platform.variant = object["variant"_L1].toString();
    return platform;
}

Descriptor descriptorOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    Descriptor descriptor;
    descriptor.mediaType = object["mediaType"_L1].toString();
    descriptor.digest = object["digest"_L1].toString();
    descriptor.size = std::max<qint64>(object["size"_L1].toInteger(), 0);
    descriptor.platform = platformOf(object["platform"_L1].toObject());
    descriptor.annotations = texts(object["annotations"_L1]);
    return descriptor;
}

QList<Descriptor> descriptorsOf(const QJsonValue &value)
{
    QList<Descriptor> list;
    for (const QJsonValue &entry : value.toArray())
        list.append(descriptorOf(entry));
    return list;
}

/// BuildKit's entries about the build, which nobody can run.
bool isAttestation(const Descriptor &descriptor)
{
    return descriptor.annotations.value(u"vnd.docker.reference.type"_s) == "attestation-manifest"_L1
        || (descriptor.platform.os == "unknown"_L1
            && descriptor.platform.architecture == "unknown"_L1);
}

/// The type may be left out of the body, and a header may say no more than "JSON".
QString typeOf(const QJsonObject &root, const QString &contentType)
{
    const QString own = root["mediaType"_L1].toString();
    if (!own.isEmpty())
        return own;
    if (contentType.startsWith("application/vnd."_L1))
        return contentType;
    if (root["schemaVersion"_L1].toInt() == 1 || root.contains("fsLayers"_L1))
        return Schema1Prefix + u"json"_s;
    if (root["manifests"_L1].isArray())
        return OciIndex;
    return root["config"_L1].isObject() ? QString(OciImage) : contentType;
}

ManifestKind imageKind(const Manifest &manifest, const QJsonObject &root)
{
    const QString &config = manifest.config.mediaType;
    const bool isImage = (config == OciConfig || config == DockerConfigType)
        && root["artifactType"_L1].toString().isEmpty();
    return isImage ? ManifestKind::Image : ManifestKind::Other;
}

void readSchema1(const QJsonObject &root, Manifest &manifest)
{
    manifest.kind = ManifestKind::Schema1;
    manifest.schema1Platform.os = u"linux"_s;
    manifest.schema1Platform.architecture = root["architecture"_L1].toString();
    const QString newest = root["history"_L1].toArray().at(0)["v1Compatibility"_L1].toString();
    const QJsonObject image = QJsonDocument::fromJson(newest.toUtf8()).object();
    manifest.schema1Created
        = QDateTime::fromString(image["created"_L1].toString(), Qt::ISODateWithMs).toUTC();
    if (image.contains("os"_L1))
        manifest.schema1Platform.os = image["os"_L1].toString();
}

} // namespace

QByteArray manifestAccept()
{
    return QByteArrayLiteral("application/vnd.oci.image.index.v1+json,"
                             "application/vnd.oci.image.manifest.v1+json,"
                             "application/vnd.docker.distribution.manifest.list.v2+json,"
                             "application/vnd.docker.distribution.manifest.v2+json");
}

QString Platform::text() const
{
    QString text = os + u'/' + architecture;
    return variant.isEmpty() ? text : QString(text + u'/' + variant);
}

Platform Platform::parse(const QString &text)
{
    const QStringList parts = text.split(u'/');
    Platform platform;
    platform.os = parts.value(0);
    platform.architecture = parts.value(1);
    platform.variant = parts.value(2);
    return platform;
}

bool Platform::suits(const Platform &wanted) const
{
    const auto usual = [](const Platform &platform) {
        if (!platform.variant.isEmpty())
            return platform.variant;
        if (platform.architecture == "arm64"_L1)
            return u"v8"_s;
        return platform.architecture == "arm"_L1 ? u"v7"_s : QString();
    };
    return os == wanted.os && architecture == wanted.architecture
        && (wanted.variant.isEmpty() || usual(*this) == usual(wanted));
}

qint64 Manifest::downloadSize() const
{
    qint64 bytes = config.size;
    for (const Descriptor &layer : layers)
        bytes += layer.size;
    return bytes;
}

const Descriptor *Manifest::childFor(const Platform &wanted) const
{
    const auto exact = std::find_if(children.begin(), children.end(),
        [&wanted](const Descriptor &child) { return child.platform == wanted; });
    if (exact != children.end())
        return &*exact;
    const auto fitting = std::find_if(children.begin(), children.end(),
        [&wanted](const Descriptor &child) { return child.platform.suits(wanted); });
    return fitting == children.end() ? nullptr : &*fitting;
}

Result<Manifest> parseManifest(const QByteArray &bytes, const QByteArray &contentType)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return fail(ErrorKind::Protocol, u"The manifest is not JSON."_s,
            u"Check that the registry, or a proxy before it, answers well."_s);
    const QJsonObject root = document.object();
    Manifest manifest;
    manifest.mediaType
        = typeOf(root, QString::fromLatin1(contentType).section(u';', 0, 0).trimmed().toLower());
    manifest.annotations = texts(root["annotations"_L1]);
    manifest.digest = digestOf(bytes);
    if (manifest.mediaType.startsWith(Schema1Prefix)) {
        readSchema1(root, manifest);
    } else if (manifest.mediaType == OciIndex || manifest.mediaType == DockerList) {
        manifest.kind = ManifestKind::Index;
        manifest.children = descriptorsOf(root["manifests"_L1]);
        manifest.children.removeIf(isAttestation);
    } else if (manifest.mediaType == OciImage || manifest.mediaType == DockerImage) {
        manifest.config = descriptorOf(root["config"_L1]);
        manifest.layers = descriptorsOf(root["layers"_L1]);
        manifest.kind = imageKind(manifest, root);
    }
    return manifest;
}

bool isSchema2Image(const QString &mediaType)
{
    return mediaType == DockerImage;
}

} // namespace Pinion
