// SPDX-License-Identifier: GPL-3.0-or-later
// How JsonEditor answers keys, mouse and the other ways of entering text.
#include "ui/editor/cursorcontext.h"
#include "ui/editor/editorlook.h"
#include "ui/editor/gesture.h"
#include "ui/editor/jsoneditor.h"
#include "ui/editor/scintilla.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

#include <algorithm>

namespace Pinion {

namespace {

bool isUndoKey(const QKeyEvent &event)
{
    return event.matches(QKeySequence::Undo);
}

bool isRedoKey(const QKeyEvent &event)
{
    const QKeyCombination key = event.keyCombination();
    return event.matches(QKeySequence::Redo) || key == (Qt::CTRL | Qt::Key_Y)
        || key == (Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
}

bool isFixKey(const QKeyEvent &event)
{
    const QKeyCombination key = event.keyCombination();
    return key == (Qt::ALT | Qt::Key_Return) || key == (Qt::ALT | Qt::Key_Enter)
        || key == (Qt::CTRL | Qt::Key_Period);
}

/// Scintilla would transpose and copy lines.
bool isImageKey(const QKeyEvent &event)
{
    const QKeyCombination key = event.keyCombination();
    return key == (Qt::CTRL | Qt::Key_T) || key == (Qt::CTRL | Qt::SHIFT | Qt::Key_T);
}

bool isModifierKey(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt
        || key == Qt::Key_Meta || key == Qt::Key_AltGr;
}

QByteArray leadingBlanks(const QByteArray &line)
{
    const auto end = std::ranges::find_if_not(line, [](char c) { return c == ' ' || c == '\t'; });
    return line.left(end - line.begin());
}

QAction *addTo(QMenu &menu, const QString &text, QKeySequence::StandardKey key, bool isEnabled)
{
    QAction *action = menu.addAction(text);
    action->setShortcut(key);
    action->setEnabled(isEnabled);
    return action;
}

} // namespace

// ---- events

bool JsonEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        // An action of the window may take these; if there is none they arrive as key presses.
        if (isUndoKey(key) || isRedoKey(key) || isFixKey(key) || isImageKey(key)) {
            event->ignore();
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn)
        chooseNotices(); // a screen reader may have been started meanwhile
    if (event->type() == QEvent::ScreenChangeInternal) {
        applyLook(*this);
        emit lookChanged();
    }
    return QsciScintilla::event(event);
}

bool JsonEditor::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto &help = static_cast<const QHelpEvent &>(*event);
        emit toolTipRequested(offsetAt(help.pos()), help.globalPos());
        return true;
    }
    return QsciScintilla::viewportEvent(event);
}

void JsonEditor::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange) {
        applyLook(*this);
        emit lookChanged();
    }
}

bool JsonEditor::focusNextPrevChild(bool next)
{
    if (!m_tabMovesFocus && !m_isEscaping)
        return false;
    m_isEscaping = false;
    return QAbstractScrollArea::focusNextPrevChild(next);
}

void JsonEditor::keyPressEvent(QKeyEvent *event)
{
    if (handleOwnKey(*event)) {
        event->accept();
        return;
    }
    if (!isModifierKey(event->key()))
        m_isEscaping = false;
    const QString typed = event->text();
    {
        const bool isPlainReturn = (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            && !(event->modifiers() & ~Qt::KeypadModifier);
        const QString title = event->matches(QKeySequence::Paste) ? tr("Paste")
            : event->matches(QKeySequence::Cut)                   ? tr("Cut")
                                                                  : QString();
        const Gesture gesture(m_gestureDepth, m_gestureTitle, title, [this] { flush(); });
        if (isPlainReturn && !isListShown())
            insertNewline();
        else
            QsciScintilla::keyPressEvent(event);
        if (typed == u'}' || typed == u']')
            alignClosingBracket();
    }
    acceptCompletion();
    if (typed == u'"' && contextAt(m_document.bytes(), cursorOffset()).isQuoted)
        showCompletions();
}

bool JsonEditor::handleOwnKey(QKeyEvent &event)
{
    const QKeyCombination key = event.keyCombination();
    if (isUndoKey(event)) {
        undo();
    } else if (isRedoKey(event)) {
        redo();
    } else if (isFixKey(event)) {
        const qsizetype at = cursorOffset();
        const QPoint below(int(send(*this, SCI_POINTXFROMPOSITION, 0, at)),
            int(send(*this, SCI_POINTYFROMPOSITION, 0, at) + send(*this, SCI_TEXTHEIGHT)));
        emit fixMenuRequested(at, viewport()->mapToGlobal(below));
    } else if (key == (Qt::CTRL | Qt::Key_Space)) {
        showCompletions();
    } else if (key == (Qt::CTRL | Qt::SHIFT | Qt::Key_J)) {
        m_tabMovesFocus = !m_tabMovesFocus;
    } else if (key == (Qt::ALT | Qt::Key_Up) || key == (Qt::ALT | Qt::Key_Down)) {
        moveLine(event.key() == Qt::Key_Up ? -1 : 1);
    } else if (event.key() == Qt::Key_Escape && !isListShown()) {
        m_isEscaping = true;
        emit escapePressed();
    } else {
        return false;
    }
    return true;
}

void JsonEditor::inputMethodEvent(QInputMethodEvent *event)
{
    const Gesture gesture(m_gestureDepth, m_gestureTitle, {}, [this] { flush(); });
    QsciScintilla::inputMethodEvent(event);
}

void JsonEditor::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->ignore();
    else
        QsciScintilla::dragEnterEvent(event);
}

void JsonEditor::dragMoveEvent(QDragMoveEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->ignore();
    else
        QsciScintilla::dragMoveEvent(event);
}

void JsonEditor::dropEvent(QDropEvent *event)
{
    if (event->mimeData()->hasUrls()) {
        event->ignore();
        return;
    }
    const Gesture gesture(m_gestureDepth, m_gestureTitle, tr("Drag text"), [this] { flush(); });
    QsciScintilla::dropEvent(event);
}

void JsonEditor::mouseReleaseEvent(QMouseEvent *event)
{
    QsciScintilla::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && selectedRange().isEmpty())
        emit clicked(cursorOffset());
}

void JsonEditor::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QUndoStack &history = *m_document.undoStack();
    const bool hasSelection = !selectedRange().isEmpty();
    const auto add = [this, menu](const QString &text, QKeySequence::StandardKey key,
                         bool isEnabled, void (JsonEditor::*slot)()) {
        connect(addTo(*menu, text, key, isEnabled), &QAction::triggered, this, slot);
    };
    add(tr("&Undo %1").arg(history.undoText()).trimmed(), QKeySequence::Undo, history.canUndo(),
        &JsonEditor::undo);
    add(tr("&Redo %1").arg(history.redoText()).trimmed(), QKeySequence::Redo, history.canRedo(),
        &JsonEditor::redo);
    menu->addSeparator();
    add(tr("Cu&t"), QKeySequence::Cut, hasSelection, &JsonEditor::cut);
    connect(addTo(*menu, tr("&Copy"), QKeySequence::Copy, hasSelection), &QAction::triggered, this,
        [this] { copy(); });
    add(tr("&Paste"), QKeySequence::Paste, send(*this, SCI_CANPASTE) != 0, &JsonEditor::paste);
    connect(addTo(*menu, tr("Select &all"), QKeySequence::SelectAll, true), &QAction::triggered,
        this, [this] { selectAll(); });
    menu->addSeparator();
    const qsizetype under = offsetAt(viewport()->mapFromGlobal(event->globalPos()));
    const qsizetype at = under < 0 ? cursorOffset() : under;
    connect(menu->addAction(tr("&Fix…")), &QAction::triggered, this,
        [this, at, where = event->globalPos()] { emit fixMenuRequested(at, where); });
    menu->popup(event->globalPos());
}

// ---- editing

void JsonEditor::typeOver(TextRange range, const QByteArray &text, qsizetype caret)
{
    send(*this, SCI_SETTARGETRANGE, range.begin, range.end);
    sendBytes(*this, SCI_REPLACETARGET, text);
    setCursorOffset(caret);
}

void JsonEditor::insertNewline()
{
    const auto snapshot = m_document.snapshot();
    const TextStyle &style = snapshot->style;
    const TextRange selection = selectedRange();
    const qsizetype line = send(*this, SCI_LINEFROMPOSITION, selection.begin);
    const QByteArray before
        = textOf(*this, {send(*this, SCI_POSITIONFROMLINE, line), selection.begin});
    const QByteArray outer = leadingBlanks(before);
    const QByteArray lastWord = before.trimmed();
    const bool isOpening = lastWord.endsWith('{') || lastWord.endsWith('[');
    const char next = char(send(*this, SCI_GETCHARAT, selection.end));
    QByteArray text = style.lineEnd + outer + (isOpening ? style.indent : QByteArray());
    const qsizetype caret = selection.begin + text.size();
    if (isOpening && (next == '}' || next == ']'))
        text += style.lineEnd + outer;
    typeOver(selection, text, caret);
    send(*this, SCI_SCROLLCARET);
}

void JsonEditor::alignClosingBracket()
{
    const qsizetype at = cursorOffset() - 1;
    const qsizetype lineBegin
        = send(*this, SCI_POSITIONFROMLINE, send(*this, SCI_LINEFROMPOSITION, at));
    const QByteArray before = textOf(*this, {lineBegin, std::max(at, lineBegin)});
    if (leadingBlanks(before) != before)
        return;
    // Scintilla's own matching goes by styles, which are unsettled while brackets are open.
    const qsizetype match = contextAt(m_document.bytes(), at).containerBegin;
    if (match < 0)
        return;
    const qsizetype opening = send(*this, SCI_LINEFROMPOSITION, match);
    const QByteArray blanks
        = leadingBlanks(textOf(*this, {send(*this, SCI_POSITIONFROMLINE, opening), match}));
    if (opening != send(*this, SCI_LINEFROMPOSITION, at) && blanks != before)
        typeOver({lineBegin, at}, blanks, lineBegin + blanks.size() + 1);
}

void JsonEditor::moveLine(int direction)
{
    const TextRange selection = selectedRange();
    const qsizetype first = send(*this, SCI_LINEFROMPOSITION, selection.begin);
    qsizetype last = send(*this, SCI_LINEFROMPOSITION, selection.end);
    if (last > first && selection.end == send(*this, SCI_POSITIONFROMLINE, last))
        --last;
    const bool isUp = direction < 0;
    const qsizetype upper = isUp ? first - 1 : first;
    const qsizetype lower = isUp ? last : last + 1;
    if (upper < 0 || lower >= send(*this, SCI_GETLINECOUNT))
        return;
    // The line end between the two parts stays in its place; the parts change sides.
    const qsizetype lastOfUpperPart = isUp ? first - 1 : last;
    const qsizetype begin = send(*this, SCI_POSITIONFROMLINE, upper);
    const qsizetype middle = send(*this, SCI_GETLINEENDPOSITION, lastOfUpperPart);
    const qsizetype split = send(*this, SCI_POSITIONFROMLINE, lastOfUpperPart + 1);
    const qsizetype end = send(*this, SCI_GETLINEENDPOSITION, lower);
    const QByteArray upperPart = textOf(*this, {begin, middle});
    const QByteArray lowerPart = textOf(*this, {split, end});
    const qsizetype shift = isUp ? begin - split : lowerPart.size() + (split - middle);
    const Gesture gesture(m_gestureDepth, m_gestureTitle, tr("Move line"), [this] { flush(); });
    typeOver({begin, end}, lowerPart + textOf(*this, {middle, split}) + upperPart, 0);
    select({selection.begin + shift, selection.end + shift});
}

// ---- completion

bool JsonEditor::isListShown() const
{
    return send(*this, SCI_AUTOCACTIVE) != 0;
}

void JsonEditor::showCompletions()
{
    m_completions = completionsAt(*m_document.snapshot(), cursorOffset());
    QByteArrayList entries;
    for (const CompletionItem &item : m_completions.items)
        entries << (item.label.isEmpty() ? item.text : item.text + "  – " + item.label.toUtf8());
    if (entries.isEmpty()) {
        send(*this, SCI_AUTOCCANCEL);
        return;
    }
    SendScintilla(SCI_AUTOCSHOW, static_cast<uintptr_t>(m_completions.typedLength),
        entries.join('\n').constData());
}

void JsonEditor::acceptCompletion()
{
    if (!m_chosenCompletion)
        return;
    const QByteArray chosen = m_completions.items[size_t(*m_chosenCompletion)].text;
    m_chosenCompletion.reset();
    // More may have been typed since the list came up.
    const Completions now = completionsAt(*m_document.snapshot(), cursorOffset());
    const auto item = std::ranges::find(now.items, chosen, &CompletionItem::text);
    if (item == now.items.end())
        return;
    {
        const Gesture gesture(m_gestureDepth, m_gestureTitle,
            tr("Complete %1").arg(QString::fromUtf8(chosen)), [this] { flush(); });
        typeOver(now.range, item->insertion, now.range.begin + item->caret);
    }
    if (item->isKey)
        showCompletions();
}

} // namespace Pinion
