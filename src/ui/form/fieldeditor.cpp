// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/fieldeditor.h"

#include "ui/form/literals.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace Pinion {

FieldEditor::FieldEditor(const FieldSpec &spec, QWidget *parent)
    : QWidget(parent)
    , m_spec(spec)
{ }

void FieldEditor::setEditable(bool isEditable)
{
    setEnabled(isEditable);
}

void FieldEditor::setSuggestions(const QList<Suggestion> &) { }

bool FieldEditor::focusPart(const JsonPointer &)
{
    setFocus(Qt::OtherFocusReason);
    return true;
}

void FieldEditor::setAccessibleTexts(const QString &name, const QString &description)
{
    setAccessibleName(name);
    setAccessibleDescription(description);
    if (QWidget *control = focusProxy()) {
        control->setAccessibleName(name);
        control->setAccessibleDescription(description);
    }
}

void FieldEditor::adopt(QWidget *control)
{
    auto *manners = new ControlManners(control);
    control->installEventFilter(manners);
    if (const auto *area = qobject_cast<QAbstractScrollArea *>(control))
        area->viewport()->installEventFilter(manners); // the wheel arrives there
    if (control->focusPolicy() == Qt::WheelFocus)
        control->setFocusPolicy(Qt::StrongFocus);
    connect(manners, &ControlManners::undoRequested, this, &FieldEditor::undoRequested);
    connect(manners, &ControlManners::redoRequested, this, &FieldEditor::redoRequested);
}

QString FieldEditor::defaultText() const
{
    const QByteArray literal(m_spec.defaultLiteral.data(), qsizetype(m_spec.defaultLiteral.size()));
    const QString value = displayText(literal);
    return value.isEmpty() || literal == "[]" || literal == "{}" ? QString()
                                                                 : tr("%1 – default").arg(value);
}

bool ControlManners::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(watched);
    const auto *control = qobject_cast<QWidget *>(parent());
    const bool hasFocus
        = control && (control->hasFocus() || control->isAncestorOf(QApplication::focusWidget()));
    if (event->type() == QEvent::Wheel && widget && !hasFocus) {
        event->ignore();
        return true;
    }
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isUndo = key->matches(QKeySequence::Undo);
    const bool isRedo = key->matches(QKeySequence::Redo);
    if (!isUndo && !isRedo)
        return false;
    if (event->type() == QEvent::ShortcutOverride) {
        event->ignore(); // the window's undo action shall have it
        return true;
    }
    if (isUndo)
        emit undoRequested();
    else
        emit redoRequested();
    return true;
}

} // namespace Pinion

#include "moc_fieldeditor.cpp"
