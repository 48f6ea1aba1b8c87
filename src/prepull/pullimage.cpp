// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/pullimage.h"

#include "json/jsontree.h"
#include "marathon/tagclass.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isLetterOrDigit(QChar character)
{
    const char16_t c = character.unicode();
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
}

/// Nothing that a shell or an option parser could take for something else, were it ever unquoted.
bool isHarmless(const QString &text)
{
    static const QString Others = u"._:/@+-"_s;
    return !text.isEmpty() && isLetterOrDigit(text.front()) && text.size() <= LongestPulledImage
        && std::all_of(text.cbegin(), text.cend(),
            [](QChar c) { return isLetterOrDigit(c) || Others.contains(c); });
}

} // namespace

Result<ImageReference> sendableImage(const QString &text)
{
    if (!isHarmless(text))
        return fail(ErrorKind::Invalid,
            u"This is not the name of an image that can be sent to a cluster."_s,
            u"It begins with a letter or digit and holds letters, digits and . _ : / @ + - only, "
            u"at "
            "most %1 in all."_s.arg(LongestPulledImage));
    Result<ImageReference> image = ImageReference::parse(text);
    if (!image)
        return image;
    if (!image->digest.isEmpty() && !image->digest.startsWith("sha256:"_L1))
        return fail(ErrorKind::Invalid, u"The digest of %1 is not a SHA-256 one."_s.arg(text));
    return image;
}

Result<ImageReference> pullableImage(const QString &text)
{
    Result<ImageReference> image = sendableImage(text);
    if (!image)
        return image;
    const TagVerdict verdict = classifyImage(text);
    if (isMutable(verdict.tagClass))
        return fail(ErrorKind::Invalid,
            u"%1 can mean another image at any moment, so agents that pull it at different times "
            "may get different ones."_s.arg(text),
            u"Name a fixed tag, or a digest; \"pinion-cli tags %1\" lists the tags."_s.arg(
                image->familiarName()));
    return image;
}

QString uselessPullReason(const QByteArray &definition)
{
    const JsonTree tree = JsonTree::parse(definition);
    const JsonNode container = tree.root()["container"];
    if (container["type"].stringOr() != "MESOS"_L1)
        return {};
    return u"%1 runs in the Mesos containerizer, which keeps images in a store of its own. What "
           "Docker has stored on an agent does not make it start any faster."_s.arg(
               tree.root()["id"].stringOr(u"The app"_s));
}

} // namespace Pinion
