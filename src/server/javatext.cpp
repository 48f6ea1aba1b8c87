// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/javatext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLower(QChar c)
{
    return (c >= u'a' && c <= u'z') || isDigit(c);
}

bool isAlphanumeric(QChar c)
{
    return isLower(c) || (c >= u'A' && c <= u'Z');
}

template <typename Edge, typename Inner> bool isBetween(QStringView text, Edge edge, Inner inner)
{
    return !text.isEmpty() && edge(text.front()) && edge(text.back())
        && std::all_of(text.begin(), text.end(), inner);
}

/// True where Java's and PCRE's ideas of a pattern may part, so that PCRE's refusal proves nothing.
bool isBeyondPcre(QStringView text)
{
    constexpr std::array<QStringView, 8> Differing{
        u"\\u", u"\\p", u"\\P", u"\\N", u"(?", u"[:", u"[.", u"[="};
    const auto occurs = [text](QStringView mark) { return text.contains(mark); };
    if (std::any_of(Differing.begin(), Differing.end(), occurs))
        return true;
    qsizetype digits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        digits = isDigit(text[i]) ? digits + 1 : 0;
        const bool isReference = digits == 1 && i > 0 && text[i - 1] == u'\\';
        if (isReference || digits > 4)
            return true;
    }
    return false;
}

} // namespace

bool isJavaPattern(const QString &text)
{
    constexpr QStringView Special = u"[](){}*+?\\";
    const auto isSpecial = [Special](QChar c) { return Special.contains(c); };
    if (std::none_of(text.begin(), text.end(), isSpecial))
        return true;
    return isBeyondPcre(text) || QRegularExpression(text).isValid();
}

bool isOptionLabel(QStringView text)
{
    return isBetween(text, isLower, [](QChar c) { return isLower(c) || c == u'-'; });
}

bool isOptionKey(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0 || !isOptionLabel(text.first(slash)))
        return false;
    return isBetween(text.sliced(slash + 1), isAlphanumeric, [](QChar c) {
        return isAlphanumeric(c) || c == u'-' || c == u'.' || c == u'_' || c == u':';
    });
}

bool isPathSegment(QStringView text)
{
    if (text == u"." || text == u"..")
        return true;
    for (const QStringView label : QStringTokenizer(text, u'.')) {
        if (!isOptionLabel(label))
            return false;
    }
    return true;
}

QString indexed(QStringView path, qsizetype index)
{
    return path + u'(' + QString::number(index) + u')';
}

} // namespace Pinion
