// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/shellwords.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QStringView Operators = u"|&;<>()";
constexpr QStringView Expanding = u"$`";
constexpr QStringView EscapedInQuotes = u"$`\"\\";

class Splitter
{
public:
    explicit Splitter(QStringView line)
        : m_line(line)
    { }

    ShellWords run()
    {
        while (m_at < m_line.size())
            step();
        m_result.isOpenEnded = !m_quote.isNull();
        endWord();
        return m_result;
    }

private:
    void step()
    {
        const QChar c = m_line[m_at++];
        if (m_quote == u'\'')
            inSingleQuotes(c);
        else if (m_quote == u'"')
            inDoubleQuotes(c);
        else
            outside(c);
    }

    void inSingleQuotes(QChar c)
    {
        if (c == m_quote)
            m_quote = {};
        else
            *m_word += c;
    }

    void inDoubleQuotes(QChar c)
    {
        if (c == m_quote) {
            m_quote = {};
        } else if (c == u'\\' && m_at < m_line.size() && m_line[m_at] == u'\n') {
            ++m_at;
        } else if (c == u'\\' && m_at < m_line.size() && EscapedInQuotes.contains(m_line[m_at])) {
            *m_word += m_line[m_at++];
        } else {
            m_needsShell |= Expanding.contains(c);
            *m_word += c;
        }
    }

    void outside(QChar c)
    {
        if (c.isSpace()) {
            endWord();
        } else if (c == u'\'' || c == u'"') {
            m_quote = c;
            m_word = m_word.value_or(QString());
        } else if (c == u'\\') {
            escape();
        } else if (c == u'#' && !m_word) {
            while (m_at < m_line.size() && m_line[m_at] != u'\n')
                ++m_at;
        } else {
            m_needsShell |= Operators.contains(c) || Expanding.contains(c);
            m_word = m_word.value_or(QString()) + c;
        }
    }

    void escape()
    {
        if (m_at >= m_line.size())
            return;
        const QChar next = m_line[m_at++];
        if (next != u'\n')
            m_word = m_word.value_or(QString()) + next;
    }

    void endWord()
    {
        if (!m_word)
            return;
        m_result.words.append(*m_word);
        if (m_needsShell)
            m_result.shellOnly.append(*m_word);
        m_word.reset();
        m_needsShell = false;
    }

    QStringView m_line;
    qsizetype m_at = 0;
    QChar m_quote; ///< the one that is open, or null
    std::optional<QString> m_word; ///< set from its first character or quotation mark on
    bool m_needsShell = false;
    ShellWords m_result;
};

} // namespace

ShellWords splitShellWords(const QString &line)
{
    return Splitter(line).run();
}

} // namespace Pinion
