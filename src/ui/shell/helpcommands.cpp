// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/helpcommands.h"

#include "marathon/schema.h"
#include "rules/ruleset.h"
#include "ui/findings/explaindialog.h"
#include "ui/form/formview.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"
#include "ui/shell/filecommands.h"
#include "ui/shell/filespanel.h"
#include "ui/shell/folderdialog.h"
#include "ui/shell/rulesdialog.h"
#include "ui/shell/textdialog.h"

#include <QMainWindow>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString row(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString()
                           : u"<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>"_s.arg(
                               name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString limits(const FieldSpec &spec)
{
    if (spec.minimum && spec.maximum)
        return HelpCommands::tr("%1 to %2").arg(*spec.minimum).arg(*spec.maximum);
    if (spec.minimum)
        return HelpCommands::tr("at least %1").arg(*spec.minimum);
    if (spec.maximum)
        return HelpCommands::tr("at most %1").arg(*spec.maximum);
    return {};
}

QString valueNames(const FieldSpec &spec)
{
    QStringList names;
    for (const std::string_view value : spec.values)
        names.append(text(value));
    return names.join(u", "_s);
}

} // namespace

HelpCommands::HelpCommands(Shell shell, FileCommands &files, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
    , m_files(files)
{ }

void HelpCommands::currentField()
{
    if (const DocumentView *view = m_shell.tabs.current())
        field(view->currentPointer());
}

void HelpCommands::field(const JsonPointer &pointer)
{
    const DocumentView *view = m_shell.tabs.current();
    if (!view || !view->form())
        return;
    const JsonPointer app = view->form()->app();
    const FieldSpec *spec
        = app.contains(pointer) ? findField(SchemaRoot::App, app.relative(pointer)) : nullptr;
    auto *dialog
        = new TextDialog(spec ? text(spec->label) : tr("Help for this field"), &m_shell.window);
    dialog->resize(520, 360);
    dialog->setHtml(spec
            ? fieldHelpHtml(*spec)
            : tr("<p>Put the cursor into a field or onto a value, then press F1.</p>"));
    dialog->show();
}

QString fieldHelpHtml(const FieldSpec &spec)
{
    QString types = typeNames(spec.types);
    if (!spec.unit.empty())
        types += u", "_s + text(spec.unit);
    return u"<h3>%1</h3><p>%2</p><table cellpadding=\"2\">%3</table>"_s.arg(
        text(spec.label).toHtmlEscaped(), text(spec.help).toHtmlEscaped(),
        row(HelpCommands::tr("In the file"), text(spec.pointer))
            + row(HelpCommands::tr("Type"), types)
            + row(HelpCommands::tr("Default"), text(spec.defaultLiteral))
            + row(HelpCommands::tr("Values"), valueNames(spec))
            + row(HelpCommands::tr("Limits"), limits(spec))
            + row(HelpCommands::tr("Since"),
                spec.since.isSet() ? HelpCommands::tr("Marathon %1").arg(spec.since.toString())
                                   : QString())
            + row(HelpCommands::tr("Replaced by"), text(spec.replacement))
            + row(HelpCommands::tr("Source"), text(spec.source)));
}

void HelpCommands::explain(const Finding &finding)
{
    ExplainDialog::showFinding(&m_shell.window, finding);
}

void HelpCommands::rules()
{
    const DocumentView *view = m_shell.tabs.current();
    auto *dialog = new RulesDialog(
        view ? view->analysis().config() : RuleConfig::builtIn(), &m_shell.window);
    connect(dialog, &RulesDialog::explainRequested, this,
        [this](const QString &rule) { ExplainDialog::showRule(&m_shell.window, rule); });
    dialog->show();
}

void HelpCommands::ruleReference()
{
    auto *dialog = new TextDialog(tr("Rule reference"), &m_shell.window);
    dialog->setMarkdown(Pinion::ruleReference());
    dialog->show();
}

void HelpCommands::checkFolder()
{
    auto *dialog = new FolderDialog(m_shell.files.folder(), &m_shell.window);
    connect(dialog, &FolderDialog::openRequested, this,
        [this](const QString &path) { m_files.openPath(path); });
    dialog->show();
}

void HelpCommands::about()
{
    auto *box = new QMessageBox(&m_shell.window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"aboutBox"_s);
    box->setWindowTitle(tr("About Pinion"));
    box->setIconPixmap(m_shell.window.windowIcon().pixmap(64, 64));
    box->setText(u"<h3>Pinion %1</h3>"_s.arg(QLatin1StringView(PINION_VERSION)));
    box->setInformativeText(
        tr("An editor for Marathon app definitions that makes fixed image tags, health checks and "
           "safe rollouts the easy way.")
        + u"<br><br>"_s
        + tr("Free software under the GNU General Public License, version 3 or later. It comes "
             "with no warranty. Built with Qt %1.")
              .arg(QLatin1StringView(qVersion())));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}

} // namespace Pinion

#include "moc_helpcommands.cpp"
