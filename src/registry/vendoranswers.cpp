// SPDX-License-Identifier: GPL-3.0-or-later
// VendorHelp: reading the answers. Fields as documented by Docker Hub and as in the sources of
// goharbor/harbor and quay/quay.
#include "registry/vendorhelp.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

tl::unexpected<Error> unreadable(QLatin1StringView vendor)
{
    return fail(ErrorKind::Protocol, u"The answer of %1 cannot be read."_s.arg(vendor),
        u"The tags themselves can still be listed, only without dates."_s);
}

QDateTime dateOf(const QJsonValue &value)
{
    const QDateTime date = QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
    // Go's zero time stands for "never".
    return date.isValid() && date.date().year() > 1 ? date : QDateTime();
}

QDateTime epoch(const QJsonValue &value)
{
    const qint64 seconds = value.toInteger();
    return seconds > 0 ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime();
}

} // namespace

Result<VendorTags> parseHubTags(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document["results"_L1].isArray())
        return unreadable("Docker Hub"_L1);
    VendorTags list;
    list.isComplete = document["next"_L1].toString().isEmpty();
    for (const QJsonValue &entry : document["results"_L1].toArray()) {
        VendorTag tag;
        tag.name = entry["name"_L1].toString();
        tag.digest = entry["digest"_L1].toString();
        tag.pushed = dateOf(entry["tag_last_pushed"_L1]);
        if (!tag.pushed.isValid())
            tag.pushed = dateOf(entry["last_updated"_L1]);
        tag.size = entry["full_size"_L1].toInteger();
        if (!tag.name.isEmpty())
            list.tags.append(tag);
    }
    return list;
}

Result<VendorTags> parseHarborArtifacts(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray())
        return unreadable("Harbor"_L1);
    VendorTags list;
    for (const QJsonValue &artifact : document.array()) {
        for (const QJsonValue &entry : artifact["tags"_L1].toArray()) {
            VendorTag tag;
            tag.name = entry["name"_L1].toString();
            tag.digest = artifact["digest"_L1].toString();
            tag.pushed = dateOf(entry["push_time"_L1]);
            tag.size = artifact["size"_L1].toInteger();
            if (entry["immutable"_L1].isBool())
                tag.isImmutable = entry["immutable"_L1].toBool();
            list.tags.append(tag);
        }
    }
    return list;
}

Result<VendorTags> parseQuayTags(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document["tags"_L1].isArray())
        return unreadable("Quay"_L1);
    VendorTags list;
    list.isComplete = !document["has_additional"_L1].toBool();
    for (const QJsonValue &entry : document["tags"_L1].toArray()) {
        if (epoch(entry["end_ts"_L1]).isValid())
            continue; // history
        VendorTag tag;
        tag.name = entry["name"_L1].toString();
        tag.digest = entry["manifest_digest"_L1].toString();
        tag.pushed = epoch(entry["start_ts"_L1]);
        tag.size = entry["size"_L1].toInteger();
        list.tags.append(tag);
    }
    return list;
}

Result<QList<TagLifetime>> parseQuayHistory(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document["tags"_L1].isArray())
        return unreadable("Quay"_L1);
    QList<TagLifetime> history;
    for (const QJsonValue &entry : document["tags"_L1].toArray()) {
        TagLifetime lifetime;
        lifetime.digest = entry["manifest_digest"_L1].toString();
        lifetime.from = epoch(entry["start_ts"_L1]);
        lifetime.until = epoch(entry["end_ts"_L1]);
        history.append(lifetime);
    }
    std::sort(history.begin(), history.end(),
        [](const TagLifetime &one, const TagLifetime &other) { return one.from > other.from; });
    return history;
}

} // namespace Pinion
