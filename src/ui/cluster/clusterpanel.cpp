// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/clusterpanel.h"

#include "ui/cluster/appdetails.h"
#include "ui/cluster/clusterbar.h"
#include "ui/cluster/clusterdelegate.h"
#include "ui/cluster/clustermodel.h"
#include "ui/cluster/clusterreader.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Pinion {

ClusterPanel::ClusterPanel(TargetLink &link, const Registries &registries, QWidget *parent)
    : QWidget(parent)
    , m_link(link)
    , m_reader(new ClusterReader(link, this))
    , m_model(new ClusterModel(this))
    , m_filter(new ClusterFilter(this))
    , m_pages(new QStackedWidget(this))
{
    setObjectName(u"clusterPanel"_s);
    m_details = new AppDetails(*m_reader, registries);
    createActions();
    m_pages->addWidget(createNotice());
    m_pages->addWidget(createLists());
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->addWidget(m_pages);
    setFocusProxy(m_tree);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0ms);
    m_age.setInterval(5s);
    m_lock.setSingleShot(true);
    m_lock.setInterval(Unlocked);
    connect(&m_refresh, &QTimer::timeout, this, &ClusterPanel::refresh);
    connect(&m_age, &QTimer::timeout, this, &ClusterPanel::updateAge);
    connect(&m_lock, &QTimer::timeout, this, &ClusterPanel::updateActions);
    connectLink();
    refresh();
}

ClusterPanel::~ClusterPanel() = default;

// ---- building

void ClusterPanel::createActions()
{
    for (const AppActionSpec &spec : appActions()) {
        auto *action = new QAction(actionText(spec.action), this);
        action->setObjectName(QLatin1StringView(spec.name));
        connect(action, &QAction::triggered, this,
            [this, wantedAction = spec.action] { emit wanted(wantedAction); });
        m_actions.append(action);
    }
}

QWidget *ClusterPanel::createNotice()
{
    auto *page = new QWidget(m_pages);
    m_noticeText = new QLabel(page);
    m_noticeText->setObjectName(u"clusterNotice"_s);
    m_noticeText->setWordWrap(true);
    m_noticeText->setTextFormat(Qt::PlainText);
    m_noticeText->setAlignment(Qt::AlignCenter);
    m_noticeText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_noticeFirst = new QPushButton(page);
    m_noticeFirst->setObjectName(u"clusterNoticeFirst"_s);
    m_noticeSecond = new QPushButton(page);
    m_noticeSecond->setObjectName(u"clusterNoticeSecond"_s);
    connect(m_noticeFirst, &QPushButton::clicked, this, [this] {
        if (m_link.state() == LinkState::Offline)
            m_link.reconnect();
        else if (m_link.state() == LinkState::SignedOut)
            emit editTargetRequested();
        else
            emit chooseTargetRequested();
    });
    connect(m_noticeSecond, &QPushButton::clicked, this, &ClusterPanel::editTargetRequested);
    auto *lines = new QVBoxLayout(page);
    lines->setContentsMargins(16, 16, 16, 16);
    lines->addStretch(1);
    lines->addWidget(m_noticeText);
    lines->addWidget(m_noticeFirst, 0, Qt::AlignHCenter);
    lines->addWidget(m_noticeSecond, 0, Qt::AlignHCenter);
    lines->addStretch(2);
    return page;
}

QWidget *ClusterPanel::createLists()
{
    auto *page = new QWidget(m_pages);
    m_bar = new ClusterBar(page);
    m_splitter = new QSplitter(Qt::Vertical, page);
    m_splitter->setObjectName(u"clusterSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    auto *upper = new QWidget(m_splitter);
    createTree();
    m_nothing = new QLabel(tr("No app fits the filter."), upper);
    m_nothing->setObjectName(u"clusterNothing"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    createFoot();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(8, 2, 8, 2);
    foot->addWidget(m_foot, 1);
    foot->addWidget(m_unlock);
    auto *lines = new QVBoxLayout(upper);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    lines->addWidget(m_tree, 1);
    lines->addWidget(m_nothing, 1);
    lines->addLayout(foot);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_details);
    m_details->setMinimumSize(240, 200);
    upper->setMinimumHeight(120);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto *all = new QVBoxLayout(page);
    all->setContentsMargins({});
    all->setSpacing(0);
    all->addWidget(m_bar);
    all->addWidget(m_splitter, 1);
    connect(m_details, &AppDetails::wanted, this, &ClusterPanel::wanted);
    connect(m_bar, &ClusterBar::queryChanged, this, &ClusterPanel::applyQuery);
    connect(m_bar, &ClusterBar::leftDown, this, [this] { m_tree->setFocus(); });
    return page;
}

void ClusterPanel::createTree()
{
    m_tree = new QTreeView(this);
    m_tree->setObjectName(u"clusterTree"_s);
    m_tree->setAccessibleName(tr("Apps of the target"));
    m_filter->setSourceModel(m_model);
    m_tree->setModel(m_filter);
    m_tree->setItemDelegate(
        new ClusterDelegate({ClusterModel::StatusRole, 0, ClusterModel::BadgeRole}, m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setSortingEnabled(true);
    m_tree->sortByColumn(ClusterModel::Name, Qt::AscendingOrder);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->installEventFilter(this);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->setSectionsMovable(false);
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ClusterPanel::showMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &ClusterPanel::takeCurrent);
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (currentApp().isEmpty())
            m_tree->setExpanded(index.siblingAtColumn(0), !m_tree->isExpanded(index));
        else
            emit wanted(AppAction::Open);
    });
}

void ClusterPanel::createFoot()
{
    m_foot = new QLabel(this);
    m_foot->setObjectName(u"clusterFoot"_s);
    m_foot->setWordWrap(true);
    m_foot->setTextFormat(Qt::PlainText);
    m_unlock = new QToolButton(this);
    m_unlock->setObjectName(u"unlockActions"_s);
    m_unlock->setIcon(themeIcon(Icon::Lock));
    m_unlock->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_unlock->setText(tr("Unlock actions for 10 min"));
    m_unlock->setMinimumHeight(26);
    connect(m_unlock, &QToolButton::clicked, this, [this] {
        m_lock.start();
        updateActions();
    });
}

void ClusterPanel::connectLink()
{
    const auto soon = [this] { m_refresh.start(); };
    connect(&m_link, &TargetLink::stateChanged, this, soon);
    connect(&m_link, &TargetLink::listsChanged, this, soon);
    connect(m_reader, &ClusterReader::queueChanged, this, soon);
    connect(&m_link.targets(), &Targets::currentChanged, this, [this] {
        m_lock.stop();
        m_model->clear();
        m_hasOpened = false;
        m_reader->setApp({});
    });
}

} // namespace Pinion

#include "moc_clusterpanel.cpp"
