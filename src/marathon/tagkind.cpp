// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagkind.h"

#include "base/textsearch.h"
#include "marathon/tagdate.h"
#include "marathon/tagversion.h"
#include "marathon/tagwords.h"

#include <QRegularExpression>
#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr WordSet ChannelWords(std::array{"latest"_L1, "stable"_L1, "edge"_L1, "main"_L1,
    "master"_L1, "trunk"_L1, "head"_L1, "develop"_L1, "development"_L1, "dev"_L1, "devel"_L1,
    "nightly"_L1, "canary"_L1, "unstable"_L1, "testing"_L1, "test"_L1, "staging"_L1, "stage"_L1,
    "prod"_L1, "production"_L1, "preview"_L1, "next"_L1, "beta"_L1, "alpha"_L1, "rc"_L1,
    "release"_L1, "lts"_L1, "current"_L1, "mainline"_L1, "oldstable"_L1, "rolling"_L1,
    "experimental"_L1, "snapshot"_L1, "insiders"_L1, "tip"_L1, "default"_L1, "daily"_L1,
    "weekly"_L1, "monthly"_L1, "ci"_L1, "qa"_L1, "uat"_L1, "int"_L1, "integration"_L1, "live"_L1});

/// Moving words that win over a version beside them.
constexpr WordSet MovingWords(std::array{"latest"_L1, "stable"_L1, "edge"_L1});

constexpr WordSet UnfinishedWords(
    std::array{"snapshot"_L1, "nightly"_L1, "canary"_L1, "unstable"_L1, "wip"_L1});

constexpr WordSet VariantWords(std::array{"alpine"_L1, "slim"_L1, "bookworm"_L1, "bullseye"_L1,
    "buster"_L1, "stretch"_L1, "jessie"_L1, "trixie"_L1, "sid"_L1, "forky"_L1, "jammy"_L1,
    "focal"_L1, "bionic"_L1, "xenial"_L1, "trusty"_L1, "noble"_L1, "mantic"_L1, "lunar"_L1,
    "oracular"_L1, "plucky"_L1, "fpm"_L1, "apache"_L1, "cli"_L1, "zts"_L1, "jdk"_L1, "jre"_L1,
    "windowsservercore"_L1, "nanoserver"_L1, "ltsc"_L1, "cuda"_L1, "debian"_L1, "ubuntu"_L1,
    "centos"_L1, "fedora"_L1, "rocky"_L1, "ubi"_L1, "distroless"_L1, "scratch"_L1, "debug"_L1,
    "nonroot"_L1, "musl"_L1, "glibc"_L1, "amd64"_L1, "arm64"_L1, "arm64v8"_L1, "arm32v7"_L1,
    "arm"_L1, "armv7"_L1, "i386"_L1, "ppc64le"_L1, "s390x"_L1, "riscv64"_L1, "linux"_L1,
    "windows"_L1, "cpu"_L1, "gpu"_L1});

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f');
}

bool isAllDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// Words of the letters a to f exist (facade, defaced), and so do numbers.
bool isMixedHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(), isHexDigit)
        && std::any_of(text.begin(), text.end(), isDigit)
        && !std::all_of(text.begin(), text.end(), isDigit);
}

QStringView withoutTrailingDigits(QStringView token)
{
    while (!token.isEmpty() && isDigit(token.back()))
        token.chop(1);
    return token;
}

/// A tag taken apart once for all tests.
struct TagText
{
    TagText(const QString &tag, const std::optional<TagVersion> &itsVersion)
        : written(tag)
        , text(lowerCase(tag))
        , version(itsVersion)
    {
        const QStringView all = text; // reading a QString that is not const would copy it
        qsizetype begin = 0;
        for (qsizetype i = 0; i <= all.size(); ++i) {
            if (i < all.size() && all[i] != u'-' && all[i] != u'_' && all[i] != u'.')
                continue;
            if (i > begin)
                tokens.append(all.sliced(begin, i - begin));
            begin = i + 1;
        }
    }

    template <size_t N> [[nodiscard]] bool hasToken(const WordSet<N> &words) const
    {
        return std::any_of(tokens.begin(), tokens.end(),
            [&words](QStringView token) { return words.contains(token); });
    }
    [[nodiscard]] bool hasDigit() const { return std::any_of(text.begin(), text.end(), isDigit); }
    [[nodiscard]] bool isFullVersion() const { return version && version->isFull(); }

    const QString &written;
    QString text; ///< in lower case
    const std::optional<TagVersion> &version;
    QVarLengthArray<QStringView, 8> tokens; ///< views into `text`
};

using Forecast = std::optional<TagForecast>;

bool matches(const QRegularExpression &pattern, const QString &text)
{
    return pattern.match(text).hasMatch();
}

/// `hint` must be in a text for the pattern to fit; looking for it costs far less.
bool matchesHolding(QStringView hint, const QRegularExpression &pattern, const QString &text)
{
    return holds(text, hint) && matches(pattern, text);
}

/// The same for a pattern whose matches begin with one of the letters.
bool matchesFrom(QStringView firstLetters, const QRegularExpression &pattern, const QString &text)
{
    return !text.isEmpty() && firstLetters.contains(text.front()) && matches(pattern, text);
}

Forecast auxiliary(const TagText &tag)
{
    // cosign's signatures and attestations; caches of docker buildx
    static const QRegularExpression signature(
        u"\\Asha(?:256|512)-[0-9a-f]{64,128}(?:[-._][a-z0-9._-]+)?\\z"_s);
    static const QRegularExpression cache(u"(?:\\A|[-_.])(?:build-?)?cache(?:[-_.]|\\z)"_s);
    if (matchesHolding(u"sha", signature, tag.text) || matchesHolding(u"cache", cache, tag.text))
        return TagForecast{TagKind::Auxiliary, 0};
    return {};
}

Forecast commit(const TagText &tag)
{
    static const QRegularExpression named(u"\\A(?:sha|git|commit|rev)[-_.][0-9a-f]{7,40}\\z"_s);
    static const QRegularExpression described(u"\\Av?[0-9][0-9a-z.-]*-[0-9]+-g[0-9a-f]{7,40}"_s);
    const qsizetype size = tag.written.size();
    if ((size == 64 && isMixedHex(tag.written)) || matchesFrom(u"sgcr", named, tag.text))
        return TagForecast{TagKind::Unique, 97};
    if (looksLikeHex(tag.written) && (isMixedHex(tag.written) || size >= 32))
        return TagForecast{TagKind::Unique, 95};
    if (tag.text.endsWith(u"-dirty") || holds(tag.text, u".dirty"))
        return TagForecast{TagKind::Snapshot, 30};
    if (matchesHolding(u"-g", described, tag.text))
        return TagForecast{TagKind::Unique, 96};
    for (const QStringView token : tag.tokens) {
        const QStringView hex = token.sliced(token.startsWith(u'g') ? 1 : 0);
        if (looksLikeHex(hex) && isMixedHex(hex))
            return TagForecast{TagKind::Unique, 95};
    }
    return {};
}

Forecast time(const TagText &tag)
{
    if (TagDate::unixTime(tag.text))
        return TagForecast{TagKind::Unique, 93};
    if (TagDate::findTime(tag.text))
        return TagForecast{TagKind::Unique, 95};
    if (!tag.isFullVersion() && TagDate::find(tag.text))
        return TagForecast{TagKind::Date, 85};
    return {};
}

Forecast mergeRequest(const TagText &tag)
{
    static const QRegularExpression request(
        u"\\A(?:pr|mr|pull|merge-request|pull-request)[-_.]?[0-9]"_s);
    if (matchesFrom(u"pm", request, tag.text))
        return TagForecast{TagKind::Branch, 5};
    if (tag.hasToken(UnfinishedWords) && tag.hasDigit())
        return TagForecast{TagKind::Snapshot, 10};
    return {};
}

bool isUnnumberedSnapshot(const TagVersion &version)
{
    return version.stage == TagVersion::Stage::Snapshot && version.stageNumbers.isEmpty();
}

Forecast fullVersion(const TagText &tag)
{
    if (!tag.isFullVersion())
        return {};
    if (tag.hasToken(MovingWords))
        return TagForecast{TagKind::Channel, 5};
    if (isUnnumberedSnapshot(*tag.version))
        return TagForecast{TagKind::Snapshot, 15};
    if (tag.version->holdsDate)
        return TagForecast{TagKind::Unique, 90};
    if (!tag.version->revision.isEmpty())
        return TagForecast{TagKind::Unique, 93};
    return TagForecast{TagKind::Version, tag.version->isPrerelease() ? 90 : 85};
}

Forecast channel(const TagText &tag)
{
    static const QRegularExpression numbered(u"\\Av?[0-9]|[0-9]\\.[0-9]"_s);
    const auto isKnown = [](QStringView token) {
        return ChannelWords.contains(token) || VariantWords.contains(token)
            || withoutTrailingDigits(token).size() < token.size();
    };
    const bool isAllKnown = std::all_of(tag.tokens.begin(), tag.tokens.end(), isKnown);
    if (isAllKnown && tag.hasToken(ChannelWords) && !matches(numbered, tag.text))
        return TagForecast{TagKind::Channel, 2};
    if (tag.hasToken(MovingWords) || tag.tokens.contains(QStringView(u"nightly")))
        return TagForecast{TagKind::Channel, 5};
    return {};
}

/// "build-1234", "r7": many repositories have thousands of these and nothing else.
bool isNumberedBuild(QStringView text)
{
    static constexpr WordSet Words(
        std::array{"build"_L1, "b"_L1, "run"_L1, "ci"_L1, "job"_L1, "rev"_L1, "r"_L1});
    QStringView word = withoutTrailingDigits(text);
    const bool isNumbered = word.size() < text.size();
    if (word.endsWith(u'-') || word.endsWith(u'_') || word.endsWith(u'.'))
        word.chop(1);
    return isNumbered && Words.contains(word);
}

Forecast number(const TagText &tag)
{
    static const QRegularExpression year(u"\\A(?:19|20)[0-9]{2}\\z"_s);
    if (isAllDigits(tag.text)) {
        if (tag.text.size() <= 2)
            return TagForecast{TagKind::Floating, 10};
        if (matches(year, tag.text))
            return TagForecast{TagKind::Floating, 20};
        return TagForecast{TagKind::Number, tag.text.size() == 3 ? 50 : 85};
    }
    if (isNumberedBuild(tag.text))
        return TagForecast{TagKind::Number, 85};
    return {};
}

Forecast branch(const TagText &tag)
{
    static const QRegularExpression branches(
        u"\\A(?:feature|feat|fix|bugfix|hotfix|topic|branch|user|dependabot|renovate|wip|issue|task"
        "|chore|release|rel|ver|support)[-_.]"_s);
    if (matchesFrom(u"fbhtudrwicvs", branches, tag.text))
        return TagForecast{TagKind::Branch, 5};
    return {};
}

Forecast partialVersion(const TagText &tag)
{
    static const QRegularExpression line(u"\\Av?[0-9]+(?:\\.[0-9]+)?\\.x"_s);
    if (matchesHolding(u".x", line, tag.text))
        return TagForecast{TagKind::Floating, 5};
    if (!tag.version)
        return {};
    const TagVersion &version = *tag.version;
    if (isUnnumberedSnapshot(version))
        return TagForecast{TagKind::Snapshot, 15};
    if (version.isPrerelease() && !version.stageNumbers.isEmpty())
        return TagForecast{TagKind::Version, 75};
    if (!version.revision.isEmpty())
        return TagForecast{TagKind::Version, 70};
    return TagForecast{TagKind::Floating, 8};
}

Forecast codename(const TagText &tag)
{
    const auto isVariant = [](QStringView token) {
        return VariantWords.contains(token) || VariantWords.contains(withoutTrailingDigits(token));
    };
    const bool isAllVariants = std::all_of(tag.tokens.begin(), tag.tokens.end(),
        [&](QStringView token) { return isVariant(token) || isAllDigits(token); });
    if (isAllVariants && std::any_of(tag.tokens.begin(), tag.tokens.end(), isVariant))
        return TagForecast{TagKind::Codename, 5};
    return {};
}

/// The first that knows an answer decides: what is rare and certain comes before what is usual.
constexpr std::array Tests = {auxiliary, commit, time, mergeRequest, fullVersion, channel, number,
    branch, partialVersion, codename};

} // namespace

TagForecast forecastTag(const QString &tag)
{
    return forecastTag(tag, TagVersion::parse(tag));
}

TagForecast forecastTag(const QString &tag, const std::optional<TagVersion> &version)
{
    const TagText text(tag, version);
    for (const auto test : Tests) {
        if (const Forecast forecast = test(text))
            return *forecast;
    }
    return {TagKind::Other, 30};
}

QString kindName(TagKind kind)
{
    switch (kind) {
    case TagKind::Unique:
        return u"unique"_s;
    case TagKind::Version:
        return u"version"_s;
    case TagKind::Date:
        return u"date"_s;
    case TagKind::Number:
        return u"number"_s;
    case TagKind::Snapshot:
        return u"snapshot"_s;
    case TagKind::Floating:
        return u"floating"_s;
    case TagKind::Channel:
        return u"channel"_s;
    case TagKind::Codename:
        return u"codename"_s;
    case TagKind::Branch:
        return u"branch"_s;
    case TagKind::Other:
        return u"other"_s;
    case TagKind::Auxiliary:
        return u"auxiliary"_s;
    }
    Q_UNREACHABLE();
}

bool isFixedKind(TagKind kind)
{
    return kind == TagKind::Unique || kind == TagKind::Version || kind == TagKind::Date
        || kind == TagKind::Number;
}

bool looksLikeHex(QStringView text)
{
    return text.size() >= 7 && text.size() <= 40
        && std::all_of(text.begin(), text.end(), isHexDigit);
}

} // namespace Pinion
