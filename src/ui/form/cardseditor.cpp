// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/cardseditor.h"

#include "ui/form/fieldrow.h"
#include "ui/form/findingline.h"
#include "ui/form/newvalues.h"
#include "ui/form/rowlist.h"
#include "ui/form/summaries.h"
#include "ui/form/timelineview.h"
#include "ui/form/treescript.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <string>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype OpenAtFirst = 3; // more cards than these start closed

} // namespace

Card::Card(FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent)
    : QFrame(parent)
    , m_binder(binder)
    , m_spec(spec)
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
        m_rows = new RowList(
            m_binder, rowsBelow(std::string(m_spec.pointer) + "/*", m_pointer), {}, this);
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
    m_title->setToolTip(title);
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

CardsEditor::CardsEditor(
    FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_binder(binder)
    , m_pointer(std::move(pointer))
    , m_column(new QVBoxLayout(this))
    , m_add(new QPushButton(listWords(spec).add, this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(6);
    m_add->setMinimumHeight(28);
    m_add->setAutoDefault(false);
    m_add->setAccessibleName(m_add->text());
    m_column->addWidget(m_add, 0, Qt::AlignLeft);
    setFocusProxy(m_add);
    if (spec.pointer.ends_with("olumes")) {
        auto *menu = new QMenu(m_add);
        for (const VolumeTemplate &kind : volumeTemplates())
            menu->addAction(kind.title, this, [this, kind] { addElement(kind.literal); });
        m_add->setMenu(menu);
    } else {
        connect(
            m_add, &QPushButton::clicked, this, [this] { addElement(newElement(this->spec())); });
    }
}

void CardsEditor::addElement(const QByteArray &literal)
{
    const qsizetype count = m_binder.node(m_pointer).childCount();
    const bool done = m_binder.edit(listWords(spec()).add,
        [&](TreeScript &script) { return script.insert(m_pointer, count, literal); });
    if (done && !m_cards.isEmpty()) {
        m_cards.last()->setOpen(true);
        m_cards.last()->rows().setFocus();
    }
}

void CardsEditor::removeElement(qsizetype index)
{
    m_binder.edit(listWords(spec()).remove, [&](TreeScript &script) {
        const bool isLast = script.at(m_pointer).childCount() == 1;
        return script.remove(isLast ? m_pointer : m_pointer.child(index));
    });
}

void CardsEditor::addCard()
{
    const qsizetype index = m_cards.size();
    auto *card = new Card(m_binder, spec(), m_pointer.child(index), this);
    m_column->insertWidget(int(index), card);
    m_cards.append(card);
    connect(card, &Card::removeRequested, this, [this, index] { removeElement(index); });
    connect(card, &Card::duplicateRequested, this, [this, index] {
        const auto literal = m_binder.literal(m_pointer.child(index));
        m_binder.edit(tr("Duplicate"), [&](TreeScript &script) {
            return script.insert(m_pointer, index + 1, literal.value_or("{}"));
        });
    });
}

/// Cards are bound to places, not to values: only their number changes.
void CardsEditor::showLiteral(const std::optional<QByteArray> &)
{
    const JsonNode array = m_binder.node(m_pointer);
    const qsizetype count = array.isArray() ? array.childCount() : 0;
    while (m_cards.size() > count)
        m_cards.takeLast()->deleteLater();
    while (m_cards.size() < count) {
        addCard();
        m_cards.last()->setOpen(count <= OpenAtFirst);
    }
}

void CardsEditor::setEditable(bool isEditable)
{
    m_add->setEnabled(isEditable);
    for (Card *card : std::as_const(m_cards))
        card->setEditable(isEditable);
}

void CardsEditor::refreshContext()
{
    for (Card *card : std::as_const(m_cards))
        card->refresh();
}

void CardsEditor::refreshFindings()
{
    for (Card *card : std::as_const(m_cards))
        card->refreshFindings();
}

bool CardsEditor::focusPart(const JsonPointer &tail)
{
    bool ok = false;
    const qsizetype index = tail.isRoot() ? -1 : tail.tokens().first().toLongLong(&ok);
    if (!ok || index < 0 || index >= m_cards.size()) {
        m_add->setFocus(Qt::OtherFocusReason);
        return true;
    }
    m_cards[index]->setOpen(true);
    return m_cards[index]->rows().focusField(m_pointer.joined(tail)) || FieldEditor::focusPart({});
}

JsonPointer CardsEditor::currentPart() const
{
    const QWidget *focus = QApplication::focusWidget();
    for (const QWidget *widget = focus; widget && widget != this; widget = widget->parentWidget()) {
        if (const auto *row = qobject_cast<const FieldRow *>(widget))
            return m_pointer.relative(row->currentPointer());
    }
    return {};
}

} // namespace Pinion

#include "moc_cardseditor.cpp"
