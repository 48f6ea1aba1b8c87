// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/placeholder.h"

#include "marathon/definition.h"

#include <algorithm>

namespace Pinion {

namespace {

// Each function gets the text behind an opening mark. This runs on every string of a document, so
// it looks at each character a bounded number of times and uses no regular expression.

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isUpper(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

bool isLetter(QChar c)
{
    return isUpper(c) || (c >= u'a' && c <= u'z');
}

template <typename Predicate> QStringView leading(QStringView text, Predicate predicate)
{
    const auto end = std::find_if_not(text.begin(), text.end(), predicate);
    return text.first(end - text.begin());
}

/// The word up to `mark`, or an empty view when something else comes first.
template <typename Predicate>
QStringView wordUpTo(QStringView text, QChar mark, Predicate isWordCharacter)
{
    const QStringView word = leading(text, isWordCharacter);
    return word.size() < text.size() && text[word.size()] == mark ? word : QStringView();
}

bool isUpperNameCharacter(QChar c)
{
    return isUpper(c) || isDigit(c) || c == u'_';
}

/// NAME@ in capitals, or a dotted path as Maven writes it (project.version@). Other words between
/// two @ are more likely to be a piece of a password.
bool opensAtName(QStringView text)
{
    const QStringView word = wordUpTo(text, u'@',
        [](QChar c) { return isLetter(c) || isDigit(c) || c == u'_' || c == u'.' || c == u'-'; });
    if (word.isEmpty() || !isLetter(word.front()))
        return false;
    return word.contains(u'.') || std::all_of(word.begin(), word.end(), isUpperNameCharacter);
}

/// NAME__
bool opensUnderscoreName(QStringView text)
{
    return !text.isEmpty() && isUpper(text.front())
        && leading(text, isUpperNameCharacter).contains(u"__");
}

/// NAME%, but not what a percent-encoded text or a date format may hold (%C3%A9, %H%M).
bool opensPercentName(QStringView text)
{
    const QStringView word = wordUpTo(text, u'%', isUpperNameCharacter);
    if (word.size() < 2 || isDigit(word.front()))
        return false;
    const auto isHex = [](QChar c) { return isDigit(c) || (c >= u'A' && c <= u'F'); };
    return word.size() > 2 || !std::all_of(word.begin(), word.end(), isHex);
}

/// any words>
bool opensAngleWords(QStringView text)
{
    const QStringView words = wordUpTo(text, u'>', [](QChar c) {
        return c.isLetterOrNumber() || c == u' ' || c == u'_' || c == u'-' || c == u'.';
    });
    return !words.isEmpty() && words.front().isLetter() && words.back() != u' ';
}

/// Where something stands last in a text. Looked for once, and only when asked: most texts open no
/// placeholder, and a hostile one opens thousands.
class LastPlace
{
public:
    LastPlace(QStringView text, QStringView piece)
        : m_text(text)
        , m_piece(piece)
    { }

    [[nodiscard]] bool isBehind(qsizetype at)
    {
        if (m_place == NotLookedFor)
            m_place = m_text.lastIndexOf(m_piece);
        return m_place > at;
    }

private:
    static constexpr qsizetype NotLookedFor = -2; // -1: not there

    QStringView m_text;
    QStringView m_piece;
    qsizetype m_place = NotLookedFor;
};

/// `isShell`: $… and <…> mean something to the shell.
bool holdsPlaceholder(QStringView text, bool isShell)
{
    LastPlace brace(text, u"}");
    LastPlace braces(text, u"}}");
    LastPlace percent(text, u"%>");
    for (qsizetype i = 0; i + 2 < text.size(); ++i) {
        const QChar next = text[i + 1];
        bool isOpen = false;
        switch (text[i].unicode()) {
        case u'$':
            isOpen = !isShell && next == u'{' && brace.isBehind(i + 1);
            break;
        case u'{':
            isOpen = next == u'{' && braces.isBehind(i + 1);
            break;
        case u'<':
            isOpen = (next == u'%' && percent.isBehind(i + 1))
                || (!isShell && opensAngleWords(text.sliced(i + 1)));
            break;
        case u'@':
            isOpen = opensAtName(text.sliced(i + 1));
            break;
        case u'_':
            isOpen = next == u'_' && opensUnderscoreName(text.sliced(i + 2));
            break;
        case u'%':
            isOpen = !isShell && opensPercentName(text.sliced(i + 1));
            break;
        default:
            break;
        }
        if (isOpen)
            return true;
    }
    return false;
}

} // namespace

bool isTemplated(QStringView text)
{
    return holdsPlaceholder(text, false);
}

bool isTemplatedShell(QStringView text)
{
    return holdsPlaceholder(text, true);
}

Placeholders::Placeholders(const QStringList &patterns)
{
    for (const QString &pattern : patterns)
        m_patterns.append(QRegularExpression(pattern));
}

bool Placeholders::areIn(QStringView text) const
{
    return isTemplated(text) || matchesOwn(text);
}

bool Placeholders::areInShell(QStringView line) const
{
    return isTemplatedShell(line) || matchesOwn(line);
}

bool Placeholders::matchesOwn(QStringView text) const
{
    return std::any_of(m_patterns.begin(), m_patterns.end(), [text](const auto &pattern) {
        return pattern.isValid() && pattern.match(text).hasMatch();
    });
}

} // namespace Pinion
