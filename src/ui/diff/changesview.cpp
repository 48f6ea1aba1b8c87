// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/changesview.h"

#include "ui/diff/changesmodel.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// From here on the list has room beside the texts without taking it from two columns.
constexpr int RoomForBoth = DiffView::RoomForTwo + 380;

/// Rows high enough to be hit without aiming.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index).expandedTo(QSize(0, 28));
    }
};

} // namespace

ChangesView::ChangesView(QWidget *parent)
    : QWidget(parent)
    , m_model(new ChangesModel(this))
    , m_bar(new QWidget(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_list(new QTreeView(m_splitter))
    , m_view(new DiffView(m_splitter))
    , m_empty(new QLabel(this))
{
    setObjectName(u"changesView"_s);
    createBar();
    createList();
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_empty->setObjectName(u"changesEmptyText"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(16);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    lines->addWidget(m_bar);
    lines->addWidget(m_splitter, 1);
    lines->addWidget(m_empty, 1);
    connect(m_view, &DiffView::currentChangeChanged, this, &ChangesView::selectInList);
    connect(m_view, &DiffView::currentChangeChanged, this, &ChangesView::updateBar);
    connect(m_view, &DiffView::laidOut, this, &ChangesView::updateBar);
    connect(m_view, &DiffView::jumpRequested, this, &ChangesView::jumpRequested);
    connect(m_view, &DiffView::readToEnd, this, &ChangesView::reviewedChanged);
    connect(m_model, &ChangesModel::checksChanged, this, &ChangesView::reviewedChanged);
    m_view->installEventFilter(this);
    m_list->installEventFilter(this);
}

void ChangesView::createBar()
{
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    m_summary = new QLabel(m_bar);
    m_summary->setObjectName(u"changesSummary"_s);
    row->addWidget(m_summary);
    row->addStretch();
    m_defaults = new QToolButton(m_bar);
    m_defaults->setObjectName(u"showFilledIn"_s);
    m_columns = new QToolButton(m_bar);
    m_columns->setObjectName(u"sideBySide"_s);
    m_columns->setText(tr("Side by side"));
    m_columns->setToolTip(tr("Both texts next to each other or below each other (S)"));
    for (QToolButton *toggle : {m_defaults, m_columns}) {
        toggle->setCheckable(true);
        toggle->setAutoRaise(true);
        toggle->setMinimumHeight(26);
        row->addWidget(toggle);
    }
    m_previous = addStep(u"previousChange"_s, tr("Previous change (Shift+F7)"), -1);
    m_next = addStep(u"nextChange"_s, tr("Next change (F7)"), 1);
    connect(m_defaults, &QToolButton::toggled, m_view, &DiffView::setShowsFilledIn);
    connect(m_columns, &QToolButton::clicked, this, &ChangesView::toggleColumns);
}

QToolButton *ChangesView::addStep(const QString &name, const QString &text, int direction)
{
    auto *button = new QToolButton(m_bar);
    button->setObjectName(name);
    button->setIcon(themeIcon(direction < 0 ? Icon::ChevronUp : Icon::ChevronDown));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    button->setMinimumSize(26, 26);
    connect(button, &QToolButton::clicked, this, [this, direction] { stepChange(direction); });
    m_bar->layout()->addWidget(button);
    return button;
}

void ChangesView::createList()
{
    m_list->setObjectName(u"changesList"_s);
    m_list->setAccessibleName(tr("Changes"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(ChangesModel::What, QHeaderView::Interactive);
    m_list->header()->setSectionResizeMode(ChangesModel::Values, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(ChangesModel::Effect, QHeaderView::ResizeToContents);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &ChangesView::selectInText);
}

void ChangesView::setTexts(
    std::shared_ptr<const ComparedTexts> texts, MarathonVersion version, const QString &emptyText)
{
    m_texts = std::move(texts);
    m_model->setTexts(m_texts, version);
    m_view->setTexts(m_texts);
    const bool hasChanges = m_texts && !m_texts->changes().empty();
    m_splitter->setVisible(hasChanges);
    m_bar->setVisible(hasChanges);
    m_empty->setVisible(!hasChanges);
    m_empty->setText(emptyText);
    m_list->resizeColumnToContents(ChangesModel::What);
    m_list->setColumnWidth(
        ChangesModel::What, std::min(m_list->columnWidth(ChangesModel::What) + 8, 260));
    selectInList();
    updateBar();
    emit reviewedChanged();
}

void ChangesView::setCheckable(bool isCheckable)
{
    m_model->setCheckable(isCheckable);
}

bool ChangesView::isReviewed() const
{
    return m_view->isReadToEnd() || m_model->areAllChecked();
}

void ChangesView::stepChange(int direction)
{
    m_view->stepChange(direction);
}

void ChangesView::updateBar()
{
    if (!m_texts)
        return;
    const int count = int(m_texts->changes().size());
    m_summary->setText(tr("%n change(s)", nullptr, count));
    const int filledIn = m_texts->comparison().filledIn;
    m_defaults->setVisible(filledIn > 0);
    m_defaults->setText(tr("%n server value(s)", nullptr, filledIn));
    m_defaults->setToolTip(m_defaults->isChecked()
            ? tr("Hide what Marathon fills in by itself")
            : tr("Show what Marathon fills in by itself, the same on both sides"));
    m_columns->setChecked(m_view->areTwoColumns());
    m_previous->setEnabled(m_view->lines().nextChanged(m_view->currentLine(), -1) >= 0);
    m_next->setEnabled(m_view->lines().nextChanged(m_view->currentLine(), 1) >= 0);
}

void ChangesView::selectInList()
{
    const std::optional<ChangeIndex> change = m_view->currentChange();
    const QModelIndex index = change ? m_model->indexOf(*change) : QModelIndex();
    if (!index.isValid() || m_list->currentIndex().row() == index.row())
        return;
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void ChangesView::selectInText()
{
    if (m_list->currentIndex().isValid())
        m_view->showChange(m_model->change(m_list->currentIndex()));
}

void ChangesView::toggleColumns()
{
    m_view->setColumns(m_view->areTwoColumns() ? DiffView::Columns::One : DiffView::Columns::Two);
    updateBar();
}

void ChangesView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() >= RoomForBoth;
    const Qt::Orientation wanted = isWide ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != wanted) {
        m_splitter->setOrientation(wanted);
        m_splitter->setSizes(isWide ? QList<int>{360, width() - 360}
                                    : QList<int>{std::max(90, height() / 3), height()});
    }
    updateBar();
}

/// Keys that go through the changes work in the list as well as in the text.
bool ChangesView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        const bool isPlain = key.modifiers() == Qt::NoModifier;
        if (key.key() == Qt::Key_F7) {
            stepChange(key.modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
        if (isPlain && key.key() == Qt::Key_S) {
            toggleColumns();
            return true;
        }
        if (isPlain && key.key() == Qt::Key_E && watched == m_list) {
            m_view->toggleFolds();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Pinion

#include "moc_changesview.cpp"
