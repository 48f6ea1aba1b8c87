// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"
#include "ui/editor/completion.h"

#include <Qsci/qsciscintilla.h>

#include <optional>

namespace Pinion {

/// The text of a document in QScintilla, byte for byte. The document is the truth: what is typed
/// here becomes an edit of it, and its other edits are replayed here. Scintilla's byte messages are
/// used throughout, because its QString functions lose byte order marks, NUL and invalid UTF-8.
/// The editor has no history of its own; undo and redo are the document's.
class JsonEditor : public QsciScintilla
{
    Q_OBJECT

public:
    explicit JsonEditor(AppDocument &document, QWidget *parent = nullptr);
    ~JsonEditor() override;

    /// The editor's copy of the text; equal to the document's between two events.
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] qsizetype cursorOffset() const;
    void setCursorOffset(qsizetype offset);
    [[nodiscard]] TextRange selectedRange() const;
    void select(TextRange range);
    /// Unfolds and scrolls so that the offset is in the middle 80 %; does nothing if it is already.
    void reveal(qsizetype offset);
    [[nodiscard]] qsizetype offsetAt(QPoint viewportPosition) const; ///< -1 beside the text

    void setTabMovesFocus(bool moves) { m_tabMovesFocus = moves; }
    [[nodiscard]] bool tabMovesFocus() const { return m_tabMovesFocus; }
    void showCompletions();

    void undo() override;
    void redo() override;
    void cut() override;
    void paste() override;

signals:
    void cursorMoved();
    void clicked(qsizetype offset);
    void fixMenuRequested(qsizetype offset, QPoint globalPosition);
    void toolTipRequested(qsizetype offset, QPoint globalPosition);
    void escapePressed();
    void lookChanged();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    // Files are left to the window, which opens them; Scintilla would write their paths.
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setUpScintilla();
    void chooseNotices();
    void releaseKeys();
    void connectNotifications();
    void noteChange(int position, int type, int length);
    void onEdited(const TextEdit &edit, const QObject *origin);
    void onDocumentChanged();
    void onUndoIndexChanged(int index);
    void flush();
    void synchronise();
    [[nodiscard]] bool holds(QByteArrayView text) const;
    void replaceBytes(const TextEdit &edit);
    void restyleFrom(qsizetype offset);
    void styleTo(qsizetype offset);
    void applyTextStyle();
    void fitMargin();
    void markBraces();
    bool handleOwnKey(QKeyEvent &event);
    void insertNewline();
    void alignClosingBracket();
    void moveLine(int direction);
    void acceptCompletion();
    void typeOver(TextRange range, const QByteArray &text, qsizetype caret);
    [[nodiscard]] bool isListShown() const;

    /// What has changed here since the document was told, as one replacement.
    struct Pending
    {
        qsizetype begin = 0;
        qsizetype oldEnd = 0;
        qsizetype newEnd = 0;
    };

    AppDocument &m_document;
    std::optional<Pending> m_pending;
    Completions m_completions;
    std::optional<qsizetype> m_chosenCompletion;
    QString m_gestureTitle;
    int m_gestureDepth = 0;
    int m_undoIndex = 0;
    int m_undoCount = 0;
    qsizetype m_lastEditEnd = 0;
    std::optional<TextStyle> m_style; ///< the one that was applied
    qsizetype m_marginDigits = 0;
    bool m_isReplaying = false;
    bool m_isEscaping = false; ///< Esc was the last key: Tab leaves now
    bool m_tabMovesFocus = false;
};

} // namespace Pinion
