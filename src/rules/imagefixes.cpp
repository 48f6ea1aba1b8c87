// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/imagefixes.h"

#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "marathon/manifestform.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// What is kept for the answer to a question holds ranges and texts: by the time it is used, the
// tree may be gone, and with it all nodes.

TextEdit imageEdit(const ImageCase &image, const QString &text)
{
    return {image.node.range(), encodeString(text)};
}

/// Writes the switch explicitly: a file that is sent as a partial update keeps the server's old
/// value for a member that was removed.
TextEdits forcePullOff(const ImageCase &image)
{
    if (!image.isForced)
        return {};
    return {{image.forcePull.range(), "false"}};
}

TextEdits withoutForcePull(const ImageCase &image, const QString &text)
{
    TextEdits edits = forcePullOff(image);
    edits.push_back(imageEdit(image, text));
    return edits;
}

/// Null text if the answer will do.
QString whyRefused(const ImageCase &answer, const ImageJudge &judge)
{
    const TagVerdict &tag = answer.tag;
    const QString shown
        = answer.text.size() > 60 ? QString(answer.text.left(59) + u'…') : answer.text;
    if (tag.tagClass == TagClass::Invalid)
        return u"%1 cannot be pulled: %2."_s.arg(shown, tag.invalidBecause);
    if (isMutable(tag.tagClass))
        return u"%1 has %2, so it can still move."_s.arg(shown, tag.reason);
    if (answer.facts.evidence == ImageEvidence::Gone)
        return u"%1 is gone from the registry."_s.arg(shown);
    if (answer.facts.evidence == ImageEvidence::Missing)
        return u"%1 is not in the registry."_s.arg(shown);
    if (answer.facts.evidence == ImageEvidence::Moved)
        return u"%1 was overwritten in the registry."_s.arg(shown);
    return judge.isError(answer) ? u"%1 is not a fixed image."_s.arg(shown) : QString();
}

Result<QString> fixedReference(
    const ImageCase &image, const QString &answer, const ImageJudge &judge)
{
    static const QString hint
        = u"Type a full version such as 2.7.1, or a digest such as sha256:…."_s;
    if (answer.trimmed().isEmpty())
        return fail(ErrorKind::Invalid, u"No tag was given."_s, hint);
    const QString text = referenceFromAnswer(answer, image.text);
    const QString refused = whyRefused(judge.changed(image, text, false), judge);
    if (!refused.isEmpty())
        return fail(ErrorKind::Invalid, refused, hint);
    return text;
}

QString nameOf(const ImageCase &image)
{
    const Result<ImageReference> reference = ImageReference::parse(image.text);
    return reference ? reference->written : image.text;
}

Fix askForTag(const ImageCase &image, const ImageJudge &judge)
{
    const auto edits = [image, judge, range = image.node.range(), others = forcePullOff(image)](
                           const QString &answer) -> Result<TextEdits> {
        return fixedReference(image, answer, judge).map([&](const QString &text) {
            TextEdits all = others;
            all.push_back({range, encodeString(text)});
            return all;
        });
    };
    return {image.isForced ? u"Pin the image and turn off forced pull…"_s : u"Pin the image…"_s,
        false, {}, FixQuestion{u"Which tag of %1 should run?"_s.arg(nameOf(image)), {}, edits}};
}

/// The tag stays before the digest, for readers; the digest decides.
Fix askForDigest(const ImageCase &image, const ImageJudge &judge)
{
    const auto edits
        = [image, judge, range = image.node.range()](const QString &answer) -> Result<TextEdits> {
        const QString digest = answer.trimmed().section(u'@', -1);
        const Result<ImageReference> reference = ImageReference::parse(image.text);
        const QString text = reference ? reference->withTag(reference->tag, digest) : QString();
        if (judge.changed(image, text, true).tag.tagClass != TagClass::TagAndDigest)
            return fail(ErrorKind::Invalid, u"That is no digest."_s,
                u"Copy it from the registry: sha256: and 64 hexadecimal digits."_s);
        return TextEdits{{range, encodeString(text)}};
    };
    return {u"Add the digest…"_s, false, {},
        FixQuestion{u"Which digest has %1?"_s.arg(image.text), image.facts.currentDigest, edits}};
}

/// The digest that ran before somebody overwrote the tag.
std::optional<Fix> pinToRecorded(const ImageCase &image, const ImageJudge &judge)
{
    const bool isKnown
        = image.facts.evidence == ImageEvidence::Moved && !image.facts.recordedDigest.isEmpty();
    if (!isKnown)
        return {};
    const Result<ImageReference> reference = ImageReference::parse(image.text);
    if (!reference)
        return {};
    const QString text = reference->withTag({}, image.facts.recordedDigest);
    if (judge.isError(judge.changed(image, text, false)))
        return {};
    return Fix{u"Pin to the digest that ran before"_s, true, withoutForcePull(image, text), {}};
}

/// A fixed tag that means the same image today.
std::optional<Fix> useEqualTag(const ImageCase &image, const ImageJudge &judge)
{
    const bool isKnown
        = image.facts.evidence == ImageEvidence::Stable && !image.facts.equalTag.isEmpty();
    if (!isKnown)
        return {};
    const Result<ImageReference> reference = ImageReference::parse(image.text);
    if (!reference)
        return {};
    const QString text = reference->withTag(image.facts.equalTag);
    const ImageCase after = judge.changed(image, text, false);
    if (isMutable(after.tag.tagClass) || judge.isError(after))
        return {};
    return Fix{u"Use %1, the same image today"_s.arg(image.facts.equalTag), true,
        withoutForcePull(image, text), {}};
}

/// What a moving reference means today, by its digest.
std::optional<Fix> pinToCurrent(const ImageCase &image, const ImageJudge &judge)
{
    const ImageFacts &facts = image.facts;
    const bool isKnown = facts.evidence == ImageEvidence::Stable && !facts.currentDigest.isEmpty();
    const bool isPullable
        = image.runtime == ImageRuntime::Docker || mesosProblem(facts.form, true).isEmpty();
    if (!isKnown || !isPullable)
        return {};
    const Result<ImageReference> reference = ImageReference::parse(image.text);
    if (!reference || !reference->digest.isEmpty())
        return {};
    const QString text = reference->withTag(reference->tag, facts.currentDigest);
    if (judge.isError(judge.changed(image, text, false)))
        return {};
    return Fix{u"Pin the digest that it has today"_s, false, withoutForcePull(image, text), {}};
}

/// Agents keep what they have; new agents still pull the newest. Better than nothing, and no more.
std::optional<Fix> stopGap(const ImageCase &image, const ImageJudge &judge)
{
    const bool isOffered
        = image.tag.tagClass == TagClass::Channel || image.tag.tagClass == TagClass::Floating;
    ImageCase after = image;
    after.isForced = false;
    if (!isOffered || judge.isError(after))
        return {};
    return Fix{u"Only turn off forced pull (a stop-gap)"_s, false, forcePullOff(image), {}};
}

Fix turnOff(const ImageCase &image)
{
    const TagClass tagClass = image.tag.tagClass;
    const bool isSafe = tagClass == TagClass::Digest || tagClass == TagClass::TagAndDigest
        || tagClass == TagClass::Pinned;
    return {u"Turn off forced pull"_s, isSafe, forcePullOff(image), {}};
}

std::optional<Fix> strip(const ImageCase &image, const ImageJudge &judge)
{
    static const QRegularExpression scheme(u"^(?:https?|docker|oci|docker-image)://"_s);
    const QString trimmed = image.text.trimmed();
    const QString text = QString(trimmed).remove(scheme);
    const ImageCase after = judge.changed(image, text, true);
    if (after.tag.tagClass == TagClass::Invalid || judge.isError(after))
        return {};
    return Fix{text == trimmed ? u"Remove the blanks"_s : u"Remove the scheme"_s, true,
        {imageEdit(image, text)}, {}};
}

} // namespace

QString referenceFromAnswer(const QString &answer, const QString &current)
{
    static const QRegularExpression tagOnly(u"^:?([A-Za-z0-9_][A-Za-z0-9_.-]*)(@.*)?$"_s);
    const QString text = answer.trimmed();
    const Result<ImageReference> reference = ImageReference::parse(current);
    if (!reference)
        return text;
    if (text.startsWith(u"@"))
        return reference->written + text;
    if (text.startsWith(u"sha256:") || text.startsWith(u"sha512:"))
        return reference->written + u'@' + text;
    if (const auto match = tagOnly.match(text); match.hasMatch())
        return reference->written + u':' + match.captured(1) + match.captured(2);
    return text;
}

std::vector<Fix> imageFixes(std::string_view rule, const ImageCase &image, const ImageJudge &judge)
{
    std::vector<Fix> fixes;
    const auto add = [&fixes](std::optional<Fix> fix) {
        if (fix)
            fixes.push_back(*std::move(fix));
    };
    if (image.isAppc)
        return fixes;
    if (rule == ImageInvalidReference) {
        add(strip(image, judge));
    } else if (rule == ImageForcePullLeftOn) {
        add(turnOff(image));
    } else if (rule == ImageNotDigestPinned) {
        add(askForDigest(image, judge));
    } else if (rule != ImageTagUnclassified) {
        add(pinToRecorded(image, judge));
        add(useEqualTag(image, judge));
        add(askForTag(image, judge));
        add(pinToCurrent(image, judge));
    }
    if (rule == ImageForcePullMutable)
        add(stopGap(image, judge));
    return fixes;
}

std::vector<Fix> appcFixes(JsonNode place, const ImageJudge &judge)
{
    const JsonNode owner = place.parent();
    const bool isPod = place.key() == "kind";
    const JsonNode docker = owner["docker"];
    const JsonNode image = isPod ? owner["id"] : docker["image"];
    TextEdits before;
    TextRange target = image.range();
    QByteArray head;
    QByteArray tail;
    if (isPod) {
        before = {{place.range(), "\"DOCKER\""}};
    } else if (docker.isAbsent()) {
        // The new object takes the old one's place, colon and all.
        target = place.range();
        head = "{\"image\": ";
        tail = "}";
        before = {{place.keyRange(), "\"docker\""}};
        if (docker) {
            if (const Result<TextEdit> removal = removeNode(docker))
                before.push_back(*removal);
        }
    } else if (const Result<TextEdit> removal = removeNode(place)) {
        before = {*removal};
    }
    if (target.isEmpty())
        return {};
    const auto edits
        = [before, target, head, tail, judge](const QString &answer) -> Result<TextEdits> {
        return fixedReference(ImageCase{}, answer, judge).map([&](const QString &text) {
            TextEdits all = before;
            all.push_back({target, head + encodeString(text) + tail});
            return all;
        });
    };
    return {{u"Use a Docker image…"_s, false, {},
        FixQuestion{u"Which Docker image should run, with its tag?"_s, {}, edits}}};
}

} // namespace Pinion
