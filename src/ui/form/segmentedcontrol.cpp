// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/segmentedcontrol.h"

#include "ui/form/hitbutton.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QVariant>

namespace Pinion {

namespace {

constexpr char IdProperty[] = "segmentId";

QString idOf(const QAbstractButton *button)
{
    return button->property(IdProperty).toString();
}

} // namespace

SegmentedControl::SegmentedControl(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_row->addStretch(1);
    connect(m_group, &QButtonGroup::buttonClicked, this,
        [this](QAbstractButton *button) { emit chosen(idOf(button)); });
}

QToolButton *SegmentedControl::addSegment(
    const QString &id, const QString &text, const QString &toolTip)
{
    auto *button = new HitButton(QSize(56, 28), this);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setCheckable(true);
    button->setProperty(IdProperty, id);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::toggled, this, [this, button] { colour(button); });
    m_row->insertWidget(m_row->count() - 1, button);
    m_group->addButton(button);
    m_segments.append(button);
    if (!focusProxy())
        setFocusProxy(button);
    return button;
}

void SegmentedControl::setCurrent(const QString &id)
{
    QToolButton *wanted = segment(id);
    m_group->setExclusive(wanted != nullptr);
    for (QToolButton *button : std::as_const(m_segments))
        button->setChecked(button == wanted);
    m_group->setExclusive(true);
}

QToolButton *SegmentedControl::segment(const QString &id) const
{
    for (QToolButton *button : m_segments) {
        if (idOf(button) == id)
            return button;
    }
    return nullptr;
}

/// Styles draw a pressed tool button faintly; the chosen one gets the selection's colours and
/// weight.
void SegmentedControl::colour(QToolButton *button)
{
    QPalette colours = palette();
    QFont weight = font();
    if (button->isChecked()) {
        colours.setColor(QPalette::Button, colours.color(QPalette::Highlight));
        colours.setColor(QPalette::ButtonText, colours.color(QPalette::HighlightedText));
        weight.setWeight(QFont::DemiBold);
    }
    button->setPalette(colours);
    button->setFont(weight);
}

void SegmentedControl::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    for (QToolButton *button : std::as_const(m_segments))
        colour(button);
}

void SegmentedControl::setAccessibleTexts(const QString &name, const QString &description)
{
    setAccessibleName(name);
    setAccessibleDescription(description);
    for (QToolButton *button : std::as_const(m_segments)) {
        button->setAccessibleName(QString(name + u": " + button->text()));
        button->setAccessibleDescription(description);
    }
}

} // namespace Pinion

#include "moc_segmentedcontrol.cpp"
