// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/sameness.h"

#include "json/jsonformat.h"
#include "json/jsonstring.h"

#include <algorithm>
#include <cmath>

namespace Pinion {

namespace {

/// A number's spelling that all its spellings share.
QByteArray numberKey(JsonNode number)
{
    if (const std::optional<qint64> integer = number.toInteger())
        return QByteArray::number(*integer);
    const QByteArrayView literal = number.literal();
    const bool isDigits = std::none_of(
        literal.begin(), literal.end(), [](char c) { return c == '.' || c == 'e' || c == 'E'; });
    const double value = number.toDouble().value_or(0);
    // Beyond what 64 bits and doubles hold, the digits themselves are the value.
    if (isDigits || std::isinf(value))
        return literal.toByteArray();
    return QByteArray::number(value, 'g', 17);
}

bool isSameObject(JsonNode a, JsonNode b, int depth)
{
    const auto left = sortedMembers(a);
    const auto right = sortedMembers(b);
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
        [depth](const auto &one, const auto &other) {
            return one.first == other.first && isSameValue(one.second, other.second, depth + 1);
        });
}

bool isSameArray(JsonNode a, JsonNode b, int depth)
{
    if (a.childCount() != b.childCount())
        return false;
    JsonNode other = b.firstChild();
    for (const JsonNode element : a.children()) {
        if (!isSameValue(element, other, depth + 1))
            return false;
        other = other.nextSibling();
    }
    return true;
}

} // namespace

std::vector<std::pair<QByteArray, JsonNode>> sortedMembers(JsonNode object)
{
    std::vector<std::pair<QByteArray, JsonNode>> members;
    members.reserve(size_t(object.childCount()));
    for (const JsonNode child : object.children())
        members.emplace_back(child.key(), child);
    const auto byKey = [](const auto &a, const auto &b) { return a.first < b.first; };
    std::stable_sort(members.begin(), members.end(), byKey);
    const auto isRepeated = [](const auto &a, const auto &b) { return a.first == b.first; };
    const auto last = std::unique(members.rbegin(), members.rend(), isRepeated);
    members.erase(members.begin(), last.base());
    return members;
}

bool isSameNumber(JsonNode a, JsonNode b)
{
    return a.literal() == b.literal() || numberKey(a) == numberKey(b);
}

bool isSameValue(JsonNode a, JsonNode b, int depth)
{
    if (a.type() != b.type())
        return false;
    if (a.literal() == b.literal())
        return true;
    if (depth > DeepestComparison)
        return compact(a) == compact(b);
    switch (a.type()) {
    case JsonType::Number:
        return isSameNumber(a, b);
    case JsonType::String:
        return a.toUtf8() == b.toUtf8();
    case JsonType::Array:
        return isSameArray(a, b, depth);
    case JsonType::Object:
        return isSameObject(a, b, depth);
    case JsonType::Null:
        return true;
    case JsonType::Boolean:
    case JsonType::Invalid:
        break;
    }
    return false;
}

QByteArray contentKey(JsonNode value, int depth)
{
    if (depth > DeepestComparison)
        return compact(value);
    if (value.isNumber())
        return numberKey(value);
    if (value.isString())
        return encodeString(QByteArrayView(value.toUtf8().value_or(QByteArray())));
    if (!value.isContainer())
        return value.literal().toByteArray();
    QByteArray key(1, value.isObject() ? '{' : '[');
    if (value.isObject()) {
        for (const auto &[name, member] : sortedMembers(value))
            key += encodeString(QByteArrayView(name)) + ':' + contentKey(member, depth + 1) + ',';
    } else {
        for (const JsonNode element : value.children())
            key += contentKey(element, depth + 1) + ',';
    }
    return key + (value.isObject() ? '}' : ']');
}

} // namespace Pinion
