// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/canonicalparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

CanonicalJson number(JsonNode node)
{
    if (const std::optional<qint64> integer = node.toInteger())
        return *integer;
    return node.toDouble().value_or(0);
}

} // namespace

CanonicalJson plainValue(JsonNode node)
{
    switch (node.type()) {
    case JsonType::Boolean:
        return node.toBool().value_or(false);
    case JsonType::Number:
        return number(node);
    case JsonType::String:
        return node.toUtf8().value_or(QByteArray()).toStdString();
    case JsonType::Array: {
        CanonicalJson array = CanonicalJson::array();
        for (const JsonNode element : node.children())
            array.push_back(plainValue(element));
        return array;
    }
    case JsonType::Object: {
        CanonicalJson object = CanonicalJson::object();
        for (const JsonNode member : node.children())
            object[member.key().toStdString()] = plainValue(member);
        return object;
    }
    case JsonType::Null:
    case JsonType::Invalid:
        break;
    }
    return nullptr;
}

CanonicalJson valueOr(JsonNode node, CanonicalJson otherwise)
{
    return node.isAbsent() ? std::move(otherwise) : plainValue(node);
}

CanonicalJson wordOr(
    JsonNode node, std::initializer_list<const char *> words, const char *otherwise)
{
    if (node.isAbsent())
        return otherwise;
    const auto word = std::find_if(words.begin(), words.end(),
        [node](const char *known) { return isWord(node, QLatin1StringView(known)); });
    return word == words.end() ? plainValue(node) : CanonicalJson(*word);
}

void copyPresent(CanonicalJson &target, JsonNode source, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        if (const JsonNode value = source[key]; !value.isAbsent())
            target[key] = plainValue(value);
    }
}

CanonicalJson setOf(CanonicalJson array)
{
    CanonicalJson distinct = CanonicalJson::array();
    for (CanonicalJson &element : array) {
        if (std::find(distinct.begin(), distinct.end(), element) == distinct.end())
            distinct.push_back(std::move(element));
    }
    return distinct;
}

CanonicalJson text(const QString &value)
{
    return value.toStdString();
}

} // namespace Pinion
