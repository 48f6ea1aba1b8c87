// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagdate.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype DigitsOfDay = 8;
constexpr qsizetype DigitsOfMinutes = 12;
constexpr qsizetype DigitsOfSeconds = 14;
constexpr qsizetype DigitsOfUnixTime = 10; // from 2001 to 2033

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c >= u'0' && c <= u'9')
            digits += c;
    }
    return digits.leftJustified(DigitsOfSeconds, u'0');
}

/// Most tags have too few digits for a date, which is told much quicker than by a pattern.
bool hasDigits(const QString &text, qsizetype least)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; })
        >= least;
}

QString without(QString text, const QRegularExpressionMatch &match)
{
    return text.remove(match.capturedStart(), match.capturedLength());
}

} // namespace

std::optional<TagDate> TagDate::unixTime(const QString &tag)
{
    if (!tag.startsWith(u'1') || tag.size() < DigitsOfUnixTime)
        return {};
    static const QRegularExpression epoch(u"\\A(1[0-9]{9})(?:[0-9]{3})?\\z"_s);
    const auto match = epoch.match(tag);
    if (!match.hasMatch())
        return {};
    const QDateTime at = QDateTime::fromSecsSinceEpoch(match.captured(1).toLongLong(), Qt::UTC);
    return TagDate{at.toString(u"yyyyMMddHHmmss"_s), {}, true, {}};
}

std::optional<TagDate> TagDate::findTime(const QString &tag)
{
    static const QRegularExpression time(
        u"(?<![0-9])20[0-9]{2}[-.]?(?:0[1-9]|1[0-2])[-.]?(?:0[1-9]|[12][0-9]|3[01])[-_.T]?"
        "(?:[01][0-9]|2[0-3])[-:.]?[0-5][0-9](?:[-:.]?[0-5][0-9])?Z?(?![0-9])"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (hasDigits(tag, DigitsOfMinutes)) {
        if (const auto match = time.match(tag); match.hasMatch())
            return TagDate{digitsOf(match.captured(0)), {}, true, without(tag, match)};
    }
    return unixTime(tag);
}

std::optional<TagDate> TagDate::find(const QString &tag)
{
    if (!hasDigits(tag, DigitsOfDay))
        return {};
    if (auto time = findTime(tag))
        return time;
    static const QRegularExpression day(
        u"(?<![0-9.])(20[0-9]{2}(-?)(?:0[1-9]|1[0-2])\\2(?:0[1-9]|[12][0-9]|3[01]))"
        "(?:[.\\-_]([0-9]{1,3}))?(?![0-9])"_s);
    const auto match = day.match(tag);
    if (!match.hasMatch())
        return {};
    return TagDate{digitsOf(match.captured(1)), match.captured(3), false, without(tag, match)};
}

} // namespace Pinion
