// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/hovertext.h"

#include "marathon/schema.h"
#include "ui/findings/analysis.h"
#include "ui/findings/levels.h"

#include <QCoreApplication>
#include <QLocale>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HoverText)
};

QString number(double value)
{
    return QLocale::c().toString(value, 'g', QLocale::FloatingPointShortest);
}

QString limits(const FieldSpec &spec)
{
    if (spec.minimum && spec.maximum)
        return Words::tr("%1 to %2").arg(number(*spec.minimum), number(*spec.maximum));
    if (spec.minimum)
        return Words::tr("at least %1").arg(number(*spec.minimum));
    if (spec.maximum)
        return Words::tr("at most %1").arg(number(*spec.maximum));
    return {};
}

QStringList facts(const FieldSpec &spec)
{
    QStringList facts{typeNames(spec.types)};
    if (!spec.unit.empty())
        facts << Words::tr("in %1").arg(text(spec.unit));
    if (const QString range = limits(spec); !range.isEmpty())
        facts << range;
    if (!spec.defaultLiteral.empty())
        facts << Words::tr("default %1").arg(text(spec.defaultLiteral));
    if (spec.isRequired)
        facts << Words::tr("required");
    if (spec.since.isSet())
        facts << Words::tr("since Marathon %1").arg(spec.since.toString());
    if (spec.status == FieldStatus::Legacy)
        facts << Words::tr("older place of %1").arg(text(spec.replacement));
    if (spec.status == FieldStatus::ReadOnly)
        facts << Words::tr("written by the server");
    return facts;
}

QString fieldText(const FieldSpec &spec)
{
    QString html = u"<p><b>%1</b><br>%2</p><p>%3</p>"_s.arg(text(spec.label).toHtmlEscaped(),
        text(spec.help).toHtmlEscaped(), facts(spec).join(u" · "_s).toHtmlEscaped());
    QStringList values;
    for (const std::string_view value : spec.values)
        values << text(value).toHtmlEscaped();
    if (!values.isEmpty())
        html += u"<p>"_s + Words::tr("One of %1").arg(values.join(u", "_s)) + u"</p>"_s;
    return html;
}

QString findingText(const Finding &finding)
{
    QStringList lines{u"<b>%1</b> %2"_s.arg(
        levelName(levelOf(finding)).toHtmlEscaped(), finding.message.toHtmlEscaped())};
    if (finding.answer)
        lines << answerSentence(*finding.answer).toHtmlEscaped();
    if (finding.suppressed)
        lines << u"<i>%1</i>"_s.arg(suppressionSentence(*finding.suppressed).toHtmlEscaped());
    lines << u"<small>%1</small>"_s.arg(finding.rule.toHtmlEscaped());
    if (!finding.fixes.empty() && !finding.suppressed)
        lines.back() += u"<small> · %1</small>"_s.arg(
            Words::tr("Alt+Enter: %1").arg(finding.fixes.front().title).toHtmlEscaped());
    return u"<p>%1</p>"_s.arg(lines.join(u"<br>"_s));
}

} // namespace

QString hoverText(const Analysis &analysis, qsizetype offset)
{
    const auto snapshot = analysis.document().snapshot();
    const JsonNode node = snapshot->tree.nodeAt(offset);
    if (!node)
        return {};
    const bool isBetweenMembers = node.isContainer() && !node.keyRange().contains(offset);
    QString html;
    QString ignored; // less urgent, so behind the others
    if (analysis.isCurrent()) {
        for (const Finding &finding : analysis.findings()) {
            const bool isHere = finding.range.contains(offset)
                && (!isBetweenMembers || finding.range.begin == offset);
            if (isHere)
                (finding.suppressed ? ignored : html) += findingText(finding);
        }
    }
    html += ignored;
    const JsonPointer pointer = node.pointer();
    const Definition *definition = snapshot->definitions.enclosing(pointer);
    if (definition && !isBetweenMembers) {
        const JsonPointer relative = definition->node.pointer().relative(pointer);
        if (const FieldSpec *spec = findField(definition->root, relative))
            html += fieldText(*spec);
    }
    return html;
}

} // namespace Pinion
