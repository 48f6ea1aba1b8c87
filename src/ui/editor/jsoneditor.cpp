// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/jsoneditor.h"

#include "ui/editor/bracepair.h"
#include "ui/editor/editorlook.h"
#include "ui/editor/gesture.h"
#include "ui/editor/jsonstyler.h"
#include "ui/editor/scintilla.h"

#include <QAccessible>
#include <QScopedValueRollback>
#include <Qsci/qscicommandset.h>

#include <algorithm>

namespace Pinion {

using namespace Qt::StringLiterals;
using Sci = QsciScintillaBase;

JsonEditor::JsonEditor(AppDocument &document, QWidget *parent)
    : QsciScintilla(parent)
    , m_document(document)
{
    setObjectName("jsonEditor"_L1);
    setAccessibleName(tr("JSON text"));
    setUpScintilla();
    releaseKeys();
    connectNotifications();
    applyLook(*this);
    onDocumentChanged();
    setCursorOffset(0);
    m_undoIndex = m_document.undoStack()->index();
    m_undoCount = m_document.undoStack()->count();
}

JsonEditor::~JsonEditor() = default;

void JsonEditor::setUpScintilla()
{
    setUtf8(true);
    setFrameShape(QFrame::NoFrame);
    send(*this, SCI_SETUNDOCOLLECTION, 0);
    send(*this, SCI_EMPTYUNDOBUFFER);
    chooseNotices();
    send(*this, SCI_SETLEXER, SCLEX_CONTAINER);
    send(*this, SCI_SETPASTECONVERTENDINGS, 1);
    send(*this, SCI_SETLAYOUTCACHE, SC_CACHE_PAGE);
    send(*this, SCI_SETSCROLLWIDTH, 1);
    send(*this, SCI_SETSCROLLWIDTHTRACKING, 1);
    send(*this, SCI_SETENDATLASTLINE, 1);
    send(*this, SCI_SETTABINDENTS, 1);
    send(*this, SCI_SETBACKSPACEUNINDENTS, 1);
    send(*this, SCI_SETAUTOMATICFOLD, SC_AUTOMATICFOLD_SHOW | SC_AUTOMATICFOLD_CHANGE);
    send(*this, SCI_AUTOCSETSEPARATOR, '\n');
    send(*this, SCI_AUTOCSETIGNORECASE, 1);
    send(*this, SCI_AUTOCSETORDER, SC_ORDER_CUSTOM);
    send(*this, SCI_AUTOCSETMAXHEIGHT, 12);
    setAutoCompletionSource(AcsNone);
}

// QScintilla 2.13 tells screen readers of every change that it reports, and counts all
// characters before it for that, whether or not anybody listens: milliseconds a key in a long text.
// So changes are followed by the notices that come before them.
void JsonEditor::chooseNotices()
{
    const int forScreenReaders
        = QAccessible::isActive() ? SC_MOD_INSERTTEXT | SC_MOD_DELETETEXT : 0;
    send(*this, SCI_SETMODEVENTMASK,
        SC_MOD_BEFOREINSERT | SC_MOD_BEFOREDELETE | SC_MOD_CHANGEFOLD | forScreenReaders);
}

void JsonEditor::releaseKeys()
{
    // Keys with Ctrl and a character belong to the window's actions, but for the clipboard; above
    // all undo and redo, which Scintilla would otherwise swallow.
    const auto isReleased = [](int key) {
        const int base = key & 0xffff;
        const bool isCharacter = base >= Qt::Key_Space && base <= Qt::Key_AsciiTilde;
        const bool isClipboard
            = base == Qt::Key_X || base == Qt::Key_C || base == Qt::Key_V || base == Qt::Key_A;
        return (key & int(Qt::CTRL)) && isCharacter && !isClipboard;
    };
    for (QsciCommand *command : standardCommands()->commands()) {
        const bool isHistory
            = command->command() == QsciCommand::Undo || command->command() == QsciCommand::Redo;
        if (isHistory || isReleased(command->key()))
            command->setKey(0);
        if (isHistory || isReleased(command->alternateKey()))
            command->setAlternateKey(0);
    }
}

void JsonEditor::connectNotifications()
{
    connect(
        this, &Sci::SCN_MODIFIED, this, [this](int position, int type, const char *, int length) {
            noteChange(position, type, length);
        });
    connect(this, &Sci::SCEN_CHANGE, this, [this] {
        if (m_gestureDepth == 0)
            flush();
    });
    connect(this, &Sci::SCN_STYLENEEDED, this, [this](int position) { styleTo(position); });
    connect(this, &Sci::SCN_UPDATEUI, this, [this](int updated) {
        if (!(updated & (SC_UPDATE_SELECTION | SC_UPDATE_CONTENT)))
            return;
        markBraces();
        emit cursorMoved();
    });
    connect(this, &Sci::SCN_ZOOM, this, [this] { fitLineNumbers(*this); });
    connect(this, qOverload<const char *, int>(&Sci::SCN_AUTOCSELECTION), this,
        [this](const char *selection, int) {
            const QByteArray entry(selection);
            const auto &items = m_completions.items;
            const auto chosen = std::ranges::find_if(items, [&entry](const CompletionItem &item) {
                return entry == item.text || entry.startsWith(QByteArray(item.text + ' '));
            });
            // The list's own insertion is declined: it knows neither quotes nor commas.
            send(*this, SCI_AUTOCCANCEL);
            if (chosen != items.end())
                m_chosenCompletion = chosen - items.begin();
            if (m_gestureDepth == 0)
                acceptCompletion();
        });
    connect(this, &QsciScintilla::marginClicked, this, [this](int margin, int line) {
        const qsizetype begin = send(*this, SCI_POSITIONFROMLINE, line);
        if (margin == Margin::Findings && send(*this, SCI_MARKERGET, line) != 0)
            emit fixMenuRequested(begin, QCursor::pos());
    });
    connect(&m_document, &AppDocument::edited, this, &JsonEditor::onEdited);
    connect(&m_document, &AppDocument::changed, this, &JsonEditor::onDocumentChanged);
    connect(
        m_document.undoStack(), &QUndoStack::indexChanged, this, &JsonEditor::onUndoIndexChanged);
}

// ---- the two copies of the text

QByteArray JsonEditor::bytes() const
{
    return textOf(*this, {0, send(*this, SCI_GETLENGTH)});
}

/// Called right before the text changes.
void JsonEditor::noteChange(int position, int type, int length)
{
    const bool isInsertion = type & SC_MOD_BEFOREINSERT;
    if (m_isReplaying || !(type & (SC_MOD_BEFOREINSERT | SC_MOD_BEFOREDELETE)))
        return;
    const qsizetype removed = isInsertion ? 0 : length;
    if (!m_pending)
        m_pending = Pending{position, position, position};
    Pending &pending = *m_pending;
    pending.begin = std::min<qsizetype>(pending.begin, position);
    const qsizetype beyond = std::max<qsizetype>(0, position + removed - pending.newEnd);
    pending.oldEnd += beyond;
    pending.newEnd += beyond + (isInsertion ? length : -removed);
}

void JsonEditor::flush()
{
    if (!m_pending)
        return;
    const Pending pending = *m_pending;
    m_pending.reset();
    const TextEdit edit{
        {pending.begin, pending.oldEnd}, textOf(*this, {pending.begin, pending.newEnd})};
    if (m_gestureTitle.isEmpty())
        m_document.type(tr("Typing"), edit, this);
    else if (const auto done = m_document.apply(m_gestureTitle, {edit}, this); !done)
        synchronise();
    restyleFrom(pending.begin);
}

void JsonEditor::onEdited(const TextEdit &edit, const QObject *origin)
{
    if (origin == this)
        return;
    replaceBytes(edit);
    m_lastEditEnd = edit.range.begin + edit.text.size();
}

void JsonEditor::onDocumentChanged()
{
    // Loading replaces the document's text without an edit to replay; and whatever else may
    // happen, the two copies must not part.
    if (!m_pending)
        synchronise();
    applyTextStyle();
    fitMargin();
}

void JsonEditor::synchronise()
{
    if (!holds(m_document.bytes()))
        replaceBytes(difference(bytes(), m_document.bytes()));
}

// Compares in place, on every change: a copy of a long text would take longer than the rest.
bool JsonEditor::holds(QByteArrayView text) const
{
    const qsizetype size = send(*this, SCI_GETLENGTH);
    if (size != text.size())
        return false;
    const qsizetype gap = std::min(size, send(*this, SCI_GETGAPPOSITION));
    const auto isSame = [&](TextRange part) {
        return part.isEmpty() || viewOf(*this, part) == text.sliced(part.begin, part.length());
    };
    return isSame({0, gap}) && isSame({gap, size});
}

void JsonEditor::replaceBytes(const TextEdit &edit)
{
    const QScopedValueRollback replaying(m_isReplaying, true);
    send(*this, SCI_SETTARGETRANGE, edit.range.begin, edit.range.end);
    sendBytes(*this, SCI_REPLACETARGET, edit.text);
    restyleFrom(edit.range.begin);
}

void JsonEditor::onUndoIndexChanged(int index)
{
    const int count = m_document.undoStack()->count();
    const bool isStepBackOrForth
        = index < m_undoIndex || (index > m_undoIndex && count == m_undoCount);
    m_undoIndex = index;
    m_undoCount = count;
    if (isStepBackOrForth && hasFocus() && m_gestureDepth == 0) {
        setCursorOffset(m_lastEditEnd);
        reveal(m_lastEditEnd);
    }
}

void JsonEditor::undo()
{
    flush();
    m_document.endTyping();
    m_document.undoStack()->undo();
}

void JsonEditor::redo()
{
    flush();
    m_document.undoStack()->redo();
}

void JsonEditor::cut()
{
    const Gesture gesture(m_gestureDepth, m_gestureTitle, tr("Cut"), [this] { flush(); });
    QsciScintilla::cut();
}

void JsonEditor::paste()
{
    const Gesture gesture(m_gestureDepth, m_gestureTitle, tr("Paste"), [this] { flush(); });
    QsciScintilla::paste();
}

// ---- styling

void JsonEditor::restyleFrom(qsizetype offset)
{
    // Only says from where styles are out of date; Scintilla asks for what it shows.
    const qsizetype line = send(*this, SCI_LINEFROMPOSITION, offset);
    const qsizetype lineBegin = send(*this, SCI_POSITIONFROMLINE, line);
    send(*this, SCI_STARTSTYLING, std::min(lineBegin, send(*this, SCI_GETENDSTYLED)));
}

void JsonEditor::styleTo(qsizetype offset)
{
    const auto snapshot = m_document.snapshot();
    const qsizetype firstLine = send(*this, SCI_LINEFROMPOSITION, send(*this, SCI_GETENDSTYLED));
    const qsizetype lastLine = send(*this, SCI_LINEFROMPOSITION, offset);
    const qsizetype begin = send(*this, SCI_POSITIONFROMLINE, firstLine);
    const qsizetype size = send(*this, SCI_GETLENGTH);
    const qsizetype end = lastLine + 1 < send(*this, SCI_GETLINECOUNT)
        ? send(*this, SCI_POSITIONFROMLINE, lastLine + 1)
        : size;
    send(*this, SCI_STARTSTYLING, begin);
    if (m_pending || size != snapshot->tree.bytes().size()) {
        send(*this, SCI_SETSTYLING, end - begin,
            int(TextStyleId::Plain)); // in the middle of a gesture
        return;
    }
    sendBytes(*this, SCI_SETSTYLINGEX, jsonStyles(snapshot->tree, {begin, end}));
    const auto levels
        = foldLevels(snapshot->tree, snapshot->lines, firstLine + 1, lastLine - firstLine + 1);
    for (size_t i = 0; i < levels.size(); ++i)
        send(*this, SCI_SETFOLDLEVEL, firstLine + qsizetype(i), levels[i]);
}

void JsonEditor::applyTextStyle()
{
    const TextStyle &style = m_document.snapshot()->style;
    if (m_style == style)
        return; // Scintilla would lay out and paint everything anew
    m_style = style;
    const bool usesTabs = style.indent.startsWith('\t');
    send(*this, SCI_SETUSETABS, usesTabs);
    send(*this, SCI_SETTABWIDTH, usesTabs ? 4 : std::max<qsizetype>(1, style.indent.size()));
    send(*this, SCI_SETINDENT, usesTabs ? 0 : style.indent.size());
    send(*this, SCI_SETEOLMODE,
        style.lineEnd == "\r\n"_ba     ? SC_EOL_CRLF
            : style.lineEnd == "\r"_ba ? SC_EOL_CR
                                       : SC_EOL_LF);
}

void JsonEditor::fitMargin()
{
    const qsizetype digits = QByteArray::number(lines()).size();
    if (std::exchange(m_marginDigits, digits) != digits)
        fitLineNumbers(*this);
}

void JsonEditor::markBraces()
{
    const JsonTree &tree = m_document.tree();
    const bool isKnown = !m_pending && send(*this, SCI_GETLENGTH) == tree.bytes().size();
    const BracePair pair = isKnown ? bracePairAt(tree, cursorOffset()) : BracePair();
    const bool isAlone = pair.brace >= 0 && pair.partner < 0;
    if (isAlone)
        send(*this, SCI_BRACEBADLIGHT, pair.brace);
    else
        send(*this, SCI_BRACEHIGHLIGHT, pair.brace, pair.partner);
    const auto lineOf
        = [this](qsizetype offset) { return send(*this, SCI_LINEFROMPOSITION, offset); };
    const bool hasGuide = pair.partner >= 0 && lineOf(pair.brace) != lineOf(pair.partner);
    send(*this, SCI_SETHIGHLIGHTGUIDE,
        hasGuide ? std::min(
            send(*this, SCI_GETCOLUMN, pair.brace), send(*this, SCI_GETCOLUMN, pair.partner))
                 : 0);
}

// ---- cursor

qsizetype JsonEditor::cursorOffset() const
{
    return send(*this, SCI_GETCURRENTPOS);
}

void JsonEditor::setCursorOffset(qsizetype offset)
{
    send(*this, SCI_SETEMPTYSELECTION, offset);
    send(*this, SCI_CHOOSECARETX);
}

TextRange JsonEditor::selectedRange() const
{
    return {send(*this, SCI_GETSELECTIONSTART), send(*this, SCI_GETSELECTIONEND)};
}

void JsonEditor::select(TextRange range)
{
    send(*this, SCI_SETSELECTION, range.end, range.begin);
    send(*this, SCI_CHOOSECARETX);
}

void JsonEditor::reveal(qsizetype offset)
{
    const qsizetype line = send(*this, SCI_LINEFROMPOSITION, offset);
    send(*this, SCI_ENSUREVISIBLE, line);
    const qsizetype shown = send(*this, SCI_VISIBLEFROMDOCLINE, line);
    const qsizetype first = send(*this, SCI_GETFIRSTVISIBLELINE);
    const qsizetype count = send(*this, SCI_LINESONSCREEN);
    if (shown < first + count / 10 || shown >= first + count - count / 10)
        send(*this, SCI_SETFIRSTVISIBLELINE, std::max<qsizetype>(0, shown - count / 3));
    if (hasFocus())
        send(*this, SCI_SCROLLRANGE, offset, offset);
}

qsizetype JsonEditor::offsetAt(QPoint viewportPosition) const
{
    return send(*this, SCI_POSITIONFROMPOINTCLOSE, viewportPosition.x(), viewportPosition.y());
}

} // namespace Pinion

#include "moc_jsoneditor.cpp"
