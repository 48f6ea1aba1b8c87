// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/imagecheck.h"

#include "rules/imagefixes.h"
#include "rules/imageruntime.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype LongestTag = 24;
constexpr char VariantOnly = 'k'; ///< the test of classifyTag() for tags such as alpine or slim

/// The tag in quotes, short enough for a sentence.
QString shownTag(const ImageCase &image)
{
    const Result<ImageReference> reference = ImageReference::parse(image.text);
    QString tag = image.isAppc ? image.text : reference ? reference->tag : QString();
    if (tag.isEmpty())
        return u"This digest"_s;
    if (tag.size() > LongestTag)
        tag = tag.left(LongestTag - 1) + u'…';
    return u"'%1'"_s.arg(tag);
}

QString forcePullMutableMessage(const ImageCase &image)
{
    if (image.tag.tagClass == TagClass::NoTag)
        return u"No tag means latest, pulled on every launch; a crash may bring other code."_s;
    if (image.facts.evidence == ImageEvidence::Missing)
        return u"%1 is not in the registry, yet pulled on every launch: no start succeeds."_s;
    if (image.facts.evidence == ImageEvidence::Gone)
        return u"%1 is gone from the registry, yet pulled on every launch: restarts fail."_s;
    if (isMutable(image.tag.tagClass))
        return u"%1 can move and is pulled on every launch; a crash may bring other code."_s;
    return u"%1 was overwritten and is pulled on every launch; restarts run other code."_s;
}

QString movedMessage(const ImageCase &image)
{
    if (image.facts.evidence == ImageEvidence::Gone)
        return u"%1 is gone from the registry; the next agent cannot pull it."_s;
    if (image.facts.evidence == ImageEvidence::Missing)
        return u"%1 is not in the registry; no agent can pull it."_s;
    if (image.tag.tagClass == TagClass::Pinned)
        return u"%1 looks like a release, yet it was overwritten; instances may differ."_s;
    return u"%1 was overwritten in the registry; instances may run different code."_s;
}

QString leftOnMessage(const ImageCase &image)
{
    if (image.tag.tagClass == TagClass::Templated)
        return u"A forced pull makes every restart need the registry; check the rendered tag."_s;
    if (image.tag.tagClass == TagClass::Unknown)
        return u"Cannot tell whether %1 moves; a forced pull ties each restart to the registry."_s;
    return u"A fixed image gains nothing from a forced pull; each restart needs the registry."_s;
}

QString messageTemplate(std::string_view rule, const ImageCase &image)
{
    if (rule == ImageInvalidReference)
        return u"No agent can pull this image: "_s + image.tag.invalidBecause + u'.';
    if (rule == ImageForcePullMutable)
        return forcePullMutableMessage(image);
    if (rule == ImageNoTag)
        return u"The image has no tag, which means latest; restarts may run different code."_s;
    if (rule == ImageLatestTag)
        return u"latest can point to another image tomorrow; restarts may run different code."_s;
    if (rule == ImageTagMoved)
        return movedMessage(image);
    if (rule == ImageChannelTag && image.tag.test == VariantOnly)
        return u"%1 names no version and moves with each; instances may run different builds."_s;
    if (rule == ImageChannelTag)
        return u"%1 is moved on purpose; a restart may deploy what nobody ordered."_s;
    if (rule == ImageFloatingVersion)
        return u"%1 moves with each patch release; instances may run different builds."_s;
    if (rule == ImageForcePullLeftOn)
        return leftOnMessage(image);
    if (rule == ImageTagUnclassified)
        return u"Cannot tell whether %1 moves; .pinion.json can say so once for all."_s;
    return u"%1 is fixed by convention only; a digest is enforced by the registry."_s;
}

QString messageFor(std::string_view rule, const ImageCase &image)
{
    const QString message = messageTemplate(rule, image);
    // The reason why a reference is invalid may quote it, percent signs and all.
    if (rule == ImageInvalidReference || !message.contains(u"%1"))
        return message;
    return message.arg(shownTag(image));
}

void addEvidence(Finding &finding, const ImageCase &image)
{
    const ImageFacts &facts = image.facts;
    if (facts.evidence == ImageEvidence::Gone) {
        finding.related.push_back(
            {u"The tag no longer exists: the next pull fails"_s, finding.pointer, finding.range});
    } else if (facts.evidence == ImageEvidence::Missing) {
        finding.related.push_back(
            {u"The registry does not know it: each pull fails"_s, finding.pointer, finding.range});
    } else if (facts.evidence == ImageEvidence::Moved) {
        finding.related.push_back(
            {u"It was %1 and is now %2"_s.arg(facts.recordedDigest, facts.currentDigest),
                finding.pointer, finding.range});
    }
}

Finding imageFinding(const ImageVerdict &verdict, const ImageCase &image, const ImageJudge &judge)
{
    Finding finding = makeFinding(verdict.rule, image.node, messageFor(verdict.rule, image));
    finding.severity = verdict.severity;
    if (verdict.rule == ImageForcePullMutable) {
        finding.related.push_back(
            {u"Pulled on every launch"_s, image.forcePull.pointer(), image.forcePull.range()});
    }
    addEvidence(finding, image);
    finding.fixes = imageFixes(verdict.rule, image, judge);
    return finding;
}

Finding appcFinding(JsonNode place, const RuleContext &context, const ImageJudge &judge)
{
    const bool isRemoved = isAppcRemoved(context.version);
    Finding finding = makeFinding(ImageAppcUnsupported, place,
        place.key() == "appc" ? place.keyRange() : place.range(),
        isRemoved
            ? u"appc was removed in Marathon 1.9; the container starts without its image."_s
            : u"appc was removed in Marathon 1.9; this image stops working with the upgrade."_s);
    if (!isRemoved)
        finding.severity = Severity::Info;
    finding.fixes = appcFixes(place, judge);
    return finding;
}

} // namespace

RuleReport checkImages(const RuleContext &context)
{
    RuleReport report;
    const ImageJudge judge(context);
    for (const ImageCase &image : imageCases(context)) {
        if (image.tag.tagClass == TagClass::Templated)
            report.unjudged.push_back(image.node.range().begin);
        if (const std::optional<ImageVerdict> verdict = judge.verdict(image))
            report.findings.push_back(imageFinding(*verdict, image, judge));
        for (Finding &finding : runtimeFindings(image, context))
            report.findings.push_back(std::move(finding));
    }
    for (const JsonNode place : appcPlaces(context))
        report.findings.push_back(appcFinding(place, context, judge));
    return report;
}

} // namespace Pinion
