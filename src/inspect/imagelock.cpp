// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/imagelock.h"

#include "json/jsontree.h"
#include "json/lineindex.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int FormatVersion = 1;

class LockReader
{
public:
    LockReader(const QByteArray &bytes, QString name, const ImageLockPolicy &policy)
        : m_tree(JsonTree::parse(bytes))
        , m_name(std::move(name))
        , m_policy(policy)
    { }

    [[nodiscard]] Result<QHash<QString, ImageFacts>> read() const
    {
        if (!m_tree.isValid()) {
            const SyntaxError &error = m_tree.errors().front();
            return failAt(error.range, describe(error, m_tree.bytes()));
        }
        const JsonNode version = m_tree.root()["version"];
        if (version.toInteger() != FormatVersion) {
            return failAt((version ? version : m_tree.root()).range(),
                u"an image lock of version 1 is expected here"_s);
        }
        const JsonNode images = m_tree.root()["images"];
        if (!images.isObject())
            return failAt(m_tree.root().range(), u"\"images\" must be an object"_s);
        QHash<QString, ImageFacts> facts;
        for (const JsonNode image : images.children()) {
            const Result<ImageFacts> known = factsOf(image);
            if (!known)
                return tl::make_unexpected(known.error());
            facts.insert(QString::fromUtf8(image.key()), *known);
        }
        return facts;
    }

private:
    [[nodiscard]] Result<ImageFacts> factsOf(JsonNode image) const
    {
        if (!image["digest"].isString())
            return failAt(image.range(), u"this image has no digest"_s);
        for (const QByteArrayView key : {QByteArrayView("firstSeen"), QByteArrayView("lastSeen")}) {
            if (const JsonNode date = image[key]; !dateOf(date).isValid()) {
                return failAt((date ? date : image).range(),
                    u"\"%1\" must be a time such as 2026-05-02T08:00:00Z"_s.arg(
                        QString::fromUtf8(key)));
            }
        }
        ImageFacts facts;
        facts.recordedDigest = facts.currentDigest = image["digest"].stringOr();
        facts.recordedKind = image["kind"].stringOr();
        const JsonNode observed = image["observed"];
        const bool isComparable = observed["kind"].stringOr() == image["kind"].stringOr();
        if (isRecent(dateOf(image["gone"]))) {
            facts.evidence = ImageEvidence::Gone;
        } else if (isRecent(dateOf(observed["at"]))) {
            facts.currentDigest = observed["digest"].stringOr();
            const bool hasMoved = facts.currentDigest != facts.recordedDigest;
            facts.evidence = !isComparable ? ImageEvidence::NotAsked
                : hasMoved                 ? ImageEvidence::Moved
                                           : ImageEvidence::Stable;
        } else if (isRecent(dateOf(image["lastSeen"]))) {
            facts.evidence = ImageEvidence::Stable;
        }
        const qint64 days = dateOf(image["firstSeen"]).daysTo(dateOf(image["lastSeen"]));
        facts.isYoung = days < m_policy.trustAfterDays;
        return facts;
    }

    [[nodiscard]] static QDate dateOf(JsonNode node)
    {
        return QDateTime::fromString(node.stringOr(), Qt::ISODate).toUTC().date();
    }

    [[nodiscard]] bool isRecent(QDate date) const
    {
        return date.isValid() && date.daysTo(m_policy.today) <= m_policy.maxEvidenceDays;
    }

    [[nodiscard]] tl::unexpected<Error> failAt(TextRange range, const QString &what) const
    {
        const TextPosition at = LineIndex(m_tree.bytes()).position(range.begin);
        return fail(ErrorKind::Invalid,
            u"%1, line %2, column %3: %4."_s.arg(
                m_name, QString::number(at.line), QString::number(at.column), what));
    }

    const JsonTree m_tree;
    const QString m_name;
    const ImageLockPolicy m_policy;
};

} // namespace

QString lockKind(const QString &mediaType)
{
    const ManifestForm form = manifestForm(mediaType);
    const bool isList = form == ManifestForm::DockerList || form == ManifestForm::OciIndex;
    return isList ? u"index"_s : u"image"_s;
}

Result<QHash<QString, ImageFacts>> readImageLock(
    const QByteArray &bytes, const QString &name, const ImageLockPolicy &policy)
{
    return LockReader(bytes, name, policy).read();
}

} // namespace Pinion
