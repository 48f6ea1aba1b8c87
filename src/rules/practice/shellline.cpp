// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/shellline.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\r';
}

/// True for characters that mean nothing to the shell wherever they stand.
bool isPlain(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'-' && u <= u'9')
        || u == u'_' || u == u'=' || u == u':';
}

class Lexer
{
public:
    explicit Lexer(const QString &line)
        : m_line(line)
    { }

    std::vector<ShellCommand> run()
    {
        while (m_at < m_line.size())
            step();
        endCommand(ShellSeparator::End);
        return std::move(m_commands);
    }

private:
    void step()
    {
        const QChar c = m_line[m_at];
        if (isPlain(c))
            return takePlain();
        if (m_depth == 0 && (isBlank(c) || separate(c)))
            return skipBlank(c);
        if (c == u'\'' || c == u'"' || c == u'`')
            return quoted(c);
        if (c == u'\\')
            return escaped();
        if (c == u'#' && !m_isInWord)
            return comment();
        if (c == u'(')
            ++m_depth;
        else if (c == u')')
            m_depth = std::max(0, m_depth - 1);
        take(c);
        // The & of 2>&1 and the | of >| separate nothing.
        if ((c == u'>' || c == u'<') && (current() == u'&' || current() == u'|'))
            take(current());
    }

    [[nodiscard]] QChar current() const { return m_at < m_line.size() ? m_line[m_at] : QChar(); }

    void skipBlank(QChar c)
    {
        if (isBlank(c)) {
            endWord();
            ++m_at;
        }
    }

    /// True if a separator begins here, which is then behind m_at.
    bool separate(QChar c)
    {
        const QChar next = m_at + 1 < m_line.size() ? m_line[m_at + 1] : QChar();
        if (c == u'&' && next == u'>')
            return false;
        ShellSeparator separator = ShellSeparator::End;
        if (c == u'&')
            separator = next == u'&' ? ShellSeparator::And : ShellSeparator::Background;
        else if (c == u'|')
            separator = next == u'|' ? ShellSeparator::Or : ShellSeparator::Pipe;
        else if (c == u';')
            separator = ShellSeparator::Semicolon;
        else if (c == u'\n')
            separator = ShellSeparator::Newline;
        else
            return false;
        const bool isDouble = next == c || (c == u'|' && next == u'&');
        endCommand(separator);
        m_at += isDouble && c != u'\n' ? 2 : 1;
        return true;
    }

    void quoted(QChar quote)
    {
        beginWord();
        for (++m_at; m_at < m_line.size() && m_line[m_at] != quote;) {
            const bool isEscape = m_line[m_at] == u'\\' && quote != u'\'';
            if (isEscape && m_at + 1 < m_line.size())
                ++m_at;
            const qsizetype begin = m_at++;
            while (m_at < m_line.size() && m_line[m_at] != quote && m_line[m_at] != u'\\')
                ++m_at;
            m_word.text += QStringView(m_line).sliced(begin, m_at - begin);
        }
        ++m_at;
    }

    void escaped()
    {
        ++m_at;
        if (m_at < m_line.size() && m_line[m_at] != u'\n')
            return take(m_line[m_at]);
        endWord();
        ++m_at;
    }

    void comment()
    {
        while (m_at < m_line.size() && m_line[m_at] != u'\n')
            ++m_at;
    }

    void beginWord()
    {
        if (m_isInWord)
            return;
        m_isInWord = true;
        m_word.begin = m_at;
        m_word.text.reserve(UsualWord);
    }

    void take(QChar c)
    {
        beginWord();
        m_word.text += c;
        ++m_at;
    }

    /// Most of a line; piece by piece it would cost a call for each character.
    void takePlain()
    {
        beginWord();
        const qsizetype begin = m_at;
        while (m_at < m_line.size() && isPlain(m_line[m_at]))
            ++m_at;
        m_word.text += QStringView(m_line).sliced(begin, m_at - begin);
    }

    void endWord()
    {
        if (!m_isInWord)
            return;
        m_command.words.push_back(std::exchange(m_word, {}));
        m_command.end = std::min(m_at, m_line.size());
        m_isInWord = false;
    }

    void endCommand(ShellSeparator separator)
    {
        endWord();
        if (m_command.words.empty())
            return;
        m_command.separator = separator;
        m_commands.push_back(std::exchange(m_command, {}));
    }

    static constexpr qsizetype UsualWord = 24; ///< UTF-16 units that most words fit into

    const QString &m_line;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_isInWord = false;
    ShellWord m_word;
    ShellCommand m_command;
    std::vector<ShellCommand> m_commands;
};

bool isAssignment(const QString &word)
{
    const qsizetype sign = word.indexOf(u'=');
    return sign > 0 && std::all_of(word.cbegin(), word.cbegin() + sign, [](QChar c) {
        return c.isLetterOrNumber() || c == u'_';
    });
}

bool isLeadingKeyword(const QString &word)
{
    static const QStringList keywords{u"then"_s, u"else"_s, u"do"_s, u"{"_s, u"if"_s, u"elif"_s,
        u"while"_s, u"until"_s, u"!"_s, u"time"_s};
    return keywords.contains(word);
}

} // namespace

size_t ShellCommand::programIndex() const
{
    const auto found = std::find_if(words.begin(), words.end(), [](const ShellWord &word) {
        return !isLeadingKeyword(word.text) && !isAssignment(word.text);
    });
    return size_t(found - words.begin());
}

bool ShellCommand::isExec() const
{
    const size_t index = programIndex();
    return index < words.size() && words[index].text == u"exec";
}

QString ShellCommand::program() const
{
    const size_t index = programIndex() + (isExec() ? 1 : 0);
    return index < words.size() ? words[index].text.section(u'/', -1) : QString();
}

QStringList ShellCommand::arguments() const
{
    QStringList arguments;
    for (size_t i = programIndex() + (isExec() ? 2 : 1); i < words.size(); ++i)
        arguments.append(words[i].text);
    return arguments;
}

std::vector<ShellCommand> shellCommands(const QString &line)
{
    return Lexer(line).run();
}

bool closesCompound(const ShellCommand &command)
{
    static const QStringList closers{u"fi"_s, u"done"_s, u"esac"_s, u"}"_s, u")"_s};
    return closers.contains(command.words.front().text);
}

bool belongsToCompound(const ShellCommand &command)
{
    static const QStringList openers{u"for"_s, u"case"_s, u"select"_s, u"function"_s, u"in"_s};
    const QString &first = command.words.front().text;
    return closesCompound(command) || isLeadingKeyword(first) || openers.contains(first)
        || first.startsWith(u'(') || first.startsWith(u'{') || first.endsWith(u')');
}

} // namespace Pinion
