// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/explaindialog.h"

#include "ui_explaindialog.h"

#include "json/jsonformat.h"
#include "marathon/schema.h"
#include "rules/examples.h"
#include "rules/ruleset.h"
#include "ui/findings/levels.h"

#include <QCoreApplication>
#include <QFontDatabase>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ExplainDialog)
};

QString escaped(std::string_view words)
{
    return text(words).toHtmlEscaped();
}

QString paragraph(const QString &heading, std::string_view body)
{
    if (body.empty())
        return {};
    return u"<h4>%1</h4><p>%2</p>"_s.arg(heading, escaped(body));
}

/// The example laid out over several lines; one that is broken on purpose stays as it is.
QString laidOut(std::string_view json)
{
    return QString::fromUtf8(formattedText(JsonTree::parse(bytes(json))).value_or(bytes(json)));
}

QString example(const QString &heading, std::string_view json, const QColor &background)
{
    if (json.empty())
        return {};
    return u"<h4>%1</h4><table width='100%' cellpadding='8'><tr><td bgcolor='%2'><pre>%3</pre></td>"
           "</tr></table>"_s.arg(
               heading, background.name(), laidOut(json).trimmed().toHtmlEscaped());
}

/// "Found here", and what the example is a change of.
QString exampleHeading(const QString &heading, ExampleBase base)
{
    switch (base) {
    case ExampleBase::None:
        return heading;
    case ExampleBase::App:
        return Words::tr("%1, as a change of the example app").arg(heading);
    case ExampleBase::Pod:
        return Words::tr("%1, as a change of the example pod").arg(heading);
    case ExampleBase::Command:
        return Words::tr("%1, as a change of the smallest app").arg(heading);
    }
    Q_UNREACHABLE();
}

QString examples(const Rule &rule, const Theme &theme)
{
    const std::string_view base = exampleBaseText(rule.exampleBase);
    QString html = example(exampleHeading(Words::tr("Found here"), rule.exampleBase), rule.failing,
                       theme.color(Theme::Role::DiffRemoved))
        + example(exampleHeading(Words::tr("Mended"), rule.exampleBase), rule.passing,
            theme.color(Theme::Role::DiffAdded));
    if (html.isEmpty())
        return html;
    const QColor plain = theme.color(Theme::Role::SelectionBand);
    return html + example(Words::tr("With this configuration"), rule.exampleConfig, plain)
        + example(Words::tr("What they are a change of"), base, plain);
}

QString parameterTable(const Rule &rule)
{
    if (rule.parameters.empty())
        return {};
    QString rows = u"<tr><th align='left'>%1</th><th align='left'>%2</th><th align='left'>%3</th>"
                   "</tr>"_s.arg(Words::tr("Name"), Words::tr("Default"), Words::tr("Meaning"));
    for (const RuleParameter &parameter : rule.parameters)
        rows += u"<tr><td><code>%1</code></td><td><code>%2</code></td><td>%3</td></tr>"_s.arg(
            escaped(parameter.name), escaped(parameter.defaultLiteral), escaped(parameter.help));
    return u"<h4>%1</h4><table cellpadding='4'>%2</table>"_s.arg(Words::tr("Parameters"), rows);
}

QString confidenceName(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain:
        return Words::tr("certain: what it finds is a fault");
    case Confidence::Likely:
        return Words::tr("likely: there are rare cases where it is right");
    case Confidence::Hint:
        return Words::tr("a hint: look at it and decide");
    }
    Q_UNREACHABLE();
}

QString fixName(FixKind kind)
{
    switch (kind) {
    case FixKind::None:
        return Words::tr("none");
    case FixKind::Guided:
        return Words::tr("asks what it must know");
    case FixKind::Safe:
        return Words::tr("safe, also for many at once");
    }
    Q_UNREACHABLE();
}

QString fact(const QString &name, const QString &value)
{
    if (value.isEmpty())
        return {};
    return u"<tr><td><b>%1</b></td><td>%2</td></tr>"_s.arg(name, value.toHtmlEscaped());
}

QString facts(const Rule &rule)
{
    QStringList aliases;
    for (const std::string_view alias : rule.aliases)
        aliases << text(alias);
    // Only practice rules weigh what they find; the others state it.
    const bool judges = rule.judge != nullptr || rule.family == RuleFamily::Practice;
    return u"<h4>%1</h4><table cellpadding='2'>%2</table>"_s.arg(Words::tr("About this rule"),
        fact(Words::tr("Confidence"), judges ? confidenceName(rule.confidence) : QString())
            + fact(Words::tr("Fix"), judges ? fixName(rule.fixKind) : QString())
            + fact(Words::tr("Earlier names"), aliases.join(u", "_s))
            + fact(Words::tr("Since"), Words::tr("Pinion %1").arg(text(rule.since)))
            + fact(Words::tr("Source"), text(rule.source)));
}

QString found(const Finding &finding, const Theme &theme)
{
    QStringList lines{finding.message.toHtmlEscaped()};
    if (finding.answer)
        lines << u"<b>%1</b>"_s.arg(answerSentence(*finding.answer).toHtmlEscaped());
    if (finding.suppressed)
        lines << suppressionSentence(*finding.suppressed).toHtmlEscaped();
    return u"<table width='100%' cellpadding='8'><tr><td bgcolor='%1'>%2</td></tr></table>"_s.arg(
        theme.color(Theme::Role::SelectionBand).name(), lines.join(u"<br>"_s));
}

/// What a finding of the rule looks like at its worst.
FindingLevel levelOf(const Rule &rule)
{
    Finding sample;
    sample.family = rule.family;
    sample.severity = rule.severity;
    return levelOf(sample);
}

} // namespace

QString explanationHtml(const Rule &rule, const Theme &theme, const Finding *finding)
{
    const FindingLevel level = finding ? levelOf(*finding) : levelOf(rule);
    const QString off = rule.isOnByDefault ? QString() : Words::tr(" · off until a project asks");
    return u"<h2>%1</h2><p><span style='color:%2'><b>%3</b></span> · <code>%4</code>%5</p>"_s.arg(
               escaped(rule.title), theme.color(levelColor(level)).name(), levelName(level),
               finding ? finding->rule : text(rule.id), off)
        + (finding ? found(*finding, theme) : QString())
        + paragraph(Words::tr("Why it matters"), rule.why)
        + paragraph(Words::tr("How to fix it"), rule.remedy)
        + paragraph(Words::tr("When it says nothing"), rule.exception) + parameterTable(rule)
        + examples(rule, theme) + facts(rule);
}

ExplainDialog::ExplainDialog(const Rule &rule, const Finding *finding, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExplainDialog>())
{
    m_ui->setupUi(this);
    setWindowTitle(tr("Rule: %1").arg(text(rule.title)));
    const QString fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    m_ui->page->document()->setDefaultStyleSheet(
        u"pre, code { font-family: '%1'; } pre { margin: 0; }"_s.arg(fixed));
    m_ui->page->setHtml(explanationHtml(rule, Theme::of(this), finding));
}

ExplainDialog::~ExplainDialog() = default;

void ExplainDialog::showRule(QWidget *parent, const QString &rule)
{
    showPage(parent, rule, nullptr);
}

void ExplainDialog::showFinding(QWidget *parent, const Finding &finding)
{
    showPage(parent, finding.rule, &finding);
}

void ExplainDialog::showPage(QWidget *parent, const QString &rule, const Finding *finding)
{
    const Rule *row = findRule(rule);
    if (!row)
        return;
    auto *dialog = new ExplainDialog(*row, finding, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace Pinion

#include "moc_explaindialog.cpp"
