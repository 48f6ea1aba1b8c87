// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/cardseditor.h"

#include "ui/form/card.h"
#include "ui/form/fieldrow.h"
#include "ui/form/newvalues.h"
#include "ui/form/rowlist.h"
#include "ui/form/rowmoves.h"
#include "ui/form/treescript.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDrag>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype OpenAtFirst = 3; // more cards than these start closed

} // namespace

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
    setAcceptDrops(true);
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
    const JsonPointer place = m_pointer.child(index);
    auto *card
        = new Card(m_binder, rowsBelow(std::string(spec().pointer) + "/*", place), place, this);
    m_column->insertWidget(int(index), card);
    m_cards.append(card);
    connect(card, &Card::removeRequested, this, [this, index] { removeElement(index); });
    connect(card, &Card::moveRequested, this,
        [this, index](int by) { moveCard(index, by > 0 ? index + 2 : index - 1); });
    connect(card, &Card::dragRequested, this, [this, index] { dragCard(index); });
    connect(card, &Card::duplicateRequested, this, [this, index] {
        const auto literal = m_binder.literal(m_pointer.child(index));
        m_binder.edit(tr("Duplicate"), [&](TreeScript &script) {
            return script.insert(m_pointer, index + 1, literal.value_or("{}"));
        });
    });
}

/// Puts a card in front of the one at `before`; its look goes with it, since cards are bound to
/// places.
void CardsEditor::moveCard(qsizetype index, qsizetype before)
{
    if (before < 0 || before > m_cards.size())
        return;
    const QList<RowMove> moves = movesBefore({index}, before);
    if (moves.isEmpty())
        return;
    const RowMove move = moves.first();
    QList<bool> isOpen;
    for (const Card *card : std::as_const(m_cards))
        isOpen.append(card->isOpen());
    const bool done = m_binder.edit(listWords(spec()).move,
        [&](TreeScript &script) { return script.move(m_pointer, move.from, move.to); });
    if (!done)
        return;
    isOpen.move(move.from, move.to);
    for (qsizetype i = 0; i < m_cards.size(); ++i)
        m_cards[i]->setOpen(isOpen[i]);
    m_cards[move.to]->title()->setFocus(Qt::OtherFocusReason);
}

void CardsEditor::dragCard(qsizetype index)
{
    if (!m_binder.isEditable() || m_cards.size() < 2)
        return;
    auto *drag = new QDrag(this); // deletes itself
    drag->setMimeData(rowsToDrag(this, {int(index)}).release());
    drag->setPixmap(m_cards[index]->title()->grab());
    drag->exec(Qt::MoveAction);
    showDropPlace(-1);
}

int CardsEditor::dropPlace(int y) const
{
    return int(std::count_if(m_cards.begin(), m_cards.end(),
        [y](const Card *card) { return card->geometry().center().y() < y; }));
}

void CardsEditor::showDropPlace(int place)
{
    m_dropPlace = place;
    update();
}

void CardsEditor::dragEnterEvent(QDragEnterEvent *event)
{
    dragMoveEvent(event);
}

void CardsEditor::dragMoveEvent(QDragMoveEvent *event)
{
    const bool isOurs = m_binder.isEditable() && !draggedRows(*event->mimeData(), this).isEmpty();
    event->setAccepted(isOurs);
    showDropPlace(isOurs ? dropPlace(event->position().toPoint().y()) : -1);
}

void CardsEditor::dragLeaveEvent(QDragLeaveEvent *)
{
    showDropPlace(-1);
}

void CardsEditor::dropEvent(QDropEvent *event)
{
    const QList<int> rows = draggedRows(*event->mimeData(), this);
    showDropPlace(-1);
    event->setAccepted(!rows.isEmpty());
    if (!rows.isEmpty())
        moveCard(rows.first(), dropPlace(event->position().toPoint().y()));
}

/// The line between two cards where a dragged one would land.
void CardsEditor::paintEvent(QPaintEvent *)
{
    if (m_dropPlace < 0 || m_cards.isEmpty())
        return;
    constexpr int Thickness = 3;
    const bool isEnd = m_dropPlace >= m_cards.size();
    const QRect next = m_cards[isEnd ? m_cards.size() - 1 : m_dropPlace]->geometry();
    const int gap = m_column->spacing() / 2;
    const int middle = isEnd ? next.bottom() + gap : std::max(1, next.top() - gap);
    QPainter(this).fillRect(QRect(0, middle - Thickness / 2, width(), Thickness),
        Theme::of(this).color(Theme::Role::Advice));
}

qsizetype CardsEditor::focusedCard() const
{
    const QWidget *focus = window()->focusWidget();
    const auto found = std::find_if(m_cards.begin(), m_cards.end(),
        [focus](const Card *card) { return focus && card->isAncestorOf(focus); });
    return found == m_cards.end() ? -1 : found - m_cards.begin();
}

void CardsEditor::addMenuActions(QMenu &menu)
{
    const qsizetype card = focusedCard();
    if (card < 0)
        return;
    const bool isEditable = m_binder.isEditable();
    menu.addAction(tr("Move up"), this, [this, card] { moveCard(card, card - 1); })
        ->setEnabled(isEditable && card > 0);
    menu.addAction(tr("Move down"), this, [this, card] { moveCard(card, card + 2); })
        ->setEnabled(isEditable && card + 1 < m_cards.size());
    menu.addSeparator();
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
