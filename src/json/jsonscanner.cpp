// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonscanner.h"

#include "json/jsonstring.h"

#include <QChar>

#include <algorithm>
#include <array>
#include <cstring>

namespace Pinion {

namespace {

constexpr size_t MaximumErrors = 100;

enum CharClass : quint8 { Plain, Quote, Backslash, Control, NonAscii };

constexpr std::array<quint8, 256> StringClasses = [] {
    std::array<quint8, 256> classes{};
    for (size_t c = 0; c < 256; ++c)
        classes[c] = c < 0x20 ? Control : c >= 0x80 ? NonAscii : Plain;
    classes['"'] = Quote;
    classes['\\'] = Backslash;
    return classes;
}();

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Characters that end a bare word.
bool isDelimiter(char c)
{
    return isBlank(c) || c == ',' || c == ':' || c == '"' || c == '[' || c == ']' || c == '{'
        || c == '}';
}

} // namespace

TextRange JsonScanner::scanString(bool *hasEscapes)
{
    const qsizetype begin = m_at++;
    for (;;) {
        // By a local pointer, which the compiler can keep in a register; so in skipBlanks().
        const char *plain = m_text + m_at;
        while (StringClasses[uchar(*plain)] == Plain)
            ++plain;
        m_at = plain - m_text;
        switch (StringClasses[uchar(m_text[m_at])]) {
        case Quote:
            ++m_at;
            return {begin, m_at};
        case Backslash:
            if (hasEscapes)
                *hasEscapes = true;
            scanEscape();
            break;
        case NonAscii:
            scanUtf8();
            break;
        default:
            if (isAtEnd() || current() == '\n' || current() == '\r')
                return endUnterminatedString(begin);
            error(SyntaxProblem::ControlCharacter, {m_at, m_at + 1});
            ++m_at;
        }
    }
}

void JsonScanner::scanEscape()
{
    const qsizetype begin = m_at++;
    const char c = m_text[m_at];
    if (c == 'u') {
        // A pair of surrogates is one character, so it is decoded as one.
        const auto decodes = [this, begin](qsizetype length) {
            if (begin + length > m_size)
                return false;
            const QByteArray literal = '"' + QByteArray(m_text + begin, length) + '"';
            return decodeString(literal).has_value();
        };
        const qsizetype length = decodes(6) ? 6 : decodes(12) ? 12 : 0;
        if (length > 0) {
            m_at = begin + length;
            return;
        }
        const auto isHex
            = [](char d) { return isDigit(d) || (d >= 'a' && d <= 'f') || (d >= 'A' && d <= 'F'); };
        ++m_at;
        while (m_at < begin + 6 && !isAtEnd() && isHex(current()))
            ++m_at;
        error(m_at == begin + 6 ? SyntaxProblem::LoneSurrogate : SyntaxProblem::BadEscape,
            {begin, m_at});
        return;
    }
    if (c != '\0' && std::strchr("\"\\/bfnrt", c) != nullptr) {
        ++m_at;
        return;
    }
    error(SyntaxProblem::BadEscape, {begin, std::min(m_at + 1, m_size)});
    if (!isAtEnd() && current() != '\n' && current() != '\r' && uchar(current()) < 0x80)
        ++m_at;
}

/// One character outside ASCII: well-formed by table 3-7 of the Unicode standard, or an error.
void JsonScanner::scanUtf8()
{
    const auto byte = [this](qsizetype at) { return uchar(m_text[at]); };
    const uchar lead = byte(m_at);
    int length = 0;
    uchar low = 0x80;
    uchar high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        low = lead == 0xE0 ? 0xA0 : 0x80;
        high = lead == 0xED ? 0x9F : 0xBF;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        low = lead == 0xF0 ? 0x90 : 0x80;
        high = lead == 0xF4 ? 0x8F : 0xBF;
    }
    bool isValid
        = length > 0 && m_at + length <= m_size && byte(m_at + 1) >= low && byte(m_at + 1) <= high;
    for (int i = 2; isValid && i < length; ++i)
        isValid = byte(m_at + i) >= 0x80 && byte(m_at + i) <= 0xBF;
    if (!isValid)
        error(SyntaxProblem::InvalidUtf8, {m_at, m_at + 1});
    m_at += isValid ? length : 1;
}

/// A string ends at the latest with its line. A comma at the line's end most likely stands behind
/// the forgotten quote, so it is left to the structure.
TextRange JsonScanner::endUnterminatedString(qsizetype begin)
{
    qsizetype end = m_at;
    while (end > begin + 1 && isBlank(m_text[end - 1]))
        --end;
    if (end > begin + 1 && m_text[end - 1] == ',')
        m_at = --end;
    error(SyntaxProblem::UnterminatedString, {begin, end});
    return {begin, end};
}

JsonType JsonScanner::scanNumber(TextRange &range)
{
    const qsizetype begin = m_at;
    const auto skipDigits = [this] {
        const qsizetype first = m_at;
        while (isDigit(current()))
            ++m_at;
        return m_at > first;
    };
    if (current() == '-')
        ++m_at;
    const bool leadsWithZero = current() == '0';
    const qsizetype integer = m_at;
    bool isGood = skipDigits() && !(leadsWithZero && m_at > integer + 1);
    if (isGood && current() == '.') {
        ++m_at;
        isGood = skipDigits();
    }
    if (isGood && (current() == 'e' || current() == 'E')) {
        ++m_at;
        if (current() == '+' || current() == '-')
            ++m_at;
        isGood = skipDigits();
    }
    isGood = isGood && (isAtEnd() || isDelimiter(current()) || current() == '/');
    if (!isGood) {
        scanToDelimiter();
        error(SyntaxProblem::BadNumber, {begin, m_at});
    }
    range = {begin, m_at};
    return isGood ? JsonType::Number : JsonType::Invalid;
}

JsonType JsonScanner::scanLiteral(TextRange &range)
{
    const qsizetype begin = m_at;
    scanWord();
    range = {begin, m_at};
    const QByteArrayView word(m_text + begin, m_at - begin);
    if (word == "true" || word == "false")
        return JsonType::Boolean;
    if (word == "null")
        return JsonType::Null;
    error(SyntaxProblem::BadLiteral, range);
    return JsonType::Invalid;
}

/// Something that is no value: a placeholder, single quotes, a bare word, a stray character.
JsonType JsonScanner::scanJunk(TextRange &range)
{
    const qsizetype begin = m_at;
    SyntaxProblem problem = SyntaxProblem::UnexpectedCharacter;
    if (skipTemplate()) {
        problem = SyntaxProblem::Template;
        while (!isAtEnd()) { // "{{host}}:{{port}}" without quotes is one mistake, not two
            if (skipTemplate())
                continue;
            if (isDelimiter(current()))
                break;
            ++m_at;
        }
    } else if (current() == '\'') {
        problem = SyntaxProblem::SingleQuotes;
        ++m_at;
        while (!isAtEnd() && current() != '\'' && current() != '\n' && current() != '\r')
            ++m_at;
        m_at += !isAtEnd() && current() == '\'' ? 1 : 0;
    } else {
        const bool isWord = QChar::isLetter(uint(uchar(current()))) || current() == '_';
        scanWord();
        problem = isWord ? SyntaxProblem::BadLiteral : problem;
    }
    range = {begin, m_at};
    error(problem, range);
    return JsonType::Invalid;
}

/// Skips a placeholder of a template engine that closes on its line; false if there is none here.
bool JsonScanner::skipTemplate()
{
    static constexpr std::pair<const char *, const char *> Marks[]
        = {{"{{{", "}}}"}, {"{{", "}}"}, {"{%", "%}"}, {"${", "}"}, {"<%", "%>"}, {"@", "@"}};
    for (const auto &[open, close] : Marks) {
        if (!startsWith(open))
            continue;
        const auto *lineEnd
            = static_cast<const char *>(std::memchr(m_text + m_at, '\n', size_t(m_size - m_at)));
        const qsizetype limit = lineEnd ? lineEnd - m_text : m_size;
        const qsizetype inside = m_at + qsizetype(std::strlen(open));
        const qsizetype found = QByteArrayView(m_text + inside, limit - inside).indexOf(close);
        if (found < 0)
            return false;
        m_at = inside + found + qsizetype(std::strlen(close));
        return true;
    }
    return false;
}

void JsonScanner::scanWord()
{
    ++m_at; // whatever it is, so that every token makes progress
    scanToDelimiter();
}

void JsonScanner::scanToDelimiter()
{
    while (!isAtEnd() && !isDelimiter(current()))
        ++m_at;
}

void JsonScanner::skipBlanks()
{
    for (;;) {
        const char *blank = m_text + m_at;
        while (uchar(*blank) <= ' ' && isBlank(*blank))
            ++blank;
        m_at = blank - m_text;
        if ((*blank != '/' && *blank != '#') || !skipComment())
            return;
    }
}

bool JsonScanner::skipComment()
{
    const qsizetype begin = m_at;
    if (startsWith("/*")) {
        const qsizetype end = QByteArrayView(m_text, m_size).indexOf("*/", begin + 2);
        m_at = end < 0 ? m_size : end + 2;
    } else if (startsWith("//") || startsWith("#")) {
        while (!isAtEnd() && current() != '\n' && current() != '\r')
            ++m_at;
    } else {
        return false;
    }
    error(SyntaxProblem::Comment, {begin, m_at});
    return true;
}

bool JsonScanner::startsWith(QByteArrayView token) const
{
    return m_size - m_at >= token.size()
        && std::memcmp(m_text + m_at, token.data(), size_t(token.size())) == 0;
}

void JsonScanner::error(SyntaxProblem problem, TextRange range)
{
    noteDamage();
    if (m_errors.size() < MaximumErrors)
        m_errors.push_back({problem, range});
}

} // namespace Pinion
