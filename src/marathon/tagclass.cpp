// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagclass.h"

#include "marathon/definition.h"
#include "marathon/pathglob.h"
#include "marathon/tagwords.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// Words are compared with the tokens of a tag in lower case, split at dash, underscore, dot and
// plus.

/// Move whatever stands beside them.
constexpr WordSet StrongWords(std::array{"latest"_L1, "nightly"_L1, "snapshot"_L1, "edge"_L1,
    "rolling"_L1, "canary"_L1, "daily"_L1, "weekly"_L1});

/// Move unless a version or a build number stands beside them.
constexpr WordSet WeakWords(std::array{"dev"_L1, "develop"_L1, "development"_L1, "master"_L1,
    "main"_L1, "mainline"_L1, "trunk"_L1, "head"_L1, "unstable"_L1, "stable"_L1, "current"_L1,
    "release"_L1, "lts"_L1, "prod"_L1, "production"_L1, "live"_L1, "staging"_L1, "stage"_L1,
    "qa"_L1, "uat"_L1, "test"_L1, "testing"_L1, "integration"_L1, "beta"_L1, "alpha"_L1, "rc"_L1,
    "preview"_L1, "candidate"_L1});

constexpr WordSet PrereleaseWords(std::array{"alpha"_L1, "beta"_L1, "rc"_L1});

bool isSeparator(QChar c)
{
    return c == u'-' || c == u'_' || c == u'.' || c == u'+';
}

/// A tag taken apart once for all tests.
struct TagText
{
    TagText(const QString &tag, const TagPolicy &tagPolicy)
        : policy(tagPolicy)
        , text(lowerCase(tag))
    {
        const QStringView all = text; // reading a QString that is not const would copy it
        qsizetype begin = 0;
        for (qsizetype i = 0; i <= all.size(); ++i) {
            if (i < all.size() && !isSeparator(all[i]))
                continue;
            if (i > begin)
                tokens.append(all.sliced(begin, i - begin));
            begin = i + 1;
        }
    }

    [[nodiscard]] bool isExcepted(QStringView token) const
    {
        return policy.notChannelWords.contains(token, Qt::CaseInsensitive);
    }
    [[nodiscard]] bool isStrong(QStringView token) const
    {
        return (StrongWords.contains(token)
                   || policy.extraChannelWords.contains(token, Qt::CaseInsensitive))
            && !isExcepted(token);
    }
    [[nodiscard]] bool isWeak(QStringView token) const
    {
        return WeakWords.contains(token) && !isExcepted(token);
    }
    template <typename Predicate> [[nodiscard]] bool anyToken(Predicate predicate) const
    {
        return std::any_of(tokens.begin(), tokens.end(), predicate);
    }

    const TagPolicy &policy;
    QString text;
    QList<QStringView> tokens; ///< views into `text`
};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexLetter(QChar c)
{
    return c >= u'a' && c <= u'f';
}

bool isInteger(QStringView token)
{
    return !token.isEmpty() && std::all_of(token.begin(), token.end(), isDigit);
}

bool hasDigit(QStringView token)
{
    return std::any_of(token.begin(), token.end(), isDigit);
}

bool isCommitId(QStringView token)
{
    const bool hasSha = token.startsWith(u"sha");
    const bool hasG = token.startsWith(u'g'); // as git describe writes it
    const QStringView hex = token.sliced(hasSha ? 3 : hasG ? 1 : 0);
    if (hex.size() < 7 || hex.size() > 40)
        return false;
    const bool isHex
        = std::all_of(hex.begin(), hex.end(), [](QChar c) { return isDigit(c) || isHexLetter(c); });
    const bool hasLetter = hasSha || hasG || std::any_of(hex.begin(), hex.end(), isHexLetter);
    return isHex && hasLetter && hasDigit(hex);
}

bool hasDate(const QString &text)
{
    static const QRegularExpression date(
        u"(?<![0-9])(?:199|20[0-9])[0-9]-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12][0-9]|3[01])"_s);
    return date.match(text).hasMatch();
}

bool isYear(QStringView text)
{
    return text.size() == 4 && isInteger(text) && text >= u"1990" && text <= u"2099";
}

/// How many numbers joined by dots the tag starts with, behind an optional "v".
int leadingNumbers(QStringView text)
{
    if (text.startsWith(u'v'))
        text = text.sliced(1);
    int count = 0;
    while (!text.isEmpty() && isDigit(text.front())) {
        ++count;
        while (!text.isEmpty() && isDigit(text.front()))
            text = text.sliced(1);
        if (!text.startsWith(u'.'))
            break;
        text = text.sliced(1);
    }
    return count;
}

bool isFullVersion(const TagText &tag)
{
    return leadingNumbers(tag.text) > std::clamp(tag.policy.floatingComponents, 1, 2);
}

/// Test f: each channel word inside a full version is numbered, or names a pre-release.
bool isNumberedPrerelease(const TagText &tag)
{
    for (qsizetype i = 0; i < tag.tokens.size(); ++i) {
        const QStringView token = tag.tokens[i];
        if (!tag.isWeak(token) || PrereleaseWords.contains(token))
            continue;
        if (i + 1 == tag.tokens.size() || !isInteger(tag.tokens[i + 1]))
            return false;
    }
    return true;
}

/// As Java numbers its updates: 8u242.
bool isJavaUpdate(QStringView token)
{
    const qsizetype u = token.indexOf(u'u');
    return u > 0 && isInteger(token.first(u)) && isInteger(token.sliced(u + 1));
}

bool isBuildNumber(const TagText &tag)
{
    if (tag.policy.integerTagsAreBuilds && isInteger(tag.text))
        return true;
    return tag.anyToken([](QStringView token) {
        return (token.size() >= 3 && isInteger(token)) || isJavaUpdate(token);
    });
}

QStringView withoutTrailingDigits(QStringView token)
{
    while (!token.isEmpty() && isDigit(token.back()))
        token.chop(1);
    return token;
}

bool isPrereleaseToken(QStringView token)
{
    const QStringView word = withoutTrailingDigits(token);
    return word.size() < token.size()
        && (PrereleaseWords.contains(word) || word == u"m" || word == u"preview");
}

bool isVersionLine(const QString &text)
{
    static const QRegularExpression line(u"^v?[0-9]{1,2}(?:\\.[0-9]+)?(?:[-_.][a-z].*)?$"_s);
    return text.endsWith(u".x") || line.match(text).hasMatch();
}

/// The tag without names of variants (distribution, runtime) and the versions right behind them.
QString withoutVariants(const TagText &tag)
{
    static const QRegularExpression variants(
        u"(?<![a-z0-9])(?:alpine|slim|buster|bullseye|bookworm|jessie|stretch|xenial|bionic|focal"
        "|jammy|noble|jre|jdk|fpm|apache|onbuild)(?:[0-9]+(?:\\.[0-9]+)*)?(?![a-z0-9])"_s);
    return QString(tag.text).remove(variants);
}

bool isVariantOnly(const TagText &tag, const QString &rest)
{
    const bool isExcepted = tag.anyToken(
        [&tag](QStringView token) { return tag.isExcepted(withoutTrailingDigits(token)); });
    return !isExcepted && rest.size() < tag.text.size()
        && std::none_of(rest.begin(), rest.end(), [](QChar c) { return c.isLetterOrNumber(); });
}

TagVerdict verdict(TagClass tagClass, char test, const QString &reason)
{
    return {.tagClass = tagClass, .test = test, .reason = reason, .invalidBecause = {}};
}

const QString &channelReason()
{
    static const QString reason = u"a branch, environment or channel name"_s;
    return reason;
}

/// Tests h to l, for tags that hold no full version, date, commit or build number.
TagVerdict classifyWords(const TagText &tag)
{
    if (tag.anyToken(isPrereleaseToken))
        return verdict(TagClass::Pinned, 'h', u"a numbered pre-release"_s);
    if (isVersionLine(tag.text))
        return verdict(TagClass::Floating, 'i', u"a version that moves with each patch release"_s);
    const QString rest = withoutVariants(tag);
    if (!hasDigit(rest) && tag.anyToken([&tag](QStringView token) { return tag.isWeak(token); }))
        return verdict(TagClass::Channel, 'j', channelReason());
    if (isVariantOnly(tag, rest))
        return verdict(TagClass::Channel, 'k', u"the name of a variant without a version"_s);
    return verdict(TagClass::Unknown, 'l', u"a name that does not tell whether it moves"_s);
}

TagVerdict invalid(const QString &because)
{
    return {.tagClass = TagClass::Invalid,
        .test = '\0',
        .reason = u"not a valid image reference"_s,
        .invalidBecause = because};
}

/// What the grammar allows but no registry or agent can serve.
QString pullProblem(const ImageReference &reference)
{
    if (reference.digest.startsWith(u"sha384:"))
        return u"registries know no sha384 digests"_s;
    const QString &domain = reference.domain;
    const qsizetype colon = domain.lastIndexOf(u':');
    const bool hasPort = colon > domain.lastIndexOf(u']');
    if (hasPort) {
        const int port = QStringView(domain).sliced(colon + 1).toInt();
        if (port < 1 || port > 65535)
            return u"the registry's port is not between 1 and 65535"_s;
    }
    // Mesos and older Dockers take such a word for a part of the repository's name.
    if (!hasPort && !domain.contains(u'.') && !domain.startsWith(u'[') && domain != u"localhost")
        return u"the repository name \""_s + domain + u"\" has upper-case letters"_s;
    return {};
}

bool isDeclaredImmutable(const ImageReference &reference, const TagPolicy &policy)
{
    const QStringList &globs = policy.immutableRepositories;
    return std::any_of(globs.begin(), globs.end(), [&reference](const QString &glob) {
        return pathGlobMatches(glob, reference.repository())
            || pathGlobMatches(glob, reference.written);
    });
}

TagVerdict classifyTemplated(const QString &image, const TagPolicy &policy)
{
    TagVerdict templated
        = verdict(TagClass::Templated, '\0', u"a placeholder that is filled in later"_s);
    // A placeholder in the tag alone changes nothing when a digest follows.
    const qsizetype at = image.lastIndexOf(u'@');
    const qsizetype colon = at < 0 ? -1 : image.indexOf(u':', image.lastIndexOf(u'/', at) + 1);
    if (colon < 0 || colon > at || policy.placeholders.areIn(QStringView(image).first(colon)))
        return templated;
    const QString pinned = image.first(colon) + image.sliced(at);
    const TagVerdict rest = classifyImage(pinned);
    return rest.tagClass == TagClass::Digest
        ? verdict(TagClass::TagAndDigest, '\0', u"a digest; the tag is a comment"_s)
        : templated;
}

} // namespace

TagVerdict classifyTag(const QString &tag, const TagPolicy &policy)
{
    const TagText text(tag, policy);
    if (text.text == u"latest")
        return verdict(TagClass::Latest, 'a', u"the tag that moves with every release"_s);
    if (hasDate(text.text) || text.anyToken(isCommitId))
        return verdict(TagClass::Pinned, 'b', u"a date or a commit"_s);
    if (text.anyToken([&text](QStringView token) { return text.isStrong(token); }))
        return verdict(TagClass::Channel, 'c', channelReason());
    if (isYear(text.text) && !policy.integerTagsAreBuilds)
        return verdict(TagClass::Floating, 'd', u"a year that moves with each release"_s);
    if (isFullVersion(text)) {
        if (!text.anyToken([&text](QStringView token) { return text.isWeak(token); }))
            return verdict(TagClass::Pinned, 'e', u"a full version"_s);
        return isNumberedPrerelease(text)
            ? verdict(TagClass::Pinned, 'f', u"a numbered pre-release"_s)
            : verdict(TagClass::Channel, 'f', u"a version that is still being built"_s);
    }
    if (isBuildNumber(text))
        return verdict(TagClass::Pinned, 'g', u"a build number"_s);
    return classifyWords(text);
}

TagVerdict classifyImage(const QString &image, const TagPolicy &policy)
{
    if (policy.placeholders.areIn(image))
        return classifyTemplated(image, policy);
    const Result<ImageReference> reference = ImageReference::parse(image);
    if (!reference)
        return invalid(ImageReference::problem(image));
    if (const QString problem = pullProblem(*reference); !problem.isEmpty())
        return invalid(problem);
    if (!reference->digest.isEmpty()) {
        return reference->tag.isEmpty()
            ? verdict(TagClass::Digest, '\0', u"a digest"_s)
            : verdict(TagClass::TagAndDigest, '\0', u"a digest; the tag is a comment"_s);
    }
    if (reference->tag.isEmpty())
        return verdict(TagClass::NoTag, '\0', u"no tag, which means latest"_s);

    TagVerdict result = classifyTag(reference->tag, policy);
    const bool canBeDeclared = result.tagClass == TagClass::Channel
        || result.tagClass == TagClass::Floating || result.tagClass == TagClass::Unknown;
    if (canBeDeclared && isDeclaredImmutable(*reference, policy)) {
        result.tagClass = TagClass::Pinned;
        result.reason = u"in a repository whose tags are declared immutable"_s;
    }
    return result;
}

QString className(TagClass tagClass)
{
    switch (tagClass) {
    case TagClass::Templated:
        return u"T"_s;
    case TagClass::Invalid:
        return u"X"_s;
    case TagClass::Digest:
        return u"D"_s;
    case TagClass::TagAndDigest:
        return u"DT"_s;
    case TagClass::NoTag:
        return u"N"_s;
    case TagClass::Latest:
        return u"L"_s;
    case TagClass::Channel:
        return u"C"_s;
    case TagClass::Floating:
        return u"F"_s;
    case TagClass::Pinned:
        return u"P"_s;
    case TagClass::Unknown:
        return u"U"_s;
    }
    Q_UNREACHABLE();
}

bool isMutable(TagClass tagClass)
{
    return tagClass == TagClass::NoTag || tagClass == TagClass::Latest
        || tagClass == TagClass::Channel || tagClass == TagClass::Floating;
}

} // namespace Pinion
