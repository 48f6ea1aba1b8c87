// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/imagelockupdate.h"

#include "inspect/imagelock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class LockUpdater
{
public:
    LockUpdater(QJsonObject images, bool accepts, const QDateTime &at)
        : m_images(std::move(images))
        , m_at(at.toUTC().toString(Qt::ISODate))
        , m_accepts(accepts)
    { }

    void add(const ImageSighting &sighting)
    {
        const Result<ImageReference> image = ImageReference::parse(sighting.reference);
        if (sighting.problem || !image || !image->digest.isEmpty())
            return;
        QJsonObject entry = m_images.value(sighting.reference).toObject();
        if (sighting.isTagMissing)
            miss(sighting.reference, entry);
        else if (sighting.tag)
            see(sighting.reference, entry, *sighting.tag);
        if (!entry.isEmpty())
            m_images.insert(sighting.reference, entry);
    }

    [[nodiscard]] ImageLockUpdate take(QJsonObject root)
    {
        root.insert("version"_L1, 1);
        root.insert("images"_L1, m_images);
        m_update.bytes = QJsonDocument(root).toJson();
        return std::move(m_update);
    }

private:
    void miss(const QString &reference, QJsonObject &entry)
    {
        if (entry.isEmpty()) {
            m_update.missing.append(reference);
            return;
        }
        if (!entry.contains("gone"_L1))
            entry.insert("gone"_L1, m_at);
        m_update.gone.append(reference);
    }

    void see(const QString &reference, QJsonObject &entry, const TagDigest &tag)
    {
        const QString kind = lockKind(tag.mediaType);
        const bool isNew = entry.isEmpty();
        entry.remove("gone"_L1);
        if (isNew) {
            lock(entry, tag.digest, kind);
            entry.insert("history"_L1, QJsonArray());
            m_update.added.append(reference);
        } else if (entry.value("digest"_L1).toString() == tag.digest) {
            entry.insert("lastSeen"_L1, m_at);
            if (m_accepts)
                entry.remove("observed"_L1); // a move that was taken back
            m_update.confirmed.append(reference);
        } else if (m_accepts) {
            keepHistory(entry);
            lock(entry, tag.digest, kind);
            m_update.accepted.append(reference);
        } else {
            entry.insert("observed"_L1,
                QJsonObject{{u"digest"_s, tag.digest}, {u"kind"_s, kind}, {u"at"_s, m_at}});
            m_update.moved.append(reference);
        }
    }

    void lock(QJsonObject &entry, const QString &digest, const QString &kind)
    {
        entry.insert("digest"_L1, digest);
        entry.insert("kind"_L1, kind);
        entry.insert("firstSeen"_L1, m_at);
        entry.insert("lastSeen"_L1, m_at);
        entry.remove("observed"_L1);
    }

    static void keepHistory(QJsonObject &entry)
    {
        QJsonObject past;
        for (const QString &key : {u"digest"_s, u"kind"_s, u"firstSeen"_s, u"lastSeen"_s})
            past.insert(key, entry.value(key));
        QJsonArray history = entry.value("history"_L1).toArray();
        history.append(past);
        entry.insert("history"_L1, history);
    }

    QJsonObject m_images;
    QString m_at;
    bool m_accepts;
    ImageLockUpdate m_update;
};

} // namespace

Result<ImageLockUpdate> updateImageLock(const QByteArray &before, const QString &name,
    const std::vector<ImageSighting> &sightings, bool accepts, const QDateTime &at)
{
    QJsonObject root;
    if (!before.isEmpty()) {
        const ImageLockPolicy policy{30, 30, at.toUTC().date()};
        if (const auto known = readImageLock(before, name, policy); !known)
            return tl::make_unexpected(known.error());
        root = QJsonDocument::fromJson(before).object();
    }
    LockUpdater updater(root.value("images"_L1).toObject(), accepts, at);
    for (const ImageSighting &sighting : sightings)
        updater.add(sighting);
    return updater.take(root);
}

} // namespace Pinion
