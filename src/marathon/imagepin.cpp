// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/imagepin.h"

#include "json/jsonstring.h"

using namespace Qt::StringLiterals;

namespace Pinion {

Result<QString> pinnedReference(
    const ImageReference &current, const PinTarget &target, PinMode mode, ImageRuntime runtime)
{
    const bool isByDigest = mode != PinMode::TagOnly;
    if (isByDigest && target.digest.isEmpty())
        return fail(ErrorKind::Invalid,
            u"No digest is known for %1."_s.arg(current.withTag(target.tag)),
            u"Ask the registry, or pin the tag only."_s);
    if (!isByDigest && target.tag.isEmpty())
        return fail(ErrorKind::Invalid, u"%1 has no tag to keep."_s.arg(current.written),
            u"Name a tag, or pin the digest."_s);
    const QString problem
        = runtime == ImageRuntime::Mesos ? mesosProblem(target.form, isByDigest) : QString();
    if (!problem.isEmpty())
        return fail(ErrorKind::Invalid,
            u"%1 is %2: %3."_s.arg(current.withTag(target.tag), describe(target.form), problem),
            u"Choose an image of one platform in Docker's schema 2 format, or run the app with "
            "Docker (\"type\": \"DOCKER\")."_s);
    const QString text = current.withTag(mode == PinMode::DigestOnly ? QString() : target.tag,
        isByDigest ? target.digest : QString());
    return ImageReference::parse(text).map([&text](const ImageReference &) { return text; });
}

TextEdits imageEdits(const ImagePlace &place, const QString &reference, bool turnsForcedPullOff)
{
    TextEdits edits;
    if (reference != place.reference())
        edits.push_back({place.image.range(), encodeString(reference)});
    // Written out rather than removed: the decision stays visible, and a partial update would keep
    // the server's old value of a member that is gone.
    if (turnsForcedPullOff && place.isForced())
        edits.push_back({place.forcePull.range(), "false"});
    return edits;
}

Result<TextEdits> pinEdits(const ImagePlace &place, const PinTarget &target, PinMode mode)
{
    return ImageReference::parse(place.reference())
        .and_then([&](const ImageReference &current) {
            return pinnedReference(current, target, mode, place.runtime);
        })
        .map([&place](const QString &text) { return imageEdits(place, text, true); });
}

} // namespace Pinion
