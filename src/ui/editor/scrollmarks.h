// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QScrollBar;
QT_END_NAMESPACE

namespace Pinion {

/// Ticks over a vertical scroll bar that show where in the text something is.
/// Purely an addition for the eye: the problems list holds the same and takes the clicks.
class ScrollMarks : public QWidget
{
    Q_OBJECT

public:
    struct Mark
    {
        qreal place = 0; ///< 0 is the top of the text, 1 its end
        QColor color;

        friend bool operator==(const Mark &, const Mark &) = default;
    };

    explicit ScrollMarks(QScrollBar *scrollBar);

    void setMarks(const QList<Mark> &marks);
    [[nodiscard]] const QList<Mark> &marks() const { return m_marks; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Mark> m_marks;
};

} // namespace Pinion
