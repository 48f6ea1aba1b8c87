// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/scrollmarks.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

namespace Pinion {

ScrollMarks::ScrollMarks(QScrollBar *scrollBar)
    : QWidget(scrollBar)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setGeometry(scrollBar->rect());
    scrollBar->installEventFilter(this);
    show();
}

void ScrollMarks::setMarks(const QList<Mark> &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    update();
}

bool ScrollMarks::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(static_cast<const QWidget *>(watched)->rect());
    return QWidget::eventFilter(watched, event);
}

void ScrollMarks::paintEvent(QPaintEvent *)
{
    constexpr int Thickness = 3;
    QPainter painter(this);
    for (const Mark &mark : m_marks)
        painter.fillRect(QRect(width() / 3, int(mark.place * (height() - Thickness)),
                             width() - width() / 3, Thickness),
            mark.color);
}

} // namespace Pinion

#include "moc_scrollmarks.cpp"
