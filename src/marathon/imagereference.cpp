// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/imagereference.h"

#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// The grammar of github.com/distribution/reference, written as loops: references are read for every
// image of a document on each key stroke.

constexpr qsizetype MaxTagLength = 128;
constexpr qsizetype MaxPathLength = 255;
constexpr qsizetype ImageIdLength = 64;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLower(QChar c)
{
    return c >= u'a' && c <= u'z';
}

bool isUpper(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

bool isAlphanumeric(QChar c)
{
    return isDigit(c) || isLower(c) || isUpper(c);
}

bool isLowerHex(QStringView text)
{
    return std::all_of(
        text.begin(), text.end(), [](QChar c) { return isDigit(c) || (c >= u'a' && c <= u'f'); });
}

bool hasUpper(QStringView text)
{
    return std::any_of(text.begin(), text.end(), isUpper);
}

/// Lower-case letters and digits, joined by one dot, one or two underscores or any number of
/// dashes.
bool isPathComponent(QStringView part)
{
    qsizetype i = 0;
    while (true) {
        const qsizetype begin = i;
        while (i < part.size() && (isLower(part[i]) || isDigit(part[i])))
            ++i;
        if (i == begin)
            return false;
        if (i == part.size())
            return true;
        if (part[i] == u'-') {
            while (i < part.size() && part[i] == u'-')
                ++i;
        } else if (part[i] == u'.') {
            ++i;
        } else if (part[i] == u'_') {
            i += part.sliced(i).startsWith(u"__") ? 2 : 1;
        } else {
            return false;
        }
    }
}

bool isHostLabel(QStringView label)
{
    return !label.isEmpty() && isAlphanumeric(label.front()) && isAlphanumeric(label.back())
        && std::all_of(
            label.begin(), label.end(), [](QChar c) { return isAlphanumeric(c) || c == u'-'; });
}

bool isAddress(QStringView host)
{
    if (!host.startsWith(u'[') || !host.endsWith(u']') || host.size() < 3)
        return false;
    const QStringView inner = host.sliced(1, host.size() - 2);
    return std::all_of(inner.begin(), inner.end(), [](QChar c) {
        return isDigit(c) || c == u':' || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
}

bool isHost(QStringView host)
{
    if (host.startsWith(u'['))
        return isAddress(host);
    const auto labels = host.split(u'.');
    return std::all_of(labels.begin(), labels.end(), isHostLabel);
}

bool isDomain(QStringView domain)
{
    const qsizetype colon = domain.lastIndexOf(u':');
    if (colon <= domain.lastIndexOf(u']'))
        return isHost(domain);
    const QStringView port = domain.sliced(colon + 1);
    return !port.isEmpty() && std::all_of(port.begin(), port.end(), isDigit)
        && isHost(domain.first(colon));
}

/// True if the part before the first slash names a registry. The rule about upper case is newer
/// than the others: Docker Hub has no upper-case names, so such a word can only be a host.
bool looksLikeDomain(QStringView part)
{
    return part == u"localhost" || part.contains(u'.') || part.contains(u':') || hasUpper(part);
}

QString quoted(QStringView text)
{
    constexpr qsizetype longest = 80;
    return u'"' + (text.size() > longest ? text.first(longest).toString() + u'…' : text.toString())
        + u'"';
}

QString tagProblem(QStringView tag)
{
    if (tag.isEmpty())
        return u"the tag after the colon is empty"_s;
    if (tag.size() > MaxTagLength)
        return u"the tag is longer than 128 characters"_s;
    if (tag.front() == u'.' || tag.front() == u'-')
        return u"the tag "_s + quoted(tag) + u" starts with a dot or a dash"_s;
    const bool isGood = std::all_of(tag.begin(), tag.end(),
        [](QChar c) { return isAlphanumeric(c) || c == u'_' || c == u'.' || c == u'-'; });
    return isGood ? QString()
                  : u"the tag "_s + quoted(tag)
            + u" may only have letters, digits, dots, dashes and underscores"_s;
}

QString digestProblem(QStringView digest)
{
    const qsizetype colon = digest.indexOf(u':');
    if (colon < 0)
        return u"what follows the @ is not a digest such as sha256:…"_s;
    const QStringView algorithm = digest.first(colon);
    const QStringView hex = digest.sliced(colon + 1);
    const qsizetype length = algorithm == u"sha256" ? 64
        : algorithm == u"sha384"                    ? 96
        : algorithm == u"sha512"                    ? 128
                                                    : 0;
    if (length == 0)
        return u"the digest algorithm "_s + quoted(algorithm) + u" is not known"_s;
    if (hex.size() != length)
        return u"a %1 digest has %2 digits, not %3"_s.arg(algorithm).arg(length).arg(hex.size());
    return isLowerHex(hex) ? QString() : u"the digest may only have the digits 0-9 and a-f"_s;
}

QString pathProblem(QStringView path)
{
    if (hasUpper(path))
        return u"the repository name "_s + quoted(path) + u" has upper-case letters"_s;
    for (const QStringView part : QStringTokenizer(path, u'/')) {
        if (part.isEmpty())
            return u"a part of the repository name is empty"_s;
        if (!isPathComponent(part))
            return quoted(part) + u" is not a valid part of a repository name"_s;
    }
    return {};
}

QString wholeProblem(QStringView text)
{
    if (text.isEmpty())
        return u"it is empty"_s;
    if (std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); }))
        return u"it contains blanks"_s;
    if (text.contains(u"://"))
        return u"it starts with a URL scheme"_s;
    if (text.size() == ImageIdLength && isLowerHex(text))
        return u"64 hexadecimal digits are an image ID, not a name"_s;
    return {};
}

/// The parts of a reference, or the clause that says why there are none.
struct Parts
{
    ImageReference reference;
    QString problem;
};

/// Splits the written name at its first slash and spells out what short names leave out.
void splitName(QStringView name, Parts &parts)
{
    const qsizetype slash = name.indexOf(u'/');
    const bool hasDomain = slash >= 0 && looksLikeDomain(name.first(slash));
    const QStringView domain = hasDomain ? name.first(slash) : QStringView(u"docker.io");
    const QStringView path = hasDomain ? name.sliced(slash + 1) : name;
    if (name.isEmpty() || path.isEmpty()) {
        parts.problem = u"it has no repository name"_s;
        return;
    }
    if (!isDomain(domain)) {
        parts.problem = quoted(domain) + u" is not a valid registry host"_s;
        return;
    }
    ImageReference &reference = parts.reference;
    reference.written = name.toString();
    reference.domain = domain == u"index.docker.io" ? u"docker.io"_s : domain.toString();
    const bool isShort = reference.domain == u"docker.io" && !path.contains(u'/');
    reference.path = isShort ? QString(u"library/" + path) : path.toString();
    parts.problem = reference.path.size() > MaxPathLength
        ? u"the repository name is longer than 255 characters"_s
        : pathProblem(path);
}

Parts split(QStringView text)
{
    Parts parts;
    parts.problem = wholeProblem(text);
    if (!parts.problem.isEmpty())
        return parts;

    const qsizetype at = text.indexOf(u'@');
    const QStringView left = at < 0 ? text : text.first(at);
    const qsizetype colon = left.indexOf(u':', left.lastIndexOf(u'/') + 1);
    splitName(colon < 0 ? left : left.first(colon), parts);
    if (parts.problem.isEmpty() && colon >= 0) {
        parts.problem = tagProblem(left.sliced(colon + 1));
        parts.reference.tag = left.sliced(colon + 1).toString();
    }
    if (parts.problem.isEmpty() && at >= 0) {
        parts.problem = digestProblem(text.sliced(at + 1));
        parts.reference.digest = text.sliced(at + 1).toString();
    }
    return parts;
}

} // namespace

Result<ImageReference> ImageReference::parse(const QString &text)
{
    Parts parts = split(text);
    if (!parts.problem.isEmpty()) {
        return fail(ErrorKind::Invalid,
            u"The image "_s + quoted(text) + u" is not valid: "_s + parts.problem + u'.');
    }
    return parts.reference;
}

QString ImageReference::problem(const QString &text)
{
    return split(text).problem;
}

QString ImageReference::effectiveTag() const
{
    return tag.isEmpty() && digest.isEmpty() ? u"latest"_s : tag;
}

QString ImageReference::withTag(const QString &newTag, const QString &newDigest) const
{
    QString text = written;
    if (!newTag.isEmpty())
        text += u':' + newTag;
    if (!newDigest.isEmpty())
        text += u'@' + newDigest;
    return text;
}

QString ImageReference::familiarName() const
{
    if (domain != u"docker.io")
        return repository();
    const QStringView rest = QStringView(path).sliced(path.startsWith(u"library/") ? 8 : 0);
    return rest.contains(u'/') ? path : rest.toString();
}

} // namespace Pinion
