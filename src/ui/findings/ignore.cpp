// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/ignore.h"

#include "base/textfile.h"
#include "inspect/inspector.h"
#include "ui/findings/ignoredialog.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Ignore)
};

void showError(QWidget *parent, const Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, Words::tr("The finding was not ignored"),
        error.message, QMessageBox::Close, parent);
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

void ignoreFinding(QWidget *parent, Analysis &analysis, const Finding &finding)
{
    auto *dialog = new IgnoreDialog(finding, configPathFor(analysis.document().path()), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &analysis, [dialog, parent, &analysis, finding] {
        const SuppressionEntry entry = suppressionFor(analysis, finding, dialog->suppression());
        if (const auto written = writeSuppression(analysis, entry); !written)
            showError(parent, written.error());
    });
    dialog->open();
}

} // namespace Pinion
