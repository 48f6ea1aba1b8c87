// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/servertext.h"

#include <QLocale>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Deeper values are cut: the stack is finite, and nobody reads such a message.
constexpr int MaxDepth = 200;
/// Objects with more members are printed as written, equal keys and all.
constexpr qsizetype MaxDistinctKeys = 1000;

QString quoted(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'"':
        case u'\\':
            result += u'\\';
            result += c;
            break;
        case u'\n':
            result += u"\\n"_s;
            break;
        case u'\r':
            result += u"\\r"_s;
            break;
        case u'\t':
            result += u"\\t"_s;
            break;
        case u'\b':
            result += u"\\b"_s;
            break;
        case u'\f':
            result += u"\\f"_s;
            break;
        default:
            if (c.unicode() < 0x20)
                result += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QLatin1Char('0'))
                              .toUpper()
                              .replace(u"\\U"_s, u"\\u"_s);
            else
                result += c;
        }
    }
    return result + u'"';
}

/// 2.0 is printed as 2 and 1.50 as 1.5; exponents are written out where that stays short.
QString number(JsonNode node)
{
    const QString literal = QString::fromUtf8(node.literal());
    if (const std::optional<qint64> whole = node.toInteger())
        return QString::number(*whole);
    if (literal.contains(u'e', Qt::CaseInsensitive)) {
        const double value = node.toDouble().value_or(0);
        const bool isPlain = std::abs(value) > 1e-10 && std::abs(value) < 1e20;
        return isPlain ? QString::number(value, 'f', QLocale::FloatingPointShortest)
                       : literal.toUpper();
    }
    if (!literal.contains(u'.'))
        return literal;
    qsizetype end = literal.size();
    while (literal[end - 1] == u'0')
        --end;
    return literal.first(literal[end - 1] == u'.' ? end - 1 : end);
}

void print(JsonNode node, QString &result, int depth);

void printMembers(JsonNode object, QString &result, int depth)
{
    const bool mayRepeat = object.childCount() <= MaxDistinctKeys;
    QStringList seen;
    for (const JsonNode child : object.children()) {
        const QString key = QString::fromUtf8(child.key());
        const JsonNode value = mayRepeat ? object.member(child.key()) : child;
        if (value != child) {
            if (seen.contains(key))
                continue;
            seen.append(key);
        } else if (seen.contains(key)) {
            continue;
        }
        if (!result.endsWith(u'{'))
            result += u',';
        result += quoted(key) + u':';
        print(value, result, depth + 1);
    }
}

void print(JsonNode node, QString &result, int depth)
{
    switch (node.type()) {
    case JsonType::Object:
        result += u'{';
        if (depth < MaxDepth)
            printMembers(node, result, depth);
        result += u'}';
        return;
    case JsonType::Array:
        result += u'[';
        for (const JsonNode child : node.children()) {
            if (depth >= MaxDepth)
                break;
            if (child.indexInParent() > 0)
                result += u',';
            print(child, result, depth + 1);
        }
        result += u']';
        return;
    case JsonType::String:
        result += quoted(node.stringOr());
        return;
    case JsonType::Number:
        result += number(node);
        return;
    default:
        result += QString::fromUtf8(node.literal());
    }
}

} // namespace

QString serverPath(JsonNode node, JsonNode body)
{
    QString path;
    for (; node && node != body; node = node.parent()) {
        if (node.hasKey())
            path.prepend(u'/' + QString::fromUtf8(node.key()));
        else if (node.parent())
            path.prepend(u'(' + QString::number(node.indexInParent()) + u')');
    }
    return path;
}

QString compactJson(JsonNode node)
{
    QString result;
    print(node, result, 0);
    return result;
}

QString javaDouble(double value)
{
    const double size = std::abs(value);
    const bool isPlain = size == 0 || (size >= 1e-3 && size < 1e7);
    if (isPlain) {
        const QString digits = QString::number(value, 'f', QLocale::FloatingPointShortest);
        return digits.contains(u'.') ? digits : digits + u".0"_s;
    }
    // Qt writes 1e+10 where Java writes 1.0E10.
    const QString text = QString::number(value, 'e', QLocale::FloatingPointShortest);
    QString mantissa = text.section(u'e', 0, 0);
    if (!mantissa.contains(u'.'))
        mantissa += u".0"_s;
    return mantissa + u'E' + QString::number(text.section(u'e', 1).toInt());
}

bool isJavaInt(const QString &text)
{
    bool isNumber = false;
    const qlonglong value = text.toLongLong(&isNumber);
    const bool isTrimmed = !text.isEmpty() && !text.front().isSpace() && !text.back().isSpace();
    return isNumber && isTrimmed && value >= std::numeric_limits<qint32>::min()
        && value <= std::numeric_limits<qint32>::max();
}

} // namespace Pinion
