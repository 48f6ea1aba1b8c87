// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/quantityeditor.h"

#include "json/jsonstring.h"
#include "marathon/definition.h"
#include "marathon/schema.h"
#include "ui/form/hitbutton.h"
#include "ui/form/literals.h"
#include "ui/form/quantity.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QToolButton *stepButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new HitButton(QSize(26, 28), parent);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRepeat(true);
    button->setFocusPolicy(Qt::NoFocus); // the arrow keys do the same
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return button;
}

} // namespace

QuantityEditor::QuantityEditor(const FieldSpec &spec, QWidget *parent)
    : LineEditor(spec, parent)
    , m_up(stepButton(u"▴"_s, tr("More"), this))
    , m_down(stepButton(u"▾"_s, tr("Less"), this))
{
    row()->addWidget(m_down);
    row()->addWidget(m_up);
    lineEdit()->setFixedWidth(160);
    auto *unit = new QLabel(Pinion::text(spec.unit), this);
    unit->setVisible(!spec.unit.empty());
    row()->addSpacing(4);
    row()->addWidget(unit);
    row()->addStretch(1);
    connect(m_up, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_down, &QToolButton::clicked, this, [this] { step(-1); });
}

void QuantityEditor::setEditable(bool isEditable)
{
    LineEditor::setEditable(isEditable);
    m_up->setEnabled(isEditable);
    m_down->setEnabled(isEditable);
}

QString QuantityEditor::shownUnit() const
{
    return Pinion::text(spec().unit);
}

QString QuantityEditor::textFor(const QByteArray &literal) const
{
    if (scale() != 1 && isJsonNumber(literal))
        return QString::fromUtf8(numberLiteral(literal.toDouble() * scale()));
    return displayText(literal);
}

std::optional<QByteArray> QuantityEditor::literalForText(const QString &text) const
{
    if (scale() == 1) {
        // A word is no number, but a few fields take one ("unlimited").
        const auto literal = literalFor(spec(), text);
        const bool isWord = literal && literal->startsWith('"');
        if (isWord && !isTemplated(text) && text.trimmed() != "unlimited"_L1)
            return {};
        return isWord ? encodeString(text.trimmed()) : literal;
    }
    if (const auto value = evaluateQuantity(text, shownUnit())) {
        const QByteArray stored = numberLiteral(*value / scale());
        return literal() && sameNumber(*literal(), stored) ? *literal() : stored;
    }
    return isTemplated(text) ? std::optional(encodeString(text)) : std::nullopt;
}

QString QuantityEditor::problemWith(const QString &text) const
{
    const bool isWhole = !spec().accepts(FieldType::Number);
    const QString unit = shownUnit();
    const QString kind = isWhole ? tr("a whole number") : tr("a number");
    return unit.isEmpty()
        ? tr("“%1” is not %2, so nothing was changed.").arg(text, kind)
        : tr("“%1” is not %2 of %3, so nothing was changed.").arg(text, kind, unit);
}

void QuantityEditor::step(int direction)
{
    if (!isLineEditable())
        return;
    const QByteArray fallback(
        spec().defaultLiteral.data(), qsizetype(spec().defaultLiteral.size()));
    const auto typed = evaluateQuantity(lineEdit()->text(), shownUnit());
    const double from = typed ? *typed : fallback.toDouble() * scale();
    const double size = quantityStep(shownUnit(), !spec().accepts(FieldType::Number));
    double next = from + direction * size;
    if (spec().minimum)
        next = std::max(next, *spec().minimum * scale());
    if (spec().maximum)
        next = std::min(next, *spec().maximum * scale());
    if (!spec().minimum)
        next = std::max(next, 0.0);
    const QString text = QString::fromUtf8(numberLiteral(next));
    lineEdit()->setText(text);
    enter(text, true);
}

bool QuantityEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == lineEdit() && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isStep = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down;
        if (isStep && key->modifiers() == Qt::NoModifier) {
            step(key->key() == Qt::Key_Up ? 1 : -1);
            return true;
        }
    }
    if (watched == lineEdit() && event->type() == QEvent::Wheel && lineEdit()->hasFocus()) {
        const int delta = static_cast<QWheelEvent *>(event)->angleDelta().y();
        if (delta != 0)
            step(delta > 0 ? 1 : -1);
        return true;
    }
    return LineEditor::eventFilter(watched, event);
}

QString PercentEditor::defaultText() const
{
    const QByteArray fallback(
        spec().defaultLiteral.data(), qsizetype(spec().defaultLiteral.size()));
    return isJsonNumber(fallback) ? tr("%1 – default").arg(textFor(fallback)) : QString();
}

} // namespace Pinion

#include "moc_quantityeditor.cpp"
