// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/checkeditor.h"

#include "ui/form/card.h"
#include "ui/form/fieldrow.h"
#include "ui/form/pageblocks.h"
#include "ui/form/rowlist.h"
#include "ui/form/segmentedcontrol.h"
#include "ui/form/treescript.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct Kind
{
    const char *key;
    const char *title;
    const char *literal; ///< what a new one starts with
};

constexpr std::array Kinds{
    Kind{"http", QT_TRANSLATE_NOOP("Pinion::CheckEditor", "HTTP"),
        R"({"path":"/health","portIndex":0})"},
    Kind{"tcp", QT_TRANSLATE_NOOP("Pinion::CheckEditor", "TCP"), R"({"portIndex":0})"},
    Kind{
        "exec", QT_TRANSLATE_NOOP("Pinion::CheckEditor", "Command"), R"({"command":{"shell":""}})"},
};

/// The rows of the check; what is in "More" of the page is not so in the card.
QList<RowPlan> plans(const JsonPointer &pointer)
{
    QList<RowPlan> rows = rowsBelow("/check", pointer);
    for (RowPlan &row : rows) {
        row.isMore = row.pointer.last() == "delaySeconds";
        row.heading.clear();
    }
    return rows;
}

} // namespace

CheckEditor::CheckEditor(
    FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_binder(binder)
    , m_pointer(std::move(pointer))
    , m_column(new QVBoxLayout(this))
    , m_add(new QPushButton(tr("Add check"), this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(6);
    m_add->setMinimumHeight(28);
    m_add->setAutoDefault(false);
    m_add->setAccessibleName(m_add->text());
    m_column->addWidget(m_add, 0, Qt::AlignLeft);
    setFocusProxy(m_add);
    auto *menu = new QMenu(m_add);
    for (const Kind &kind : Kinds)
        menu->addAction(tr(kind.title), this, [this, key = kind.key] {
            setKind(key);
            focusPart({});
        });
    m_add->setMenu(menu);
}

QByteArray CheckEditor::kind() const
{
    for (const Kind &kind : Kinds) {
        if (m_binder.node(m_pointer.child(kind.key)).exists())
            return kind.key;
    }
    return {};
}

/// The port goes along from one kind to the other; the rest of the old kind has no place there.
void CheckEditor::setKind(const QByteArray &wanted)
{
    const auto row = std::find_if(
        Kinds.begin(), Kinds.end(), [&](const Kind &kind) { return wanted == kind.key; });
    const QByteArray before = kind();
    if (row == Kinds.end() || wanted == before)
        return;
    m_binder.edit(tr("Change the kind of the check"), [&](TreeScript &script) {
        const JsonPointer to = m_pointer.child(wanted);
        const JsonPointer from = m_pointer.child(before).child("portIndex");
        const JsonNode port = script.at(from);
        const QByteArray place = port.exists() ? port.literal().toByteArray() : QByteArray();
        auto done = script.set(to, row->literal);
        if (done && !place.isEmpty() && wanted != "exec")
            done = script.set(to.child("portIndex"), place);
        return !done || before.isEmpty() ? done : script.remove(m_pointer.child(before));
    });
}

void CheckEditor::showCard()
{
    m_card = new Card(m_binder, plans(m_pointer), m_pointer, this);
    m_card->setSingle();
    auto *lead = new QWidget(m_card);
    auto *row = new QHBoxLayout(lead);
    row->setContentsMargins(8, 2, 2, 2);
    auto *label = new QLabel(tr("Check by"), lead);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setFixedWidth(labelWidth(this));
    m_kinds = new SegmentedControl(lead);
    for (const Kind &kind : Kinds)
        m_kinds->addSegment(QString::fromLatin1(kind.key), tr(kind.title), {});
    m_kinds->setAccessibleTexts(label->text(), {});
    for (QToolButton *segment : m_kinds->segments())
        adopt(segment);
    row->addWidget(label);
    row->addWidget(m_kinds, 1);
    m_card->setLead(lead);
    m_column->insertWidget(0, m_card);
    connect(m_kinds, &SegmentedControl::chosen, this, [this](const QString &id) {
        setKind(id.toLatin1());
        refreshContext();
    });
    connect(m_card, &Card::removeRequested, this, &FieldEditor::cleared);
    m_card->setOpen(true);
    m_card->show(); // now, so that it can take the focus
}

void CheckEditor::showLiteral(const std::optional<QByteArray> &literal)
{
    const bool isThere = literal && *literal != "null";
    m_add->setVisible(!isThere);
    setFocusProxy(isThere ? nullptr : m_add);
    if (isThere == (m_card != nullptr))
        return;
    if (isThere) {
        showCard();
        return;
    }
    m_card->hide();
    m_card->deleteLater(); // its own button may have asked for this
    m_card = nullptr;
    m_kinds = nullptr;
}

void CheckEditor::setEditable(bool isEditable)
{
    m_add->setEnabled(isEditable);
    if (!m_card)
        return;
    m_card->setEditable(isEditable);
    m_kinds->setEnabled(isEditable);
}

bool CheckEditor::focusPart(const JsonPointer &tail)
{
    if (!m_card)
        return FieldEditor::focusPart({});
    m_card->setOpen(true);
    if (!tail.isRoot() && m_card->rows().focusField(m_pointer.joined(tail)))
        return true;
    m_card->title()->setFocus(Qt::OtherFocusReason);
    return true;
}

JsonPointer CheckEditor::currentPart() const
{
    for (const QWidget *widget = QApplication::focusWidget(); widget && widget != this;
         widget = widget->parentWidget()) {
        if (const auto *row = qobject_cast<const FieldRow *>(widget))
            return m_pointer.relative(row->currentPointer());
    }
    return {};
}

void CheckEditor::refreshContext()
{
    if (!m_card)
        return;
    m_kinds->setCurrent(QString::fromLatin1(kind()));
    m_card->refresh();
}

void CheckEditor::refreshFindings()
{
    if (m_card)
        m_card->refreshFindings();
}

} // namespace Pinion

#include "moc_checkeditor.cpp"
