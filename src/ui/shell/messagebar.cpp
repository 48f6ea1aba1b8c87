// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/messagebar.h"

#include "ui/theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int IconSize = 18;

struct Look
{
    Theme::Role background;
    Theme::Role accent;
    Icon icon;
};

Look lookOf(Message::Kind kind)
{
    switch (kind) {
    case Message::Kind::Warning:
        return {Theme::Role::WarningBar, Theme::Role::Warning, Icon::Warning};
    case Message::Kind::Error:
        return {Theme::Role::ErrorBar, Theme::Role::Error, Icon::Error};
    case Message::Kind::Info:
        break;
    }
    return {Theme::Role::InfoBar, Theme::Role::Advice, Icon::Advice};
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QWidget(this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"messageBar"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName(u"messageText"_s);
    m_close->setIcon(themeIcon(Icon::Close));
    m_close->setAutoRaise(true);
    m_close->setMinimumSize(28, 28);
    m_close->setToolTip(tr("Dismiss this message"));
    m_close->setAccessibleName(tr("Dismiss this message"));
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        emit dismissed();
    });

    auto *buttonRow = new QHBoxLayout(m_buttons);
    buttonRow->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_buttons);
    row->addWidget(m_close);
    hide();
}

void MessageBar::showMessage(const Message &message)
{
    m_kind = message.kind;
    m_text->setText(message.text);
    setAccessibleName(tr("Message"));
    setAccessibleDescription(message.text);
    m_close->setVisible(message.isDismissible);
    qDeleteAll(m_buttons->findChildren<QPushButton *>(Qt::FindDirectChildrenOnly));
    for (const MessageButton &button : message.buttons) {
        auto *widget = new QPushButton(button.text, m_buttons);
        // Queued: the action may replace this message, and the button with it.
        connect(widget, &QPushButton::clicked, this, button.run, Qt::QueuedConnection);
        m_buttons->layout()->addWidget(widget);
    }
    m_buttons->setVisible(!message.buttons.isEmpty());
    updateIcon();
    show();
    update();
}

void MessageBar::clear()
{
    hide();
    m_text->clear();
}

QString MessageBar::text() const
{
    return m_text->text();
}

// Painted rather than set as a palette: whether the theme is dark is read from the palette.
void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Look look = lookOf(m_kind);
    const Theme theme = Theme::of(this);
    painter.fillRect(rect(), theme.color(look.background));
    painter.fillRect(0, 0, 4, height(), theme.color(look.accent));
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

void MessageBar::updateIcon()
{
    const Look look = lookOf(m_kind);
    const QColor color = Theme::of(this).color(look.accent);
    m_icon->setPixmap(themePixmap(look.icon, color, IconSize, devicePixelRatioF()));
}

} // namespace Pinion

#include "moc_messagebar.cpp"
