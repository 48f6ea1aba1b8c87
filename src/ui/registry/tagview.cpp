// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/tagview.h"

#include "ui/registry/tagmodel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pinion {

namespace {

constexpr int RowHeight = 28;

class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index).expandedTo(QSize(0, RowHeight));
    }
};

} // namespace

TagView::TagView(QWidget *parent)
    : QTreeView(parent)
{
    setObjectName(u"tags"_s);
    setAccessibleName(tr("Tags"));
    setItemDelegate(new RowDelegate(this));
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSortingEnabled(true);
    setExpandsOnDoubleClick(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    header()->setSectionsMovable(false);
    header()->setStretchLastSection(true);
    m_pause.setSingleShot(true);
    m_pause.setInterval(60ms);
    connect(&m_pause, &QTimer::timeout, this, &TagView::rowsInViewChanged);
    connect(this, &QTreeView::doubleClicked, this, &TagView::used);
}

TagView::~TagView() = default;

void TagView::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    sortByColumn(TagModel::Tag, Qt::AscendingOrder);
    connect(model, &QAbstractItemModel::modelReset, &m_pause, qOverload<>(&QTimer::start));
}

QList<QModelIndex> TagView::rowsInView() const
{
    QList<QModelIndex> rows;
    if (!isVisible())
        return rows;
    QModelIndex at = indexAt(QPoint(1, 1));
    if (at.parent().isValid())
        at = at.parent();
    const int most = 2 * (viewport()->height() / RowHeight + 1);
    for (int row = at.row(); row >= 0 && row < model()->rowCount() && rows.size() < most; ++row)
        rows.append(model()->index(row, 0));
    return rows;
}

void TagView::fitColumns()
{
    const QFontMetrics metrics(font());
    const int character = metrics.averageCharWidth();
    const auto wide = [&](int characters) { return characters * character + 24; };
    header()->setMinimumSectionSize(wide(5));
    header()->resizeSection(TagModel::Tag, wide(24));
    header()->resizeSection(TagModel::Kind, wide(18));
    header()->resizeSection(TagModel::Date, wide(12));
    header()->resizeSection(TagModel::Platforms, wide(16));
    header()->resizeSection(TagModel::Size, wide(8));
    header()->resizeSection(TagModel::Digest, wide(13));
    header()->resizeSection(TagModel::RunsOn, wide(16));
}

void TagView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        emit used();
        return;
    }
    if (event->key() == Qt::Key_Right && currentIndex().isValid()
        && !model()->hasChildren(currentIndex().siblingAtColumn(0)))
        emit opened(currentIndex());
    QTreeView::keyPressEvent(event);
}

void TagView::scrollContentsBy(int dx, int dy)
{
    QTreeView::scrollContentsBy(dx, dy);
    m_pause.start();
}

void TagView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    m_pause.start();
}

void TagView::showEvent(QShowEvent *event)
{
    QTreeView::showEvent(event);
    m_pause.start();
}

} // namespace Pinion

#include "moc_tagview.cpp"
