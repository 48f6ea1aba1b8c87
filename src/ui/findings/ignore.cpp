// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/ignore.h"

#include "base/textfile.h"
#include "inspect/inspector.h"
#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "rules/labelsuppressions.h"
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

const Definition *definitionOf(const Analysis &analysis, const Finding &finding)
{
    return analysis.snapshot()->definitions.enclosing(finding.pointer);
}

/// Groups have no labels.
bool canCarryLabel(const Definition *definition)
{
    return definition && definition->root != SchemaRoot::Group;
}

Result<void> writeLabel(Analysis &analysis, const Finding &finding, const Suppression &suppression)
{
    return suppressionLabelEdits(analysis, finding, suppression)
        .and_then([&analysis](const TextEdits &edits) {
            return analysis.document().apply(Words::tr("Ignore in a label"), edits);
        });
}

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

Result<TextEdits> suppressionLabelEdits(
    const Analysis &analysis, const Finding &finding, const Suppression &suppression)
{
    const Definition *definition = definitionOf(analysis, finding);
    if (!canCarryLabel(definition))
        return fail(
            ErrorKind::Invalid, Words::tr("There is no app or pod that could carry a label."));
    const Result<QString> value = labelValue(suppression);
    if (!value)
        return tl::make_unexpected(value.error());
    const JsonPointer pointer = definition->node.pointer().child("labels").child(
        (QString(SuppressionLabel) + finding.rule).toUtf8());
    return setValue(analysis.snapshot()->tree, pointer, encodeString(*value))
        .map([](const TextEdit &edit) { return TextEdits{edit}; });
}

Result<void> unignoreFinding(Analysis &analysis, const Finding &finding)
{
    const Suppression suppression = finding.suppressed.value_or(Suppression());
    if (suppression.source == SuppressionSource::InSource) {
        const JsonNode label = analysis.snapshot()->tree.at(suppression.label);
        return removeNode(label).and_then([&analysis](const TextEdit &edit) {
            return analysis.document().apply(Words::tr("Stop ignoring"), {edit});
        });
    }
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
        showError(parent, done.error());
}

void ignoreFinding(QWidget *parent, Analysis &analysis, const Finding &finding)
{
    auto *dialog = new IgnoreDialog(finding, configPathFor(analysis.document().path()),
        canCarryLabel(definitionOf(analysis, finding)), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &analysis, [dialog, parent, &analysis, finding] {
        const Suppression suppression = dialog->suppression();
        const Result<void> written = suppression.source == SuppressionSource::InSource
            ? writeLabel(analysis, finding, suppression)
            : writeSuppression(analysis, suppressionFor(analysis, finding, suppression));
        if (!written)
            showError(parent, written.error());
    });
    dialog->open();
}

} // namespace Pinion
