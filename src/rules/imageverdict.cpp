// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/imageverdict.h"

#include "marathon/pathglob.h"
#include "rules/ruleset.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isOneOf(TagClass tagClass, std::initializer_list<TagClass> classes)
{
    return std::find(classes.begin(), classes.end(), tagClass) != classes.end();
}

bool isDeclaredImmutable(const QString &text, const TagPolicy &policy)
{
    if (policy.immutableRepositories.isEmpty())
        return false;
    const Result<ImageReference> reference = ImageReference::parse(text);
    const auto &globs = policy.immutableRepositories;
    return reference && std::any_of(globs.begin(), globs.end(), [&reference](const QString &glob) {
        return pathGlobMatches(glob, reference->repository())
            || pathGlobMatches(glob, reference->written);
    });
}

// One predicate for each rule, in the order of precedence: one cause is one finding.

bool isInvalid(const ImageCase &image, const TagPolicy &)
{
    return image.tag.tagClass == TagClass::Invalid;
}

bool isForcedMutable(const ImageCase &image, const TagPolicy &)
{
    const bool wasOverwritten = isOneOf(image.tag.tagClass, {TagClass::Pinned, TagClass::Unknown})
        && hasMoved(image.facts);
    return image.isForced && (isMutable(image.tag.tagClass) || wasOverwritten);
}

bool hasNoTag(const ImageCase &image, const TagPolicy &)
{
    return image.tag.tagClass == TagClass::NoTag;
}

bool isLatest(const ImageCase &image, const TagPolicy &)
{
    return image.tag.tagClass == TagClass::Latest;
}

bool hasTagMoved(const ImageCase &image, const TagPolicy &)
{
    if (isOneOf(image.tag.tagClass, {TagClass::Digest, TagClass::TagAndDigest}))
        return isAbsent(image.facts);
    return hasMoved(image.facts)
        && isOneOf(image.tag.tagClass,
            {TagClass::Channel, TagClass::Floating, TagClass::Unknown, TagClass::Pinned});
}

bool isChannel(const ImageCase &image, const TagPolicy &)
{
    return image.tag.tagClass == TagClass::Channel;
}

bool isFloating(const ImageCase &image, const TagPolicy &)
{
    return image.tag.tagClass == TagClass::Floating;
}

bool isForcedForNothing(const ImageCase &image, const TagPolicy &)
{
    return image.isForced
        && isOneOf(image.tag.tagClass,
            {TagClass::Digest, TagClass::TagAndDigest, TagClass::Pinned, TagClass::Unknown,
                TagClass::Templated});
}

bool isUnclassified(const ImageCase &image, const TagPolicy &)
{
    const bool isTrusted = image.facts.evidence == ImageEvidence::Stable && !image.facts.isYoung;
    return image.tag.tagClass == TagClass::Unknown && !isTrusted;
}

bool hasNoDigest(const ImageCase &image, const TagPolicy &policy)
{
    return isOneOf(image.tag.tagClass, {TagClass::Pinned, TagClass::Unknown}) && !image.isAppc
        && !isDeclaredImmutable(image.text, policy);
}

struct Case
{
    std::string_view rule;
    bool (*applies)(const ImageCase &, const TagPolicy &);
};

constexpr std::array Precedence = {
    Case{ImageInvalidReference, isInvalid},
    Case{ImageForcePullMutable, isForcedMutable},
    Case{ImageNoTag, hasNoTag},
    Case{ImageLatestTag, isLatest},
    Case{ImageTagMoved, hasTagMoved},
    Case{ImageChannelTag, isChannel},
    Case{ImageFloatingVersion, isFloating},
    Case{ImageForcePullLeftOn, isForcedForNothing},
    Case{ImageTagUnclassified, isUnclassified},
    Case{ImageNotDigestPinned, hasNoDigest},
};

const Rule &rowOf(std::string_view id)
{
    const Rule *rule = findRule(QString::fromUtf8(id.data(), qsizetype(id.size())));
    Q_ASSERT(rule);
    return *rule;
}

} // namespace

bool isAbsent(const ImageFacts &facts)
{
    return facts.evidence == ImageEvidence::Gone || facts.evidence == ImageEvidence::Missing;
}

bool hasMoved(const ImageFacts &facts)
{
    return facts.evidence == ImageEvidence::Moved || isAbsent(facts);
}

ImageJudge::ImageJudge(const RuleContext &context)
    : m_policy(context.parameters.images)
    , m_facts(context.facts.images)
    , m_levels(context.levels)
{ }

std::optional<ImageVerdict> ImageJudge::verdict(const ImageCase &image) const
{
    for (const Case &row : Precedence) {
        if (!row.applies(image, m_policy))
            continue;
        const Rule &rule = rowOf(row.rule);
        const bool isMild
            = row.rule == ImageForcePullLeftOn && image.tag.tagClass == TagClass::Templated;
        const Severity severity = isMild ? Severity::Info : rule.severity;
        if (effectiveLevel(rule, severity, m_levels))
            return ImageVerdict{row.rule, severity};
    }
    return {};
}

ImageCase ImageJudge::changed(
    const ImageCase &image, const QString &text, bool keepsForcePull) const
{
    ImageCase result = image;
    result.text = text;
    result.tag = classifyImage(text, m_policy);
    result.facts = m_facts.value(text);
    result.isForced = image.isForced && keepsForcePull;
    return result;
}

bool ImageJudge::isError(const ImageCase &image) const
{
    const std::optional<ImageVerdict> found = verdict(image);
    if (!found)
        return false;
    return effectiveLevel(rowOf(found->rule), found->severity, m_levels) == Severity::Error;
}

} // namespace Pinion
