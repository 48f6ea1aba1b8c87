// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"

#include <QWidget>

#include <memory>

namespace Pinion {

class Analysis;
class BreadcrumbBar;
class FindBar;
class JsonEditor;

/// The JSON text of a document: breadcrumb, editor with line numbers, folding, marks for findings,
/// completion and hover help from the schema, and a find and replace bar.
class JsonPane : public QWidget
{
    Q_OBJECT

public:
    JsonPane(AppDocument &document, Analysis &analysis, QWidget *parent = nullptr);
    ~JsonPane() override;

    [[nodiscard]] JsonEditor &editor() const { return *m_editor; }
    /// The value the text cursor is in.
    [[nodiscard]] JsonPointer currentPointer() const;
    /// Byte offset of the text cursor.
    [[nodiscard]] qsizetype cursorOffset() const;
    void setCursorOffset(qsizetype offset);
    /// Gives the value a band and a bar in the gutter; scrolls only if it lies outside the middle
    /// 80 %.
    void showValue(const JsonPointer &pointer);
    /// Moves focus and cursor to the value.
    void goTo(const JsonPointer &pointer);
    void goTo(TextRange range);

    void openFind();
    void openReplace();
    void findNext();
    void openGoToLine();
    void setTabMovesFocus(bool moves);
    [[nodiscard]] bool tabMovesFocus() const;
    void setTextZoom(int steps); ///< points added to the system's fixed font

signals:
    void currentPointerChanged(const Pinion::JsonPointer &pointer);
    void cursorPositionChanged(Pinion::TextPosition position);
    /// A mouse click put the cursor at this value: the form may scroll to it.
    void valueClicked(const Pinion::JsonPointer &pointer);
    void fixMenuRequested(const Pinion::JsonPointer &pointer, QPoint globalPosition);
    void escapePressed();

private:
    void followCursor();
    void nameRoot();
    void markShownValue();
    void showToolTip(qsizetype offset, QPoint globalPosition);
    [[nodiscard]] JsonPointer pointerForFix(qsizetype offset) const;

    AppDocument &m_document;
    Analysis &m_analysis;
    JsonEditor *m_editor = nullptr;
    BreadcrumbBar *m_breadcrumb = nullptr;
    FindBar *m_findBar = nullptr;
    JsonPointer m_pointer; ///< where the cursor is
    JsonPointer m_shown; ///< what showValue marked
};

} // namespace Pinion
