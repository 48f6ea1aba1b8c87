// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/explaindialog.h"

#include "ui_explaindialog.h"

#include "json/jsonformat.h"
#include "marathon/schema.h"
#include "rules/ruleset.h"
#include "ui/findings/levels.h"

#include <QFontDatabase>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

QString paragraph(const QString &heading, std::string_view body)
{
    if (body.empty())
        return {};
    return u"<h4>%1</h4><p>%2</p>"_s.arg(heading, text(body).toHtmlEscaped());
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

} // namespace

QString explanationHtml(const Rule &rule, const Theme &theme)
{
    Finding sample;
    sample.family = rule.family;
    sample.severity = rule.severity;
    return u"<h2>%1</h2><p><span style='color:%2'><b>%3</b></span> · <code>%4</code></p>"_s.arg(
               text(rule.title).toHtmlEscaped(), theme.color(levelColor(rule.severity)).name(),
               levelName(sample), text(rule.id))
        + paragraph(ExplainDialog::tr("Why it matters"), rule.why)
        + paragraph(ExplainDialog::tr("How to fix it"), rule.remedy)
        + paragraph(ExplainDialog::tr("When it says nothing"), rule.exception)
        + example(
            ExplainDialog::tr("Found here"), rule.failing, theme.color(Theme::Role::DiffRemoved))
        + example(ExplainDialog::tr("Mended"), rule.passing, theme.color(Theme::Role::DiffAdded))
        + paragraph(ExplainDialog::tr("Source"), rule.source);
}

ExplainDialog::ExplainDialog(const Rule &rule, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExplainDialog>())
{
    m_ui->setupUi(this);
    setWindowTitle(tr("Rule: %1").arg(text(rule.title)));
    const QString fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    m_ui->page->document()->setDefaultStyleSheet(
        u"pre, code { font-family: '%1'; } pre { margin: 0; }"_s.arg(fixed));
    m_ui->page->setHtml(explanationHtml(rule, Theme::of(this)));
}

ExplainDialog::~ExplainDialog() = default;

void ExplainDialog::showRule(QWidget *parent, const QString &rule)
{
    const Rule *row = findRule(rule);
    if (!row)
        return;
    auto *dialog = new ExplainDialog(*row, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace Pinion

#include "moc_explaindialog.cpp"
