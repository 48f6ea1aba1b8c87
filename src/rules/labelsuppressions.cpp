// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/labelsuppressions.h"

#include "marathon/schema.h"
#include "rules/ruleset.h"
#include "rules/settings.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Labels of this length and more are not handed to tasks, and the reason is for people to read.
constexpr qsizetype LongestValue = 511;

/// Where a piece of a label's value stands in the text; the whole value if it is written in other
/// characters there.
TextRange rangeOf(JsonNode label, const QString &piece)
{
    const QByteArray bytes = piece.trimmed().toUtf8();
    const qsizetype at = bytes.isEmpty() ? -1 : label.literal().indexOf(bytes);
    if (at < 0)
        return label.range();
    const qsizetype begin = label.range().begin + at;
    return {begin, begin + bytes.size()};
}

class LabelReader
{
public:
    LabelReader(const InlineSuppressionPolicy &policy, LabelSuppression &read)
        : m_policy(policy)
        , m_read(read)
    { }

    void run(const QString &written)
    {
        m_read.range = m_read.label.range();
        const Rule *rule = findRule(written);
        m_read.rule = rule && !written.contains(u'/') ? text(rule->id) : written;
        if (!rule)
            return refuseKey(noSuchRule(written));
        readValue(m_read.label.stringOr());
        if (!m_policy.isAllowed)
            return refuseKey(u"this project keeps its decisions in .pinion.json, not in labels"_s);
        if (isNever(*rule))
            return refuseKey(u"no label may suppress %1 in this project"_s.arg(m_read.rule));
    }

private:
    void refuse(const QString &why, TextRange range)
    {
        if (!m_read.invalidBecause.isEmpty())
            return;
        m_read.invalidBecause = why;
        m_read.range = range;
    }
    void refuseKey(const QString &why) { refuse(why, m_read.label.keyRange()); }

    [[nodiscard]] bool isNever(const Rule &rule) const
    {
        return m_policy.never.contains(m_read.rule) || m_policy.never.contains(text(rule.id));
    }

    /// The reason may hold semicolons; what follows one is a field if it looks like one.
    void readValue(const QString &value)
    {
        static const QRegularExpression field(u"^\\s*([A-Za-z]+)\\s*=\\s*(.*?)\\s*$"_s,
            QRegularExpression::DotMatchesEverythingOption);
        const QStringList parts = value.split(u';');
        QStringList reason{parts.first()};
        for (const QString &part : parts.mid(1)) {
            const QRegularExpressionMatch match = field.match(part);
            if (match.hasMatch())
                readField(match.captured(1), match.captured(2), part);
            else if (!part.trimmed().isEmpty())
                reason.append(part);
        }
        m_read.suppression.source = SuppressionSource::InSource;
        m_read.suppression.reason = reason.join(u';').trimmed();
        m_read.suppression.label = m_read.label.pointer();
        if (const QString problem = reasonProblem(m_read.suppression.reason); !problem.isEmpty())
            refuse(problem, m_read.label.range());
        if (value.size() > LongestValue)
            refuse(u"it is longer than %1 characters"_s.arg(LongestValue), m_read.label.range());
        if (m_policy.needsExpiry && !m_read.suppression.until.isValid())
            refuse(u"this project wants a last day: until=2027-01-31"_s, m_read.label.range());
    }

    void readField(const QString &name, const QString &value, const QString &part)
    {
        const TextRange range = rangeOf(m_read.label, part);
        if (name == u"by") {
            m_read.suppression.owner = value;
        } else if (name == u"until") {
            m_read.suppression.until = QDate::fromString(value, u"yyyy-MM-dd"_s);
            if (!m_read.suppression.until.isValid())
                return refuse(u"\"until\" must be a date such as 2027-01-31"_s, range);
            m_read.range = range;
        } else {
            refuse(u"\"%1\" is no field of it; there are until and by"_s.arg(name), range);
        }
    }

    const InlineSuppressionPolicy &m_policy;
    LabelSuppression &m_read;
};

void collect(std::vector<LabelSuppression> &all, JsonNode place, const Definition &definition,
    const InlineSuppressionPolicy &policy)
{
    for (const JsonNode label : place["labels"].children()) {
        const QString key = QString::fromUtf8(label.key());
        if (!key.startsWith(SuppressionLabel) || !label.isString())
            continue;
        LabelSuppression read;
        read.label = label;
        read.place = place;
        read.definition = &definition;
        LabelReader(policy, read).run(key.sliced(SuppressionLabel.size()));
        all.push_back(std::move(read));
    }
}

} // namespace

std::vector<LabelSuppression> labelSuppressions(
    const Definitions &definitions, const InlineSuppressionPolicy &policy)
{
    std::vector<LabelSuppression> all;
    for (const Definition &definition : definitions.items) {
        if (definition.root == SchemaRoot::Group)
            continue; // groups have no labels
        collect(all, definition.node, definition, policy);
        if (definition.root != SchemaRoot::Pod)
            continue;
        for (const JsonNode container : definition.node["containers"].children())
            collect(all, container, definition, policy);
    }
    return all;
}

} // namespace Pinion
