// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/card.h"

#include "ui/form/findingline.h"
#include "ui/form/rowlist.h"
#include "ui/form/summaries.h"
#include "ui/form/timelineview.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Pinion {

Card::Card(FormBinder &binder, QList<RowPlan> plans, JsonPointer pointer, QWidget *parent)
    : QFrame(parent)
    , m_binder(binder)
    , m_plans(std::move(plans))
    , m_pointer(std::move(pointer))
    , m_column(new QVBoxLayout(this))
    , m_title(new QToolButton(this))
    , m_duplicate(new QToolButton(this))
    , m_remove(new QToolButton(this))
    , m_finding(new FindingLine(binder.analysis(), this))
{
    build();
    connect(m_title, &QToolButton::clicked, this, &Card::setOpen);
    connect(m_remove, &QToolButton::clicked, this, &Card::removeRequested);
    connect(m_duplicate, &QToolButton::clicked, this, &Card::duplicateRequested);
    connect(m_finding, &FindingLine::moreRequested, this, [this](QPoint position) {
        emit m_binder.fixMenuRequested(m_binder.absolute(m_pointer), position);
    });
}

void Card::build()
{
    setFrameShape(QFrame::StyledPanel);
    m_column->setContentsMargins(6, 4, 6, 6);
    m_column->setSpacing(4);
    auto *header = new QHBoxLayout;
    m_title->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_title->setAutoRaise(true);
    m_title->setCheckable(true);
    m_title->setArrowType(Qt::RightArrow);
    m_title->setMinimumHeight(28);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_title->setFocusPolicy(Qt::StrongFocus);
    m_title->installEventFilter(this);
    m_duplicate->setText(tr("Duplicate"));
    m_remove->setText(tr("Remove"));
    for (QToolButton *button : {m_duplicate, m_remove}) {
        button->setMinimumHeight(26);
        button->setFocusPolicy(Qt::StrongFocus);
    }
    header->addWidget(m_title, 1);
    header->addWidget(m_duplicate);
    header->addWidget(m_remove);
    m_column->addLayout(header);
    m_column->addWidget(m_finding);
}

RowList &Card::rows()
{
    if (!m_rows) {
        m_rows = new RowList(m_binder, m_plans, {}, this);
        m_column->addWidget(m_rows);
        if (m_pointer.tokens().first() == "healthChecks") {
            m_timeline = new TimelineView(this);
            m_column->addWidget(m_timeline);
        }
        refresh();
        refreshFindings();
    }
    return *m_rows;
}

bool Card::isOpen() const
{
    return m_title->isChecked();
}

void Card::setOpen(bool isOpen)
{
    m_title->setChecked(isOpen);
    m_title->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    if (isOpen)
        (void)rows(); // made when first opened
    if (m_lead)
        m_lead->setVisible(isOpen);
    if (m_rows)
        m_rows->setVisible(isOpen);
    if (m_timeline)
        m_timeline->setVisible(isOpen);
}

void Card::refresh()
{
    const QString title = cardTitle(m_pointer, m_binder.appNode());
    m_title->setText(QString(title).replace(u'&', "&&"_L1));
    m_title->setAccessibleName(title);
    m_title->setToolTip(m_isSingle ? title : tr("%1\nAlt+Up, Alt+Down or drag: move").arg(title));
    m_duplicate->setAccessibleName(tr("Duplicate: %1").arg(title));
    m_remove->setAccessibleName(tr("Remove: %1").arg(title));
    if (m_rows)
        m_rows->refresh();
    if (m_timeline)
        m_timeline->setCheck(m_binder.node(m_pointer));
}

void Card::refreshFindings()
{
    m_finding->show(m_binder.findings(m_pointer, !isOpen()), m_binder.analysis().isStale());
    if (m_rows)
        m_rows->refreshFindings();
}

void Card::setEditable(bool isEditable)
{
    m_duplicate->setEnabled(isEditable);
    m_remove->setEnabled(isEditable);
}

void Card::setSingle()
{
    m_isSingle = true;
    m_duplicate->hide();
}

void Card::setLead(QWidget *lead)
{
    m_lead = lead;
    m_column->insertWidget(m_column->indexOf(m_finding) + 1, lead);
    lead->setVisible(isOpen());
}

bool Card::handleTitleKey(const QKeyEvent &key)
{
    const bool isUp = key.keyCombination() == (Qt::ALT | Qt::Key_Up);
    const bool isDown = key.keyCombination() == (Qt::ALT | Qt::Key_Down);
    if (isUp || isDown)
        emit moveRequested(isUp ? -1 : 1);
    return isUp || isDown;
}

bool Card::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_title || m_isSingle)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress)
        return handleTitleKey(static_cast<QKeyEvent &>(*event));
    if (event->type() == QEvent::MouseButtonPress)
        m_pressedAt = static_cast<QMouseEvent *>(event)->pos();
    if (event->type() != QEvent::MouseMove)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const bool isFar
        = (mouse->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (!mouse->buttons().testFlag(Qt::LeftButton) || !isFar)
        return false;
    m_title->setDown(false);
    emit dragRequested();
    return true;
}

} // namespace Pinion

#include "moc_card.cpp"
