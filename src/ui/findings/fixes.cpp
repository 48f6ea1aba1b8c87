// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/fixes.h"

#include "ui/findings/explaindialog.h"
#include "ui/findings/fixpreview.h"
#include "ui/findings/fixquestiondialog.h"
#include "ui/findings/ignore.h"
#include "ui/findings/levels.h"

#include <QCoreApplication>
#include <QMenu>

#include <algorithm>

namespace Pinion {

using namespace Qt::StringLiterals;

namespace {

// More would not fit on a screen; the problems list has them all.
constexpr size_t MostFindingsInMenu = 8;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Fixes)
};

QString literalText(QString text)
{
    return text.replace(u'&', "&&"_L1);
}

/// The same fix in the present findings: its edits fit the document as it is now.
const Fix *presentFix(const Analysis &analysis, const Finding &finding, const Fix &fix)
{
    if (!analysis.isCurrent())
        return nullptr;
    for (const Finding &present : analysis.findings()) {
        if (present.rule != finding.rule || present.pointer != finding.pointer
            || present.range != finding.range)
            continue;
        const auto same = std::ranges::find(present.fixes, fix.title, &Fix::title);
        if (same != present.fixes.end() && same->edits == fix.edits)
            return &*same;
    }
    return nullptr;
}

void askAndApply(QWidget *parent, AppDocument &document, const Fix &fix)
{
    auto *dialog = new FixQuestionDialog(fix, document.snapshot(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &document,
        [&document, dialog, title = fix.title] { (void)document.apply(title, dialog->edits()); });
    // The file may be reloaded from disk behind the dialog; then its answer fits no more.
    QObject::connect(&document, &AppDocument::changed, dialog, &QDialog::reject);
    QObject::connect(&document, &QObject::destroyed, dialog, &QDialog::reject);
    dialog->open();
}

QString fixNote(const Analysis &analysis, const Finding &finding, const Fix &fix)
{
    const DocumentSnapshot &snapshot = *analysis.snapshot();
    QStringList lines{fix.question ? fix.question->prompt
                                   : fixPreview(snapshot.tree.bytes(), fix.edits).toString()};
    const bool restarts = fix.question ? restartsInstances(snapshot, finding.pointer)
                                       : restartsInstances(snapshot, fix.edits);
    if (restarts)
        lines << Words::tr("Deploying this restarts all instances");
    lines.removeAll(QString());
    return lines.join(u'\n');
}

void addFixes(QMenu &menu, QWidget *parent, Analysis &analysis, const Finding &finding)
{
    // A line of its own, since a section's text does not widen the menu and is cut off.
    const QString text = literalText(finding.message);
    menu.addAction(levelIcon(levelOf(finding)), text)->setEnabled(false);
    for (const Fix &fix : finding.fixes) {
        const bool asks = fix.question && !fix.title.endsWith(u'…');
        QAction *action = menu.addAction(literalText(asks ? fix.title + u'…' : fix.title));
        const QString note = fixNote(analysis, finding, fix);
        action->setToolTip(note);
        action->setStatusTip(QString(note).replace(u'\n', " · "_L1));
        action->setWhatsThis(note);
        QObject::connect(action, &QAction::triggered, parent,
            [parent, &analysis, finding, fix] { applyFix(parent, analysis, finding, fix); });
    }
}

void addExplain(QMenu &menu, QWidget *parent, const Finding &finding)
{
    QObject::connect(menu.addAction(Words::tr("Explain")), &QAction::triggered, parent,
        [parent, finding] { ExplainDialog::showFinding(parent, finding); });
}

/// Adds the edits of a fix unless they touch one of those already there.
bool addIfApart(TextEdits &all, const TextEdits &more)
{
    const auto touches = [&all](const TextEdit &edit) {
        return std::ranges::any_of(all, [&edit](const TextEdit &other) {
            return edit.range.begin <= other.range.end && other.range.begin <= edit.range.end;
        });
    };
    if (more.empty() || std::ranges::any_of(more, touches))
        return false;
    all.insert(all.end(), more.begin(), more.end());
    return true;
}

/// The safe fixes that can be made in one go, and how many they are.
std::pair<TextEdits, int> safeEdits(const Analysis &analysis, const QString &rule)
{
    TextEdits edits;
    int count = 0;
    for (const Finding &finding : analysis.findings()) {
        if (finding.suppressed || (!rule.isEmpty() && finding.rule != rule))
            continue;
        const auto safe = std::ranges::find_if(
            finding.fixes, [](const Fix &fix) { return fix.isSafe && !fix.question; });
        if (safe != finding.fixes.end() && addIfApart(edits, safe->edits))
            ++count;
    }
    return {edits, count};
}

} // namespace

bool applyFix(QWidget *parent, Analysis &analysis, const Finding &finding, const Fix &fix)
{
    const Fix *present = presentFix(analysis, finding, fix);
    if (!present)
        return false;
    if (present->question) {
        askAndApply(parent, analysis.document(), *present);
        return true;
    }
    return analysis.document().apply(present->title, present->edits).has_value();
}

void fillFixMenu(
    QMenu &menu, QWidget *parent, Analysis &analysis, const std::vector<const Finding *> &findings)
{
    menu.setToolTipsVisible(true);
    for (const Finding *finding : findings) {
        addFixes(menu, parent, analysis, *finding);
        menu.addSeparator();
    }
    if (findings.size() == 1) {
        addIgnoreAction(menu, parent, analysis, *findings.front());
        addExplain(menu, parent, *findings.front());
        return;
    }
    for (const Finding *finding : findings) {
        QMenu *about = menu.addMenu(levelIcon(levelOf(*finding)), literalText(finding->message));
        about->setToolTipsVisible(true);
        addIgnoreAction(*about, parent, analysis, *finding);
        addExplain(*about, parent, *finding);
    }
}

void popUpFixMenu(
    QWidget *parent, Analysis &analysis, const JsonPointer &pointer, QPoint globalPosition)
{
    if (!analysis.isCurrent())
        analysis.runNow();
    auto findings = analysis.at(pointer);
    if (findings.empty())
        findings = analysis.at(pointer, true);
    if (findings.empty())
        findings = analysis.suppressedAt(pointer);
    popUpFixMenu(parent, analysis, std::move(findings), globalPosition);
}

void popUpFixMenu(QWidget *parent, Analysis &analysis, std::vector<const Finding *> findings,
    QPoint globalPosition)
{
    if (findings.size() > MostFindingsInMenu)
        findings.resize(MostFindingsInMenu);

    auto *menu = new QMenu(parent);
    menu->setObjectName("fixMenu"_L1);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (findings.empty())
        menu->addAction(Words::tr("Nothing to fix here"))->setEnabled(false);
    else
        fillFixMenu(*menu, parent, analysis, findings);
    menu->popup(globalPosition);
    const auto actions = menu->actions();
    const auto first = std::ranges::find_if(actions,
        [](const QAction *action) { return action->isEnabled() && !action->isSeparator(); });
    if (first != actions.end())
        menu->setActiveAction(*first);
}

int applySafeFixes(Analysis &analysis, const QString &rule)
{
    // Fixes that touch each other take turns; the rounds are bounded in case two undo each other.
    constexpr int MostRounds = 10;
    QUndoStack &history = *analysis.document().undoStack();
    int total = 0;
    for (int round = 0; round < MostRounds; ++round) {
        if (!analysis.isCurrent())
            analysis.runNow();
        const auto [edits, count] = safeEdits(analysis, rule);
        if (edits.empty())
            break;
        if (total == 0)
            history.beginMacro(
                rule.isEmpty() ? Words::tr("Fix all") : Words::tr("Fix all: %1").arg(rule));
        total += count;
        if (!analysis.document().apply(Words::tr("Fix all"), edits))
            break;
    }
    if (total > 0)
        history.endMacro();
    return total;
}

} // namespace Pinion
