// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonparser.h"

#include <algorithm>
#include <cstring>

namespace Pinion {

namespace {

/// How far up a stray closing bracket looks for its partner. Bounds the work on hostile input.
constexpr int MaximumBracketSearch = 64;

} // namespace

JsonParser::JsonParser(JsonTree &tree)
    : JsonScanner(tree.m_bytes, tree.m_errors)
    , m_tree(tree)
{
    m_tree.m_nodes.reserve(size_t(m_size) / 24 + 4);
}

void JsonParser::run()
{
    if (startsWith("\xEF\xBB\xBF"))
        m_at = 3;
    skipBlanks();
    if (isAtEnd()) {
        error(SyntaxProblem::Empty, {m_at, m_at});
        return;
    }
    value({}, false);
    while (m_container >= 0)
        step();
    skipBlanks();
    if (!isAtEnd()) {
        const qsizetype begin = m_at;
        if (!skipTemplate())
            scanWord();
        error(SyntaxProblem::TrailingText, {begin, m_at});
    }
    // Some mistakes are noticed only after later ones were seen.
    std::stable_sort(m_tree.m_errors.begin(), m_tree.m_errors.end(),
        [](const SyntaxError &a, const SyntaxError &b) { return a.range < b.range; });
}

void JsonParser::noteDamage()
{
    if (m_container >= 0)
        m_tree.m_nodes[size_t(m_container)].isDamaged = true;
}

/// Reads one thing inside the innermost container: a closing bracket, a comma, a member or element.
void JsonParser::step()
{
    skipBlanks();
    if (isAtEnd()) {
        closeAll();
        return;
    }
    const char c = current();
    if (c == '}' || c == ']') {
        closeBracket(c);
        return;
    }
    if (c == ',') {
        comma();
        return;
    }

    const bool isObject = m_tree.m_nodes[size_t(m_container)].type == JsonType::Object;
    if (c != '"' && skipTag(isObject))
        return;

    const bool hasPrevious = m_tree.m_nodes[size_t(m_container)].childCount > 0;
    if (hasPrevious && m_comma < 0)
        error(SyntaxProblem::MissingComma, {m_valueEnd, m_valueEnd});
    m_comma = -1;
    if (isObject)
        member();
    else
        value({}, false);
}

/// A placeholder in an object where a key should be, or a block tag such as {{#section}} anywhere.
bool JsonParser::skipTag(bool isObject)
{
    const bool isBlockTag = startsWith("{{") && m_at + 2 < m_size
        && std::strchr("#/^!>&", m_text[m_at + 2]) != nullptr;
    const qsizetype begin = m_at;
    if ((!isObject && !isBlockTag) || !skipTemplate())
        return false;
    error(SyntaxProblem::Template, {begin, m_at});
    return true;
}

void JsonParser::closeAll()
{
    const qsizetype begin = m_tree.m_nodes[size_t(m_container)].begin;
    error(SyntaxProblem::UnclosedContainer, {begin, begin + 1});
    while (m_container >= 0) {
        m_tree.m_nodes[size_t(m_container)].isDamaged = true;
        closeContainer();
    }
}

void JsonParser::closeBracket(char bracket)
{
    const JsonType type = bracket == '}' ? JsonType::Object : JsonType::Array;
    if (m_tree.m_nodes[size_t(m_container)].type == type) {
        if (m_comma >= 0)
            error(SyntaxProblem::TrailingComma, {m_comma, m_comma + 1});
        ++m_at;
        closeContainer();
        return;
    }
    error(SyntaxProblem::MismatchedBracket, {m_at, m_at + 1});
    if (isAncestorOfType(type))
        closeContainer(); // the bracket is its parent's; this one was never closed
    else
        ++m_at;
}

bool JsonParser::isAncestorOfType(JsonType type) const
{
    qint32 index = m_tree.m_nodes[size_t(m_container)].parent;
    for (int i = 0; i < MaximumBracketSearch && index >= 0; ++i) {
        if (m_tree.m_nodes[size_t(index)].type == type)
            return true;
        index = m_tree.m_nodes[size_t(index)].parent;
    }
    return false;
}

void JsonParser::comma()
{
    if (m_tree.m_nodes[size_t(m_container)].childCount == 0 || m_comma >= 0)
        error(SyntaxProblem::ExtraComma, {m_at, m_at + 1});
    else
        m_comma = m_at;
    ++m_at;
}

void JsonParser::member()
{
    bool hasEscapes = false;
    const TextRange key = memberKey(hasEscapes);
    skipBlanks();
    if (!isAtEnd() && current() == ':')
        ++m_at;
    else
        error(SyntaxProblem::MissingColon, {key.end, key.end});
    const qsizetype colonEnd = std::max(key.end, m_at);
    skipBlanks();

    const bool isMissing = isAtEnd() || current() == ',' || current() == '}' || current() == ']';
    if (isMissing) {
        error(SyntaxProblem::MissingValue, {colonEnd, colonEnd});
        addNode(JsonType::Invalid, {colonEnd, colonEnd}, key, hasEscapes);
        m_valueEnd = colonEnd;
        return;
    }
    value(key, hasEscapes);
}

TextRange JsonParser::memberKey(bool &hasEscapes)
{
    if (current() == '"')
        return scanString(&hasEscapes);
    const qsizetype begin = m_at;
    if (current() == ':') {
        error(SyntaxProblem::MissingKey, {begin, begin});
        return {begin, begin};
    }
    TextRange range;
    if (current() == '\'') {
        scanJunk(range);
        return range;
    }
    scanWord();
    error(SyntaxProblem::MissingKey, {begin, m_at});
    return {begin, m_at};
}

void JsonParser::value(TextRange key, bool keyHasEscapes)
{
    const char c = current();
    if (c == '"') {
        const TextRange range = scanString();
        addNode(JsonType::String, range, key, keyHasEscapes);
        return;
    }
    if ((c == '{' && !startsWith("{{") && !startsWith("{%")) || c == '[') {
        openContainer(c == '{' ? JsonType::Object : JsonType::Array, key, keyHasEscapes);
        return;
    }
    TextRange range{m_at, m_at};
    JsonType type = JsonType::Invalid;
    if (c == '-' || (c >= '0' && c <= '9'))
        type = scanNumber(range);
    else if (c == 't' || c == 'f' || c == 'n')
        type = scanLiteral(range);
    else
        type = scanJunk(range);
    const qint32 index = addNode(type, range, key, keyHasEscapes);
    m_tree.m_nodes[size_t(index)].isDamaged = type == JsonType::Invalid;
}

qint32 JsonParser::addNode(JsonType type, TextRange range, TextRange key, bool keyHasEscapes)
{
    const auto index = qint32(m_tree.m_nodes.size());
    Record &record = m_tree.m_nodes.emplace_back();
    record.keyBegin = quint32(key.begin);
    record.keyEnd = quint32(key.end);
    record.begin = quint32(range.begin);
    record.end = quint32(range.end);
    record.parent = m_container;
    record.subtreeEnd = index + 1;
    record.type = type;
    if (m_container >= 0) {
        Record &parent = m_tree.m_nodes[size_t(m_container)];
        if (parent.type == JsonType::Array)
            record.keyBegin = parent.childCount;
        else
            tag(record, parent, keyHasEscapes);
        ++parent.childCount;
    }
    m_valueEnd = range.end;
    return index;
}

void JsonParser::tag(Record &member, Record &object, bool keyHasEscapes)
{
    member.isKeyPlain = !keyHasEscapes && member.keyEnd > member.keyBegin + 1
        && m_text[member.keyBegin] == '"' && m_text[member.keyEnd - 1] == '"';
    member.keyTag = member.isKeyPlain
        ? JsonTree::tagOf({m_text + member.keyBegin + 1, m_text + member.keyEnd - 1})
        : JsonTree::tagOf(JsonNode(&m_tree, qint32(&member - m_tree.m_nodes.data())).key());
    const quint64 bit = JsonTree::tagBit(member.keyTag);
    // There are 256 tags, so that even in the longest object this soon looks no more.
    if (!object.hasLikeTags && (object.memberTags & bit) != 0)
        object.hasLikeTags = isTagUsed(object, member);
    object.memberTags |= bit;
}

bool JsonParser::isTagUsed(const Record &object, const Record &member) const
{
    const Record *nodes = m_tree.m_nodes.data();
    const Record *sibling = &object + 1;
    while (sibling != &member && sibling->keyTag != member.keyTag)
        sibling = nodes + sibling->subtreeEnd;
    return sibling != &member;
}

void JsonParser::openContainer(JsonType type, TextRange key, bool keyHasEscapes)
{
    m_container = addNode(type, {m_at, m_at + 1}, key, keyHasEscapes);
    m_comma = -1;
    ++m_at;
}

void JsonParser::closeContainer()
{
    Record &record = m_tree.m_nodes[size_t(m_container)];
    record.end = quint32(m_at);
    record.subtreeEnd = qint32(m_tree.m_nodes.size());
    m_container = record.parent;
    m_valueEnd = m_at;
    m_comma = -1;
}

} // namespace Pinion
