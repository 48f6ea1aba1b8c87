// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/ignore.h"

#include "base/textfile.h"
#include "inspect/inspector.h"
#include "rules/ruleset.h"
#include "ui/findings/ignoredialog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Ignore)
};

void showError(QWidget *parent, const QString &what, const Error &error)
{
    auto *box
        = new QMessageBox(QMessageBox::Warning, what, error.message, QMessageBox::Close, parent);
    box->setInformativeText(error.hint);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

SuppressionEntry suppressionFor(
    const Analysis &analysis, const Finding &finding, const Suppression &suppression)
{
    SuppressionEntry entry;
    entry.rule = finding.rule;
    entry.suppression = suppression;
    entry.id = finding.app;
    const QString path = analysis.document().path();
    if (entry.id.isEmpty()) {
        const QDir folder = QFileInfo(configPathFor(path)).absoluteDir();
        entry.files = {folder.relativeFilePath(QFileInfo(path).absoluteFilePath())};
    }
    // Counted from the definition, so that it survives the app's move into a group.
    const Definition *definition = analysis.snapshot()->definitions.enclosing(finding.pointer);
    entry.pointer = definition && !entry.id.isEmpty()
        ? definition->node.pointer().relative(finding.pointer).toString()
        : finding.pointer.toString();
    return entry;
}

Result<void> writeSuppression(Analysis &analysis, const SuppressionEntry &entry)
{
    const QString path = configPathFor(analysis.document().path());
    if (path.isEmpty())
        return fail(ErrorKind::Invalid,
            Words::tr(
                "The document has no file yet, so there is no place next to it for the decision."),
            Words::tr("Save the document first."));
    Result<QByteArray> bytes = readFile(path);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound)
        bytes = QByteArray();
    return bytes.and_then([&entry](const QByteArray &old) { return withSuppression(old, entry); })
        .and_then([&path](const QByteArray &changed) { return writeFile(path, changed); })
        .map([&analysis] { analysis.reloadConfig(); });
}

Result<void> unignoreFinding(Analysis &analysis, const Finding &finding)
{
    const Suppression suppression = finding.suppressed.value_or(Suppression());
    if (suppression.source == SuppressionSource::InSource)
        return analysis.document().removeField(Words::tr("Stop ignoring"), suppression.label);
    const auto &entries = analysis.config().suppressions;
    if (suppression.entry < 0 || suppression.entry >= qsizetype(entries.size())) {
        return fail(ErrorKind::Invalid, Words::tr("The baseline knows this finding."),
            Words::tr("pinion-cli check --write-baseline rewrites that list."));
    }
    const SuppressionEntry entry = entries[size_t(suppression.entry)];
    return readFile(entry.source)
        .and_then([&entry](const QByteArray &old) { return withoutSuppression(old, entry); })
        .and_then([&entry](const QByteArray &changed) { return writeFile(entry.source, changed); })
        .map([&analysis] { analysis.reloadConfig(); });
}

void unignoreFinding(QWidget *parent, Analysis &analysis, const Finding &finding)
{
    if (const Result<void> done = unignoreFinding(analysis, finding); !done)
        showError(parent, Words::tr("The finding is still ignored"), done.error());
}

void ignoreFinding(QWidget *parent, Analysis &analysis, const Finding &finding)
{
    auto *dialog = new IgnoreDialog(finding, configPathFor(analysis.document().path()), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &analysis, [dialog, parent, &analysis, finding] {
        const SuppressionEntry entry = suppressionFor(analysis, finding, dialog->suppression());
        if (const Result<void> written = writeSuppression(analysis, entry); !written)
            showError(parent, Words::tr("The finding was not ignored"), written.error());
    });
    dialog->open();
}

QString whyNotIgnorable(const Analysis &analysis, const Finding &finding)
{
    if (analysis.document().path().isEmpty())
        return Words::tr("Save the document first: the reason is kept in a file next to it");
    const Rule *rule = findRule(finding.rule);
    if (finding.family == RuleFamily::Syntax || !rule || !(rule->check || rule->judge))
        return Words::tr("This has to be mended: there is no way to live with it");
    return {};
}

void addIgnoreAction(QMenu &menu, QWidget *parent, Analysis &analysis, const Finding &finding)
{
    if (!finding.suppressed) {
        const QString obstacle = whyNotIgnorable(analysis, finding);
        QAction *ignore = menu.addAction(Words::tr("Ignore here…"));
        ignore->setEnabled(obstacle.isEmpty());
        ignore->setToolTip(obstacle.isEmpty()
                ? Words::tr("Writes the reason to .pinion.json, next to the definitions")
                : obstacle);
        QObject::connect(ignore, &QAction::triggered, &analysis,
            [parent, &analysis, finding] { ignoreFinding(parent, analysis, finding); });
        return;
    }
    QAction *stop = menu.addAction(Words::tr("Stop ignoring"));
    stop->setEnabled(!finding.isInBaseline());
    stop->setToolTip(finding.isInBaseline()
            ? Words::tr("The baseline holds it; pinion-cli check --write-baseline rewrites that")
            : suppressionSentence(*finding.suppressed));
    QObject::connect(stop, &QAction::triggered, &analysis,
        [parent, &analysis, finding] { unignoreFinding(parent, analysis, finding); });
}

} // namespace Pinion
