// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/editcommands.h"

#include "json/jsonedit.h"
#include "json/jsonformat.h"
#include "json/jsonstring.h"
#include "ui/editor/jsonpane.h"
#include "ui/findings/fixes.h"
#include "ui/findings/problemspanel.h"
#include "ui/form/formview.h"
#include "ui/shell/documentbar.h"
#include "ui/shell/documenttabs.h"
#include "ui/shell/documentview.h"

#include <QApplication>
#include <QInputDialog>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool hasSafeFix(const Finding &finding)
{
    return !finding.suppressed
        && std::any_of(
            finding.fixes.begin(), finding.fixes.end(), [](const Fix &fix) { return fix.isSafe; });
}

QStringList safeFixTitles(const Findings &findings)
{
    QStringList titles;
    for (const Finding &finding : findings) {
        if (!hasSafeFix(finding))
            continue;
        const auto fix = std::find_if(finding.fixes.begin(), finding.fixes.end(),
            [](const Fix &candidate) { return candidate.isSafe; });
        titles.append(u"%1 — %2"_s.arg(finding.pointer.toBreadcrumb(), fix->title));
    }
    return titles;
}

} // namespace

EditCommands::EditCommands(Shell shell, QObject *parent)
    : QObject(parent)
    , m_shell(shell)
{ }

void EditCommands::undo()
{
    if (const DocumentView *view = m_shell.tabs.current())
        view->document().undoStack()->undo();
}

void EditCommands::redo()
{
    if (const DocumentView *view = m_shell.tabs.current())
        view->document().undoStack()->redo();
}

void EditCommands::toFocusWidget(const char *slot)
{
    QWidget *focused = QApplication::focusWidget();
    const QByteArray signature = QByteArray(slot) + "()";
    if (focused && focused->metaObject()->indexOfMethod(signature.constData()) >= 0)
        QMetaObject::invokeMethod(focused, slot);
}

void EditCommands::paste()
{
    if (m_shell.tabs.isStartPageShown())
        emit pasteDocumentRequested();
    else
        toFocusWidget("paste");
}

void EditCommands::find()
{
    if (DocumentView *view = m_shell.tabs.current())
        view->find();
}

void EditCommands::replace()
{
    DocumentView *view = m_shell.tabs.current();
    if (!view)
        return;
    if (view->viewMode() == ViewMode::Form)
        view->setViewMode(ViewMode::Split);
    view->json().openReplace();
}

void EditCommands::findNext()
{
    if (const DocumentView *view = m_shell.tabs.current())
        view->json().findNext();
}

void EditCommands::goToLine()
{
    DocumentView *view = m_shell.tabs.current();
    if (!view)
        return;
    if (view->viewMode() == ViewMode::Form)
        view->setViewMode(ViewMode::Split);
    view->json().openGoToLine();
}

void EditCommands::toggleTabMovesFocus()
{
    if (const DocumentView *view = m_shell.tabs.current())
        view->json().setTabMovesFocus(!view->json().tabMovesFocus());
}

// ---- findings

void EditCommands::selectFinding(int by)
{
    m_shell.problems.selectNext(by);
}

void EditCommands::fix()
{
    if (DocumentView *view = m_shell.tabs.current()) {
        view->analysis().endQuiet();
        view->openFixMenu();
    }
}

void EditCommands::fixAll()
{
    DocumentView *view = m_shell.tabs.current();
    if (!view)
        return;
    view->analysis().endQuiet();
    view->analysis().runNow();
    const QStringList titles = safeFixTitles(view->analysis().findings());
    auto *box
        = new QMessageBox(QMessageBox::Question, tr("Fix all"), QString(), {}, &m_shell.window);
    box->setObjectName(u"fixAllQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    if (titles.isEmpty()) {
        box->setIcon(QMessageBox::Information);
        box->setText(tr("No finding here has a fix that is safe to apply by itself."));
        box->setStandardButtons(QMessageBox::Close);
        box->open();
        return;
    }
    box->setText(
        tr("Apply %n safe fix(es) to %1? One undo takes them back.", nullptr, int(titles.size()))
            .arg(view->document().displayName()));
    box->setInformativeText(
        titles.mid(0, 12).join(u'\n') + (titles.size() > 12 ? u"\n…"_s : QString()));
    box->addButton(QMessageBox::Cancel);
    const QPushButton *apply = box->addButton(tr("Apply fixes"), QMessageBox::AcceptRole);
    connect(apply, &QPushButton::clicked, view, [view] {
        const int count = applySafeFixes(view->analysis());
        view->bar().showNote(DocumentView::tr("%n fix(es) applied.", nullptr, count));
    });
    box->open();
}

// ---- the whole text

void EditCommands::rewrite(const QString &title, Result<QByteArray> (*layOut)(const JsonTree &))
{
    const DocumentView *view = m_shell.tabs.current();
    if (!view)
        return;
    AppDocument &document = view->document();
    document.endTyping();
    const Result<void> done = layOut(document.tree()).and_then([&](const QByteArray &text) {
        return document.apply(title, {difference(document.bytes(), text)});
    });
    if (!done)
        view->bar().showFailure({Message::Kind::Error, done.error().text(), {}, true});
}

void EditCommands::formatJson()
{
    rewrite(tr("Format JSON"), &formattedText);
}

void EditCommands::sortKeys()
{
    rewrite(tr("Sort keys"), &sortedText);
}

void EditCommands::duplicate()
{
    const DocumentView *view = m_shell.tabs.current();
    if (!view || !view->form())
        return;
    const JsonNode app = view->document().tree().at(view->form()->app());
    auto *dialog = new QInputDialog(&m_shell.window);
    dialog->setObjectName(u"duplicateDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Duplicate as"));
    dialog->setLabelText(tr("Id of the copy:"));
    dialog->setTextValue(app["id"].stringOr() + u"-copy"_s);
    dialog->setOkButtonText(tr("Duplicate"));
    connect(dialog, &QInputDialog::textValueSelected, this, &EditCommands::duplicateAs);
    dialog->open();
}

void EditCommands::duplicateAs(const QString &id)
{
    const DocumentView *view = m_shell.tabs.current();
    if (!view || !view->form())
        return;
    const Result<QByteArray> copy
        = duplicatedApp(view->document().tree().at(view->form()->app()), id.trimmed());
    if (copy)
        emit newTextRequested(*copy);
    else
        view->bar().showFailure({Message::Kind::Error, copy.error().text(), {}, true});
}

Result<QByteArray> duplicatedApp(JsonNode app, const QString &id)
{
    // A tree of its own first: the app may be one of many in its file.
    const QByteArray text = app.parent() ? formatted(app, TextStyle()) + '\n' : app.tree()->bytes();
    const JsonTree tree = JsonTree::parse(text);
    return setValue(tree, JsonPointer::of("/id"), encodeString(id))
        .map([&text](const TextEdit &edit) { return applied(text, edit); });
}

} // namespace Pinion

#include "moc_editcommands.cpp"
