// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/tagdate.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype DigitsOfSeconds = 14;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (isDigit(c))
            digits += c;
    }
    return digits.leftJustified(DigitsOfSeconds, u'0');
}

// Most tags hold no date, and these looks cost a small part of what an expression does: thousands
// of tags are read at once.

bool mayHoldDay(const QString &tag)
{
    constexpr auto LeastDigits = 8;
    return tag.size() >= LeastDigits && tag.contains("20"_L1)
        && std::count_if(tag.begin(), tag.end(), isDigit) >= LeastDigits;
}

bool mayBeUnixTime(const QString &tag)
{
    return (tag.size() == 10 || tag.size() == 13) && tag.startsWith(u'1');
}

QString without(QString text, const QRegularExpressionMatch &match)
{
    return text.remove(match.capturedStart(), match.capturedLength());
}

} // namespace

std::optional<TagDate> TagDate::unixTime(const QString &tag)
{
    static const QRegularExpression epoch(u"\\A(1[0-9]{9})(?:[0-9]{3})?\\z"_s);
    if (!mayBeUnixTime(tag))
        return {};
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
    if (!mayHoldDay(tag))
        return unixTime(tag);
    if (const auto match = time.match(tag); match.hasMatch())
        return TagDate{digitsOf(match.captured(0)), {}, true, without(tag, match)};
    return unixTime(tag);
}

std::optional<TagDate> TagDate::find(const QString &tag)
{
    if (auto time = findTime(tag))
        return time;
    if (!mayHoldDay(tag))
        return {};
    static const QRegularExpression day(
        u"(?<![0-9.])(20[0-9]{2}(-?)(?:0[1-9]|1[0-2])\\2(?:0[1-9]|[12][0-9]|3[01]))"
        "(?:[.\\-_]([0-9]{1,3}))?(?![0-9])"_s);
    const auto match = day.match(tag);
    if (!match.hasMatch())
        return {};
    return TagDate{digitsOf(match.captured(1)), match.captured(3), false, without(tag, match)};
}

} // namespace Pinion
