// SPDX-License-Identifier: GPL-3.0-or-later
// Menu, keys and painting of FieldRow.
#include "ui/form/fieldrow.h"
#include "ui/form/findingline.h"
#include "ui/form/literals.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Pinion {

void FieldRow::showMenu(QPoint globalPosition)
{
    const JsonPointer pointer = m_binder.absolute(currentPointer());
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    editor()->addMenuActions(*menu);
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    menu->addAction(tr("Copy JSON path"), this, [=] { copy(pointer.toString()); });
    QAction *copyValue = menu->addAction(
        tr("Copy value"), this, [=, this] { copy(displayText(m_literal.value_or(QByteArray()))); });
    copyValue->setEnabled(m_literal.has_value());
    menu->addAction(
        tr("Show in JSON"), this, [=, this] { emit m_binder.showInJsonRequested(pointer); });
    menu->addSeparator();
    QAction *reset
        = menu->addAction(tr("Reset to default"), this, [this] { m_binder.remove(m_pointer); });
    reset->setEnabled(m_literal.has_value() && m_binder.isEditable());
    QAction *fixes = menu->addAction(
        tr("Fix…"), this, [=, this] { emit m_binder.fixMenuRequested(pointer, globalPosition); });
    fixes->setEnabled(m_hasFindings);
    menu->addSeparator();
    menu->addAction(tr("Help"), this, [=, this] { emit m_binder.helpRequested(pointer); });
    menu->popup(globalPosition);
}

bool FieldRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_label && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::ControlModifier) {
            emit m_binder.showInJsonRequested(m_binder.absolute(m_pointer));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FieldRow::keyPressEvent(QKeyEvent *event)
{
    const bool isMenuKey = event->key() == Qt::Key_Menu
        || (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier);
    const bool isFixKey = (event->key() == Qt::Key_Return && event->modifiers() == Qt::AltModifier)
        || (event->key() == Qt::Key_Period && event->modifiers() == Qt::ControlModifier);
    const QPoint below = editor()->mapToGlobal(QPoint(0, editor()->height()));
    if (isMenuKey)
        showMenu(below);
    else if (isFixKey)
        emit m_binder.fixMenuRequested(m_binder.absolute(currentPointer()), below);
    else
        QWidget::keyPressEvent(event);
}

void FieldRow::contextMenuEvent(QContextMenuEvent *event)
{
    // The menu key has been answered as a key already.
    if (event->reason() != QContextMenuEvent::Keyboard)
        showMenu(event->globalPos());
}

void FieldRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    if (m_isMarked)
        painter.fillRect(QRect(0, 2, 3, height() - 4), theme.color(Theme::Role::Advice));
    if (!m_finding->hasFindings() || m_editor->isWide())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_finding->color(), 2));
    const QWidget *framed = editor()->focusProxy() ? editor()->focusProxy() : editor();
    const QRectF box(framed->mapTo(this, QPoint(0, 0)), framed->size());
    painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3);
}

void FieldRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_isFresh) {
        m_help->setText({}); // forces the colour to be chosen again
        showHelp();
        refreshFindings();
    }
}

} // namespace Pinion
