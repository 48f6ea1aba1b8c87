// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/envpaste.h"

#include "json/jsonformat.h"
#include "json/jsontree.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

void add(PastedVariables &result, const QString &name, const QString &value)
{
    const auto same = std::find_if(result.variables.begin(), result.variables.end(),
        [&](const PastedVariable &variable) { return variable.name == name; });
    if (same != result.variables.end())
        same->value = value;
    else
        result.variables.append({name, value});
}

PastedVariables fromObject(JsonNode object)
{
    PastedVariables result;
    for (const JsonNode member : object.children()) {
        const QString name = QString::fromUtf8(member.key());
        if (name.isEmpty() || member.isContainer() || member.isNull())
            result.ignored += name;
        else if (member.isString())
            add(result, name, member.stringOr());
        else
            add(result, name, QString::fromUtf8(member.literal()));
    }
    return result;
}

/// The JSON object in the text, also when it was copied without its brackets.
JsonTree asObject(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(u'{'))
        return JsonTree::parse(trimmed.toUtf8());
    if (!trimmed.startsWith(u'"'))
        return {};
    const QString members = trimmed.endsWith(u',') ? trimmed.chopped(1) : trimmed;
    return JsonTree::parse(QString(u'{' + members + u'}').toUtf8());
}

class LineReader
{
public:
    explicit LineReader(const QString &text)
        : m_text(text)
    {
        m_text.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    }

    PastedVariables read()
    {
        PastedVariables result;
        while (m_at < m_text.size())
            readLine(result);
        return result;
    }

private:
    void readLine(PastedVariables &result)
    {
        static const QRegularExpression head(
            uR"(^[ \t]*(?:-[ \t]+(?=[A-Za-z_]))?(?:(?:export|set|-e|--env)[ \t]+)?(["']?)([A-Za-z_][A-Za-z0-9_.\-]*)\1[ \t]*(=|:[ \t]+|:$)[ \t]*)"_s,
            QRegularExpression::MultilineOption);
        const qsizetype lineEnd = endOfLine(m_at);
        const QString line = m_text.sliced(m_at, lineEnd - m_at);
        const auto match = head.match(m_text, m_at, QRegularExpression::NormalMatch,
            QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch() || match.capturedEnd() > lineEnd) {
            if (!line.trimmed().isEmpty() && !line.trimmed().startsWith(u'#'))
                result.ignored += line.trimmed();
            m_at = lineEnd + 1;
            return;
        }
        m_at = match.capturedEnd();
        add(result, match.captured(2), readValue());
    }

    qsizetype endOfLine(qsizetype from) const
    {
        const qsizetype end = m_text.indexOf(u'\n', from);
        return end < 0 ? m_text.size() : end;
    }

    QString readValue()
    {
        const QChar quote = m_at < m_text.size() ? m_text[m_at] : QChar();
        if (quote == u'"' || quote == u'\'') {
            const qsizetype close = closingQuote(quote);
            if (close > 0) {
                const QString raw = m_text.sliced(m_at + 1, close - m_at - 1);
                m_at = endOfLine(close) + 1;
                return quote == u'"' ? unescaped(raw) : raw;
            }
        }
        const qsizetype end = endOfLine(m_at);
        QString value = m_text.sliced(m_at, end - m_at);
        m_at = end + 1;
        static const QRegularExpression comment(uR"((^|[ \t]+)#.*$)"_s);
        return value.remove(comment).trimmed();
    }

    qsizetype closingQuote(QChar quote) const
    {
        for (qsizetype at = m_at + 1; at < m_text.size(); ++at) {
            if (m_text[at] == u'\\' && quote == u'"')
                ++at;
            else if (m_text[at] == quote)
                return at;
        }
        return -1;
    }

    static QString unescaped(const QString &raw)
    {
        QString out;
        for (qsizetype at = 0; at < raw.size(); ++at) {
            if (raw[at] != u'\\' || at + 1 == raw.size()) {
                out += raw[at];
                continue;
            }
            const QChar next = raw[++at];
            if (next == u'n')
                out += u'\n';
            else if (next == u't')
                out += u'\t';
            else if (next == u'"' || next == u'\\' || next == u'$')
                out += next;
            else
                out += QString(u'\\') + next;
        }
        return out;
    }

    QString m_text;
    qsizetype m_at = 0;
};

} // namespace

PastedVariables parsePastedVariables(const QString &text)
{
    const JsonTree tree = asObject(text);
    if (tree.isValid() && tree.root().isObject())
        return fromObject(tree.root());
    return LineReader(text).read();
}

bool isSensitiveName(QStringView name)
{
    static constexpr QLatin1StringView words[]
        = {"PASSWORD"_L1, "PASSWD"_L1, "TOKEN"_L1, "SECRET"_L1, "KEY"_L1, "CREDENTIAL"_L1};
    return std::any_of(std::begin(words), std::end(words),
        [name](QLatin1StringView word) { return name.contains(word, Qt::CaseInsensitive); });
}

} // namespace Pinion
