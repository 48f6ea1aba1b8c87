// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonstring.h"

#include <algorithm>

namespace Pinion {

namespace {

/// Four hexadecimal digits at `at`, or -1.
int hexQuad(QByteArrayView text, qsizetype at)
{
    if (at + 4 > text.size())
        return -1;
    int value = 0;
    for (qsizetype i = at; i < at + 4; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'             ? c - 'a' + 10
            : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                               : -1;
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/// Appends the character of a \u escape whose 'u' stands at `at`; answers the offset of its last
/// byte, or -1 for a damaged escape or half a surrogate pair.
qsizetype appendUnicodeEscape(QByteArray &result, QByteArrayView text, qsizetype at)
{
    const int unit = hexQuad(text, at + 1);
    if (unit < 0 || QChar::isLowSurrogate(char32_t(unit)))
        return -1;
    auto character = char32_t(unit);
    qsizetype last = at + 4;
    if (QChar::isHighSurrogate(character)) {
        const bool isFollowed = at + 6 < text.size() && text[at + 5] == '\\' && text[at + 6] == 'u';
        const int low = isFollowed ? hexQuad(text, at + 7) : -1;
        if (low < 0 || !QChar::isLowSurrogate(char32_t(low)))
            return -1;
        character = QChar::surrogateToUcs4(char16_t(unit), char16_t(low));
        last = at + 10;
    }
    result.append(QString::fromUcs4(&character, 1).toUtf8());
    return last;
}

char simpleEscape(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return c;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

qsizetype skipDigits(QByteArrayView text, qsizetype at)
{
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    return at;
}

} // namespace

std::optional<QByteArray> decodeString(QByteArrayView literal)
{
    if (literal.size() < 2 || !literal.startsWith('"') || !literal.endsWith('"'))
        return std::nullopt;
    const QByteArrayView text = literal.sliced(1, literal.size() - 2);
    if (!text.contains('\\'))
        return text.toByteArray();

    QByteArray result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qsizetype escape = text.indexOf('\\', i);
        const qsizetype plainEnd = escape < 0 ? text.size() : escape;
        result.append(text.sliced(i, plainEnd - i));
        if (escape < 0)
            break;
        i = escape + 1;
        if (i == text.size())
            return std::nullopt;
        if (text[i] == 'u') {
            i = appendUnicodeEscape(result, text, i);
            if (i < 0)
                return std::nullopt;
        } else if (const char escaped = simpleEscape(text[i])) {
            result.append(escaped);
        } else {
            return std::nullopt;
        }
    }
    return result;
}

QByteArray encodeString(QByteArrayView utf8)
{
    static constexpr char Hex[] = "0123456789abcdef";
    QByteArray result;
    result.reserve(utf8.size() + 2);
    const auto isPlain = [](char c) { return c != '"' && c != '\\' && uchar(c) >= 0x20; };
    if (std::ranges::all_of(utf8, isPlain))
        return result.append('"').append(utf8).append('"');
    result.append('"');
    for (const char c : utf8) {
        switch (c) {
        case '"':
            result.append("\\\"");
            break;
        case '\\':
            result.append("\\\\");
            break;
        case '\n':
            result.append("\\n");
            break;
        case '\r':
            result.append("\\r");
            break;
        case '\t':
            result.append("\\t");
            break;
        case '\b':
            result.append("\\b");
            break;
        case '\f':
            result.append("\\f");
            break;
        default:
            if (uchar(c) < 0x20) {
                result.append("\\u00");
                result.append(Hex[uchar(c) >> 4]);
                result.append(Hex[uchar(c) & 0xf]);
            } else {
                result.append(c);
            }
        }
    }
    result.append('"');
    return result;
}

QByteArray encodeString(const QString &text)
{
    return encodeString(QByteArrayView(text.toUtf8()));
}

bool isJsonNumber(QByteArrayView text)
{
    qsizetype at = text.startsWith('-') ? 1 : 0;
    const qsizetype integerEnd = skipDigits(text, at);
    if (integerEnd == at || (text[at] == '0' && integerEnd > at + 1))
        return false;
    at = integerEnd;
    if (at < text.size() && text[at] == '.') {
        const qsizetype end = skipDigits(text, at + 1);
        if (end == at + 1)
            return false;
        at = end;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const qsizetype end = skipDigits(text, at);
        if (end == at)
            return false;
        at = end;
    }
    return at == text.size();
}

} // namespace Pinion
