// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagversion.h"

#include "marathon/tagdate.h"
#include "marathon/tagwords.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Stage = TagVersion::Stage;

struct StageName
{
    QLatin1StringView word;
    Stage stage;
};

constexpr std::array StageNames = {
    StageName{"snapshot"_L1, Stage::Snapshot},
    StageName{"devel"_L1, Stage::Snapshot},
    StageName{"dev"_L1, Stage::Snapshot},
    StageName{"nightly"_L1, Stage::Snapshot},
    StageName{"canary"_L1, Stage::Snapshot},
    StageName{"unstable"_L1, Stage::Snapshot},
    StageName{"alpha"_L1, Stage::Alpha},
    StageName{"a"_L1, Stage::Alpha},
    StageName{"beta"_L1, Stage::Beta},
    StageName{"b"_L1, Stage::Beta},
    StageName{"milestone"_L1, Stage::Milestone},
    StageName{"m"_L1, Stage::Milestone},
    StageName{"preview"_L1, Stage::Milestone},
    StageName{"pre"_L1, Stage::Milestone},
    StageName{"eap"_L1, Stage::Milestone},
    StageName{"ea"_L1, Stage::Milestone},
    StageName{"tp"_L1, Stage::Milestone},
    StageName{"rc"_L1, Stage::Candidate},
    StageName{"cr"_L1, Stage::Candidate},
    StageName{"c"_L1, Stage::Candidate},
    StageName{"ga"_L1, Stage::Release},
    StageName{"final"_L1, Stage::Release},
    StageName{"release"_L1, Stage::Release},
    StageName{"post"_L1, Stage::Patch},
    StageName{"patch"_L1, Stage::Patch},
    StageName{"sp"_L1, Stage::Patch},
    StageName{"hotfix"_L1, Stage::Patch},
    StageName{"p"_L1, Stage::Patch},
};

Stage stageOf(QStringView word)
{
    for (const StageName &name : StageNames) {
        if (word == name.word)
            return name.stage;
    }
    return Stage::Release;
}

QStringView withoutZeros(QStringView digits)
{
    while (digits.size() > 1 && digits.front() == u'0')
        digits = digits.sliced(1);
    return digits;
}

QStringList numbersOf(QStringView dotted)
{
    QStringList numbers;
    numbers.reserve(dotted.count(u'.') + 1);
    for (const QStringView part : QStringTokenizer(dotted, u'.', Qt::SkipEmptyParts))
        numbers.append(withoutZeros(part).toString());
    return numbers;
}

/// Cuts the match of `group` 0 out of `rest`.
void cut(QString &rest, const QRegularExpressionMatch &match)
{
    rest.remove(match.capturedStart(), match.capturedLength());
}

void takeDistance(TagVersion &version, QString &rest)
{
    if (!rest.contains("-g"_L1))
        return;
    static const QRegularExpression described(u"-([0-9]+)-g[0-9a-f]{7,40}(?![0-9a-z])"_s);
    if (const auto match = described.match(rest); match.hasMatch()) {
        version.distance = match.captured(1);
        cut(rest, match);
    }
}

void takeStage(TagVersion &version, QString &rest)
{
    // Single letters say something only in front of a number: 3.13.0a4.
    static const QRegularExpression stage(
        u"\\A[-._+]?(snapshot|devel|dev|nightly|canary|unstable|alpha|beta|milestone|preview|pre"
        "|eap|ea|tp|rc|cr|ga|final|release|hotfix|patch|post|sp|[abmcp](?=[0-9]))"
        "[-._]?([0-9]+(?:\\.[0-9]+)*)?(?=\\z|[-._+])"_s);
    if (const auto match = stage.match(rest); match.hasMatch()) {
        version.stageWord = match.captured(1);
        version.stage = stageOf(version.stageWord);
        version.stageNumbers = numbersOf(match.captured(2));
        cut(rest, match);
    }
}

void takeRevision(TagVersion &version, QString &rest)
{
    static const QRegularExpression revision(
        u"[-._](?:r|rev|build|b|ls)\\.?([0-9]+)(?=\\z|[-._])|\\A-([0-9]+)(?=\\z|-)"_s);
    if (const auto match = revision.match(rest); match.hasMatch()) {
        version.revision = match.captured(match.lastCapturedIndex());
        cut(rest, match);
    }
}

/// Where dotted numbers stand in a tag, in UTF-16 units.
struct NumbersPlace
{
    qsizetype prefixEnd = 0; ///< of the words in front, with their separators
    qsizetype begin = 0; ///< behind a "v"
    qsizetype end = 0;
};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    return c >= u'a' && c <= u'z';
}

/// Behind the word and its separator that begin at `at`; `at` itself if none does.
qsizetype skipWord(QStringView text, qsizetype at)
{
    qsizetype end = at;
    if (end == text.size() || !isLetter(text[end]))
        return at;
    while (end < text.size() && (isLetter(text[end]) || isDigit(text[end])))
        ++end;
    const bool isEnded = end < text.size() && QStringView(u"-_.").contains(text[end]);
    return isEnded ? end + 1 : at;
}

/// The first run of `fewest` to `most` dotted numbers at the start of a tag or behind words.
std::optional<NumbersPlace> findNumbers(QStringView text, int fewest, int most)
{
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype begin = at + (text[at] == u'v' ? 1 : 0);
        qsizetype end = begin;
        int count = 0;
        while (end < text.size() && isDigit(text[end])) {
            while (end < text.size() && isDigit(text[end]))
                ++end;
            ++count;
            const bool goesOn
                = end + 1 < text.size() && text[end] == u'.' && isDigit(text[end + 1]);
            if (!goesOn)
                break;
            ++end;
        }
        if (count >= fewest && count <= most)
            return NumbersPlace{at, begin, end};
        const qsizetype next = skipWord(text, at);
        if (next == at)
            break;
        at = next;
    }
    return {};
}

QString trimmedSeparators(QStringView text)
{
    const auto isSeparator
        = [](QChar c) { return c == u'-' || c == u'.' || c == u'_' || c == u'+'; };
    while (!text.isEmpty() && isSeparator(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSeparator(text.back()))
        text.chop(1);
    return text.toString();
}

} // namespace

std::optional<TagVersion> TagVersion::parse(const QString &tag)
{
    const QString text = lowerCase(tag);
    // Three numbers anywhere behind words say more than one or two further in front.
    std::optional<NumbersPlace> place = findNumbers(text, 3, 4);
    if (!place)
        place = findNumbers(text, 1, 2);
    if (!place)
        return {};
    TagVersion version;
    version.prefix = text.first(place->prefixEnd);
    version.numbers = numbersOf(QStringView(text).first(place->end).sliced(place->begin));
    QString rest = text.sliced(place->end);
    if (rest.isEmpty())
        return version;
    version.holdsDate = TagDate::find(rest).has_value();
    takeDistance(version, rest);
    takeStage(version, rest);
    takeRevision(version, rest);
    version.suffix = trimmedSeparators(rest);
    return version;
}

std::strong_ordering compareDigits(QStringView a, QStringView b)
{
    if (a.isEmpty() || b.isEmpty()) {
        const QStringView zero = u"0";
        return a.isEmpty() && b.isEmpty()
            ? std::strong_ordering::equal
            : compareDigits(a.isEmpty() ? zero : a, b.isEmpty() ? zero : b);
    }
    const QStringView left = withoutZeros(a);
    const QStringView right = withoutZeros(b);
    if (left.size() != right.size())
        return left.size() <=> right.size();
    return left.compare(right) <=> 0;
}

} // namespace Pinion
