// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/targetstrip.h"

#include "marathon/schema.h"
#include "ui/targets/targetbadge.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int SmallestHeight = 26;
constexpr int Margin = 12;
constexpr int ChevronWidth = 14;
constexpr QRgb NeutralColor = 0xff4a5560;

/// A button on the coloured ground: white words in a white outline.
class StripButton final : public QAbstractButton
{
public:
    StripButton(const QString &text, const QString &objectName, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setAccessibleName(text);
        setObjectName(objectName);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 20, 24};
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Qt::white, hasFocus() ? 2 : 1));
        if (isDown() || underMouse())
            painter.setBrush(QColor(255, 255, 255, 40));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 2, -1, -2), 3, 3);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

} // namespace

TargetStrip::TargetStrip(TargetLink &link, QWidget *parent)
    : QWidget(parent)
    , m_link(link)
    , m_again(new StripButton(tr("Try again"), u"stripTryAgain"_s, this))
    , m_edit(new StripButton(tr("Edit target…"), u"stripEdit"_s, this))
{
    setObjectName(u"targetStrip"_s);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(m_again, &QAbstractButton::clicked, &link, &TargetLink::reconnect);
    connect(m_edit, &QAbstractButton::clicked, this, &TargetStrip::editRequested);
    connect(&link, &TargetLink::stateChanged, this, &TargetStrip::refresh);
    connect(&link, &TargetLink::listsChanged, this, &TargetStrip::refresh);
    const Targets &targets = link.targets();
    connect(&targets, &Targets::listChanged, this, &TargetStrip::refresh);
    connect(&targets, &Targets::currentChanged, this, [this] { setNote({}); });
    connect(&targets, &Targets::fallBackAverted, this, [this] { setNote({}); });
    connect(&targets, &Targets::fallBackNear, this, [this] {
        setNote(tr("Nobody has touched Pinion for a while: in a minute another target is chosen. "
                   "Any key keeps this one."));
    });
    connect(&targets, &Targets::fellBack, this,
        [this](const QString &from) { setNote(tr("%1 is no longer chosen.").arg(from)); });
    refresh();
}

void TargetStrip::setNote(const QString &note)
{
    m_note = note;
    refresh();
}

void TargetStrip::refresh()
{
    const Targets &targets = m_link.targets();
    setVisible(!targets.all().empty() || !targets.problem().isEmpty());
    const bool isDown
        = m_link.state() == LinkState::Offline || m_link.state() == LinkState::SignedOut;
    m_again->setVisible(isDown);
    m_edit->setVisible(isDown || !targets.problem().isEmpty());
    m_edit->setText(m_link.state() == LinkState::SignedOut ? tr("Sign in…") : tr("Edit target…"));
    m_edit->setAccessibleName(m_edit->text());
    setAccessibleName(sentence());
    const QString why = targets.problem().isEmpty() ? m_link.problem() : targets.problem();
    setToolTip(why.isEmpty() ? sentence() : why);
    setAccessibleDescription(why);
    placeButtons();
    update();
}

QString TargetStrip::word() const
{
    const Target *target = m_link.targets().current();
    if (!target)
        return tr("NO TARGET");
    return kindInCapitals(target->kind);
}

QString TargetStrip::stateText() const
{
    switch (m_link.state()) {
    case LinkState::NoTarget:
        return tr("choose where to deploy");
    case LinkState::Connecting:
        return tr("connecting…");
    case LinkState::Connected:
        return tr("connected");
    case LinkState::SignedOut:
        return tr("signed out");
    case LinkState::Offline:
        break;
    }
    const QTime since = m_link.since().toLocalTime().time();
    return tr("offline since %1").arg(QLocale().toString(since, QLocale::ShortFormat));
}

QStringList TargetStrip::details() const
{
    QStringList parts;
    const Targets &targets = m_link.targets();
    if (!targets.problem().isEmpty())
        return {tr("the targets could not be read")};
    if (const Target *target = targets.current()) {
        if (target->name.compare(text(kindSpec(target->kind).title), Qt::CaseInsensitive) != 0)
            parts.append(target->name);
        parts.append(target->host());
    }
    parts.append(stateText());
    if (m_link.hasLists())
        parts.append(tr("%n app(s)", nullptr, int(m_link.apps().size())));
    if (!m_note.isEmpty())
        parts.append(m_note);
    return parts;
}

QString TargetStrip::sentence() const
{
    return tr("Target: %1").arg((QStringList(word()) + details()).join(u", "_s));
}

QSize TargetStrip::sizeHint() const
{
    return {400, std::max(SmallestHeight, fontMetrics().height() + 8)};
}

QSize TargetStrip::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

void TargetStrip::placeButtons()
{
    const Target *target = m_link.targets().current();
    const bool hasChevrons = target && kindSpec(target->kind).hasChevrons;
    int right = width() - Margin - (hasChevrons ? ChevronWidth + 8 : 0);
    for (QAbstractButton *button : {m_edit, m_again}) {
        if (button->isHidden())
            continue;
        const QSize size = button->sizeHint();
        button->setGeometry(
            right - size.width(), (height() - size.height()) / 2, size.width(), size.height());
        right -= size.width() + 8;
    }
}

void TargetStrip::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Target *target = m_link.targets().current();
    QRect room = rect().adjusted(Margin, 0, -Margin, 0);
    if (target)
        room = paintTargetGround(painter, rect(), kindSpec(target->kind));
    else
        painter.fillRect(rect(), QColor::fromRgb(NeutralColor));
    painter.setPen(Qt::white);
    for (const QAbstractButton *button : {m_again, m_edit}) {
        if (!button->isHidden())
            room.setRight(std::min(room.right(), button->x() - 8));
    }
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    const QString name = word();
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, name);
    const int used = QFontMetrics(bold).horizontalAdvance(name);
    painter.setFont(font());
    const QRect rest = room.adjusted(used, 0, 0, 0);
    const QString more = u"   ·   "_s + details().join(u"   ·   "_s);
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
        fontMetrics().elidedText(more, Qt::ElideRight, rest.width()));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(rect()).adjusted(2, 2, -2, -2));
    }
}

void TargetStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeButtons();
}

void TargetStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        emit chooseRequested();
}

void TargetStrip::keyPressEvent(QKeyEvent *event)
{
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
        || event->key() == Qt::Key_Space;
    if (opens)
        emit chooseRequested();
    else
        QWidget::keyPressEvent(event);
}

// A window that comes up gives the focus to its first widget, which is this one; but nobody has
// asked for it.
void TargetStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
    if (event->reason() == Qt::ActiveWindowFocusReason && !m_isWanted)
        focusNextChild();
}

void TargetStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
    m_isWanted = event->reason() == Qt::ActiveWindowFocusReason;
}

} // namespace Pinion

#include "moc_targetstrip.cpp"
