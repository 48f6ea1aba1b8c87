// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/activitypanel.h"

#include "ui/deploy/activitymodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

ActivityPanel::ActivityPanel(ActivityLog &log, QWidget *parent)
    : QWidget(parent)
    , m_model(new ActivityModel(log, 1000, this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_view(new QTreeView(this))
    , m_filter(new QLineEdit(this))
    , m_copy(new QPushButton(tr("Copy as curl"), this))
{
    setObjectName(u"activityPanel"_s);
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    createView();
    m_filter->setObjectName(u"activityFilter"_s);
    m_filter->setPlaceholderText(tr("Filter requests…"));
    m_filter->setAccessibleName(tr("Filter requests"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(260);
    m_copy->setObjectName(u"activityCopy"_s);
    m_copy->setToolTip(tr("As command lines; logins are variables of the shell"));
    m_copy->setEnabled(false);
    auto *clear = new QPushButton(tr("Clear"), this);
    clear->setObjectName(u"activityClear"_s);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(8);
    bar->addWidget(m_copy);
    bar->addWidget(clear);
    bar->addStretch(1);
    bar->addWidget(m_filter, 1);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    lines->addLayout(bar);
    lines->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connect(m_filter, &QLineEdit::textChanged, m_filtered,
        &QSortFilterProxyModel::setFilterFixedString);
    connect(m_copy, &QPushButton::clicked, this, &ActivityPanel::copyAsCurl);
    connect(clear, &QPushButton::clicked, &log, &ActivityLog::clear);
}

void ActivityPanel::createView()
{
    m_view->setObjectName(u"activityView"_s);
    m_view->setAccessibleName(tr("Requests"));
    m_view->setModel(m_filtered);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView &header = *m_view->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(ActivityModel::Path, QHeaderView::Stretch);
    const int letter = m_view->fontMetrics().averageCharWidth();
    header.resizeSection(ActivityModel::Time, letter * 12);
    header.resizeSection(ActivityModel::TargetName, letter * 16);
    header.resizeSection(ActivityModel::Method, letter * 10);
    header.resizeSection(ActivityModel::Status, letter * 12);
    header.resizeSection(ActivityModel::Duration, letter * 12);
    header.resizeSection(ActivityModel::Bytes, letter * 12);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this] { m_copy->setEnabled(m_view->selectionModel()->hasSelection()); });
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](QPoint position) {
        if (!m_view->indexAt(position).isValid())
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        connect(menu->addAction(tr("Copy as curl")), &QAction::triggered, this,
            &ActivityPanel::copyAsCurl);
        menu->popup(m_view->viewport()->mapToGlobal(position));
    });
}

void ActivityPanel::copyAsCurl()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : rows)
        lines.append(asCurl(m_model->activity(m_filtered->mapToSource(row).row())));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

} // namespace Pinion

#include "moc_activitypanel.cpp"
