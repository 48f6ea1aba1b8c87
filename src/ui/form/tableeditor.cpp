// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/tableeditor.h"

#include "marathon/schema.h"
#include "ui/form/choiceeditors.h"
#include "ui/form/constraints.h"
#include "ui/form/formlayout.h"
#include "ui/form/knownkeys.h"
#include "ui/form/newvalues.h"
#include "ui/form/rowlist.h"
#include "ui/form/suggestions.h"
#include "ui/form/tablecolumns.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int RowHeight = 28;
constexpr int MostVisibleRows = 12;

} // namespace

TableEditor::TableEditor(
    FormBinder &binder, const FieldSpec &spec, JsonPointer pointer, QWidget *parent)
    : FieldEditor(spec, parent)
    , m_binder(binder)
    , m_pointer(std::move(pointer))
    , m_model(new NodeTableModel(binder, spec, m_pointer, tableColumns(spec), this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_layout(new QVBoxLayout(this))
    , m_buttons(new QHBoxLayout)
    , m_view(new QTableView(this))
    , m_delegate(new CellDelegate(
          [this](const QModelIndex &index) { return choices(m_proxy->mapToSource(index)); }, this))
    , m_detailTitle(new QLabel(this))
{
    m_proxy->setSourceModel(m_model);
    m_add = addButton(listWords(spec).add);
    m_remove = addButton(tr("Remove"));
    m_up = addButton(tr("Move up"));
    m_down = addButton(tr("Move down"));
    m_buttons->addStretch(1);
    build();
    connectParts();
    fitHeight();
    updateButtons();
}

QPushButton *TableEditor::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setAutoDefault(false);
    button->setMinimumHeight(28);
    button->setAccessibleName(text);
    m_buttons->addWidget(button);
    return button;
}

void TableEditor::build()
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    m_layout->addWidget(m_view);
    m_layout->addLayout(m_buttons);
    m_layout->addWidget(m_detailTitle);
    m_detailTitle->hide();
    m_up->setToolTip(tr("Alt+Up"));
    m_down->setToolTip(tr("Alt+Down"));
    m_add->setToolTip(tr("Insert"));
    m_remove->setToolTip(tr("Delete"));
    buildView();
    setFocusProxy(m_view);
    adopt(m_view);
    m_view->installEventFilter(this);
}

void TableEditor::buildView()
{
    m_view->setModel(m_proxy);
    m_view->setItemDelegate(m_delegate);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(RowHeight);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
        | QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_view->setDragDropMode(QAbstractItemView::DragDrop);
    m_view->setDefaultDropAction(Qt::MoveAction);
    m_view->setDragDropOverwriteMode(false); // else the view would empty what was dragged
}

int TableEditor::wishedWidth(int column) const
{
    const TableColumn &shown = m_model->columns()[column];
    if (shown.kind == TableColumn::Kind::Index)
        return 48;
    if (shown.spec && shown.spec->presentation == Presentation::Toggle)
        return 84;
    return shown.key == "uri" || m_model->columnCount() <= 3 ? 220 : 120;
}

/// Columns get what they wish, or share what there is. Those that somebody has resized stay.
void TableEditor::fitColumns()
{
    constexpr int Narrowest = 80;
    if (m_hasChosenWidths)
        return;
    const int count = m_model->columnCount();
    int wish = 0;
    for (int column = 0; column < count; ++column)
        wish += wishedWidth(column);
    const int room = m_view->viewport()->width();
    m_isFitting = true;
    for (int column = 0; column + 1 < count; ++column) { // the last one takes the rest
        const int wished = wishedWidth(column);
        const int shared = std::max(std::min(wished, Narrowest), wished * room / wish);
        m_view->setColumnWidth(column, std::min(wished, shared));
    }
    m_isFitting = false;
}

void TableEditor::connectParts()
{
    connect(m_add, &QPushButton::clicked, this, &TableEditor::addRow);
    connect(m_remove, &QPushButton::clicked, this, &TableEditor::removeSelected);
    connect(m_up, &QPushButton::clicked, this, [this] { moveCurrent(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { moveCurrent(1); });
    connect(m_delegate, &CellDelegate::undoRequested, &m_binder, &FormBinder::undo);
    connect(m_delegate, &CellDelegate::redoRequested, &m_binder, &FormBinder::redo);
    connect(m_delegate, &CellDelegate::linesRequested, this, &TableEditor::editLines,
        Qt::QueuedConnection); // once the view is done with opening or closing its own editor
    connect(m_model, &NodeTableModel::dropped, this, [this](int row) {
        m_view->setCurrentIndex(m_proxy->mapFromSource(m_model->index(row, 0)));
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        updateButtons();
        showDetails();
        if (m_view->hasFocus())
            emit m_binder.currentPointerChanged(m_binder.absolute(m_pointer.joined(currentPart())));
    });
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &TableEditor::fitHeight);
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &TableEditor::fitHeight);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &TableEditor::fitHeight);
    connect(
        m_view->horizontalScrollBar(), &QScrollBar::rangeChanged, this, &TableEditor::fitHeight);
    connect(m_view->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        m_hasChosenWidths |= !m_isFitting && column + 1 < m_model->columnCount();
    });
}

CellDelegate::Choice TableEditor::choices(const QModelIndex &source) const
{
    const TableColumn &column = m_model->columns()[source.column()];
    if (spec().pointer.ends_with("onstraints"))
        return constraintChoices(source.column());
    CellDelegate::Choice choice;
    if (column.kind == TableColumn::Kind::Name || column.key == "key") {
        choice.entries = knownKeys(spec().pointer);
        return choice;
    }
    choice.mayHaveLines = column.kind == TableColumn::Kind::Value || column.key == "value";
    if (!column.spec)
        return choice;
    choice.isFree = column.spec->presentation != Presentation::Choice;
    for (const std::string_view value : column.spec->values) {
        const QString id = text(value);
        choice.entries.append({id, choice.isFree ? QString() : choiceWord(id)});
    }
    if (choice.entries.isEmpty())
        choice.entries = suggestions(*column.spec, m_binder.appNode());
    return choice;
}

void TableEditor::showLiteral(const std::optional<QByteArray> &)
{
    m_model->refresh();
    fitHeight();
    updateButtons();
    showDetails();
}

void TableEditor::setEditable(bool isEditable)
{
    m_isEditable = isEditable;
    m_model->setEditable(isEditable);
    updateButtons();
}

void TableEditor::updateButtons()
{
    const int row = currentRow();
    const bool hasRow = row >= 0;
    m_view->setVisible(m_model->rowCount() > 0);
    m_add->setEnabled(m_isEditable);
    m_remove->setVisible(m_model->rowCount() > 0);
    m_remove->setEnabled(m_isEditable && hasRow);
    // Any list can be put in another order; buttons are there where the order means something.
    const bool hasOrder = isOrdered(spec()) && m_model->rowCount() > 1;
    m_up->setVisible(hasOrder);
    m_down->setVisible(hasOrder);
    m_up->setEnabled(canMove() && row > 0);
    m_down->setEnabled(canMove() && hasRow && row + 1 < m_model->rowCount());
    m_view->setDragEnabled(canMove());
    m_view->setAcceptDrops(canMove());
}

int TableEditor::currentRow() const
{
    const QModelIndex current = m_proxy->mapToSource(m_view->currentIndex());
    return current.isValid() && current.row() < m_model->rowCount() ? current.row() : -1;
}

void TableEditor::showDetails()
{
    const int row = currentRow();
    if (spec().accepts(FieldType::Object) || spec().pointer.ends_with("onstraints"))
        return;
    if (row != m_detailRow || row < 0) {
        m_detailRow = row;
        if (m_details)
            m_details->deleteLater();
        m_details = nullptr;
        const QList<RowPlan> rows
            = row < 0 ? QList<RowPlan>() : detailRows(spec(), m_pointer.child(qsizetype(row)));
        m_detailTitle->setVisible(!rows.isEmpty());
        if (rows.isEmpty())
            return;
        m_detailTitle->setText(tr("%1, row %2").arg(text(spec().label)).arg(row));
        m_details = new RowList(m_binder, rows, {}, this);
        m_details->setContentsMargins(16, 0, 0, 0);
        m_layout->addWidget(m_details);
        m_details->refresh();
        m_details->refreshFindings();
    }
}

void TableEditor::refreshContext()
{
    if (m_details)
        m_details->refresh();
    if (m_detailRow < 0 && m_model->rowCount() > 0 && !m_view->currentIndex().isValid())
        m_view->selectionModel()->setCurrentIndex(m_proxy->index(0, 0),
            QItemSelectionModel::NoUpdate); // its details show; nothing is selected
}

void TableEditor::refreshFindings()
{
    if (m_details)
        m_details->refreshFindings();
}

void TableEditor::fitHeight()
{
    const int rows = std::clamp(m_proxy->rowCount(), 1, MostVisibleRows);
    const QScrollBar *bar = m_view->horizontalScrollBar();
    const int below = bar->maximum() > 0 ? bar->sizeHint().height() : 0;
    m_view->setFixedHeight(
        rows * RowHeight + m_view->horizontalHeader()->sizeHint().height() + below + 4);
}

bool TableEditor::focusPart(const JsonPointer &tail)
{
    m_view->setFocus(Qt::OtherFocusReason);
    const int row = m_model->rowOf(tail);
    if (row < 0)
        return true;
    int shown = m_model->columns().first().kind == TableColumn::Kind::Index ? 1 : 0;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (tail.depth() > 1 && m_model->columns()[column].key == tail.tokens()[1])
            shown = column;
    }
    m_view->setCurrentIndex(m_proxy->mapFromSource(m_model->index(row, shown)));
    if (m_details && tail.depth() > 1)
        m_details->focusField(m_pointer.joined(tail));
    return true;
}

JsonPointer TableEditor::currentPart() const
{
    const QModelIndex index = m_proxy->mapToSource(m_view->currentIndex());
    if (!index.isValid() || index.row() >= m_model->rowCount())
        return {};
    return m_pointer.relative(m_model->cellPointer(index.row(), index.column()));
}

void TableEditor::setAccessibleTexts(const QString &name, const QString &description)
{
    FieldEditor::setAccessibleTexts(name, description);
    for (QPushButton *button : findChildren<QPushButton *>(QString(), Qt::FindDirectChildrenOnly))
        button->setAccessibleDescription(name);
}

bool TableEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::Resize)
        fitColumns();
    if (watched == m_view && event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event));
    return FieldEditor::eventFilter(watched, event);
}

} // namespace Pinion

#include "moc_tableeditor.cpp"
