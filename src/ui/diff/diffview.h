// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/diff/difflines.h"

#include <QAbstractScrollArea>

namespace Pinion {

struct CellLook;

/// Two texts as their lines next to each other, or below each other where there is no room for two
/// columns. Only what is on screen is drawn. Up and Down go by lines, F7 and Shift+F7 by changes,
/// Enter unfolds or shows the value in the document, E unfolds everything.
class DiffView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Columns : quint8 { AsFits, One, Two };
    /// From this width on there is room for two columns, in logical pixels.
    static constexpr int RoomForTwo = 900;

    explicit DiffView(QWidget *parent = nullptr);

    /// Null: nothing to show.
    void setTexts(std::shared_ptr<const ComparedTexts> texts);
    void setShowsFilledIn(bool shows);
    void setColumns(Columns columns);
    [[nodiscard]] bool areTwoColumns() const { return m_lines.areTwoColumns(); }
    void setZoom(int steps);
    void toggleFolds();

    /// Goes to the next (1) or previous (-1) change; false where there is none.
    bool stepChange(int direction);
    void showChange(ChangeIndex change);
    [[nodiscard]] std::optional<ChangeIndex> currentChange() const;
    [[nodiscard]] const DiffLines &lines() const { return m_lines; }
    [[nodiscard]] int currentLine() const { return m_current; }
    /// True once the last line has been on screen.
    [[nodiscard]] bool isReadToEnd() const { return m_isReadToEnd; }

    [[nodiscard]] QSize sizeHint() const override { return {720, 320}; }

signals:
    /// There may be other lines, or another number of columns.
    void laidOut();
    void currentChangeChanged();
    void readToEnd();
    /// The value that the author wrote there.
    void jumpRequested(const Pinion::JsonPointer &pointer, Pinion::TextRange range);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void relayOut();
    void updateScrollBars();
    void setCurrent(int line);
    void activate(int line);
    void noteEnd();
    void describe();
    [[nodiscard]] int lineAt(QPoint position) const;
    [[nodiscard]] int visibleLines() const;

    // ---- diffviewpaint.cpp
    void paintLine(QPainter &painter, int index, const QRect &rect) const;
    void paintSide(QPainter &painter, const DiffLine &line, bool isAfter, const QRect &rect) const;
    void paintBanner(QPainter &painter, const DiffLine &line, const QRect &rect) const;
    void paintOverview(QPainter &painter) const;
    [[nodiscard]] int gutterWidth() const;
    [[nodiscard]] QString titleOf(int difference) const;

    DiffLines m_lines;
    Columns m_columns = Columns::AsFits;
    QFont m_font;
    int m_lineHeight = 20;
    int m_current = 0;
    bool m_isReadToEnd = false;
};

/// "Variables › LOG_LEVEL: 512 → 768" for lists and screen readers.
[[nodiscard]] QString changeText(const ComparedTexts &texts, ChangeIndex index);
/// The values alone: "512 → 768".
[[nodiscard]] QString changeValues(const ComparedTexts &texts, ChangeIndex index);

} // namespace Pinion
