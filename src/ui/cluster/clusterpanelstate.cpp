// SPDX-License-Identifier: GPL-3.0-or-later
// What the cluster browser shows at any time, and what can be done there.
#include "ui/cluster/appdetails.h"
#include "ui/cluster/clusterbar.h"
#include "ui/cluster/clusterfilter.h"
#include "ui/cluster/clustermodel.h"
#include "ui/cluster/clusterpanel.h"
#include "ui/cluster/clusterreader.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int RoomForAll = 640; ///< for all columns of the tree, in pixels
constexpr int RoomForBoth = 1000; ///< for the details beside the tree
constexpr int FewApps = 100; ///< all groups are open at first

} // namespace

// ---- what is shown

void ClusterPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_reader->setWatched(true);
    m_age.start();
    m_refresh.start();
}

void ClusterPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_reader->setWatched(false);
    m_age.stop();
}

void ClusterPanel::refresh()
{
    if (!isVisible())
        return;
    const bool hasLists = m_link.hasLists() && !m_link.apps().empty();
    m_pages->setCurrentIndex(hasLists ? 1 : 0);
    if (hasLists)
        showRows();
    else
        showNotice();
    updateAge();
    updateActions();
}

void ClusterPanel::showRows()
{
    std::vector<AppRow> rows;
    QMap<QString, int> labels;
    rows.reserve(m_link.apps().size());
    for (const RunningApp &app : m_link.apps()) {
        rows.push_back(rowOf(app, m_reader->queued(app.id)));
        for (const QString &label : rows.back().labels)
            ++labels[label];
    }
    m_model->setNow(QDateTime::currentDateTimeUtc());
    m_model->setRows(rows);
    m_bar->setLabels(labels);
    if (!std::exchange(m_hasOpened, true)) {
        if (m_model->appCount() <= FewApps)
            m_tree->expandAll();
        else
            m_tree->expandToDepth(0);
    }
    const bool isFound = m_filter->rowCount() > 0;
    m_tree->setVisible(isFound);
    m_nothing->setVisible(!isFound);
}

void ClusterPanel::showNotice()
{
    const Target *target = m_link.targets().current();
    const QString name = target ? target->name : QString();
    switch (m_link.state()) {
    case LinkState::NoTarget:
        return notice(tr("Choose a target to see what runs there."), tr("Choose target…"));
    case LinkState::Connecting:
        return notice(tr("Asking %1…").arg(name), {});
    case LinkState::SignedOut:
        return notice(m_link.problem(), tr("Sign in…"));
    case LinkState::Offline:
        return notice(m_link.problem(), tr("Try again"), tr("Edit target…"));
    case LinkState::Connected:
        break;
    }
    notice(tr("No apps run on %1.").arg(name), {});
}

void ClusterPanel::notice(const QString &text, const QString &first, const QString &second)
{
    m_noticeText->setText(text);
    m_noticeFirst->setText(first);
    m_noticeFirst->setVisible(!first.isEmpty());
    m_noticeSecond->setText(second);
    m_noticeSecond->setVisible(!second.isEmpty());
}

// An old list is told as one. A fresh one needs no words, nor one that events keep true, however
// long nothing has happened.
void ClusterPanel::updateAge()
{
    constexpr qint64 FreshSeconds = 30;
    const qint64 age
        = m_link.hasLists() ? m_link.listedAt().secsTo(QDateTime::currentDateTimeUtc()) : 0;
    QString text = m_link.hasLists() && m_link.state() != LinkState::Connected ? m_link.problem()
                                                                               : QString();
    const bool isKept = m_link.state() == LinkState::Connected
        && m_link.cluster()->events().state() == StreamState::Live;
    if (age > FreshSeconds && !isKept)
        text += (text.isEmpty() ? QString() : u" "_s)
            + tr("The list is %n s old.", nullptr, int(age));
    m_foot->setText(text);
    m_foot->setVisible(!text.isEmpty());
}

void ClusterPanel::applyQuery()
{
    const bool wasEmpty = m_filter->query().isEmpty();
    m_filter->setQuery(m_bar->query());
    if (!m_filter->query().isEmpty())
        m_tree->expandAll();
    else if (!wasEmpty && m_model->appCount() > FewApps)
        m_tree->expandToDepth(0);
    const bool isFound = m_filter->rowCount() > 0;
    m_tree->setVisible(isFound);
    m_nothing->setVisible(!isFound);
    if (m_tree->currentIndex().isValid())
        m_tree->scrollTo(m_tree->currentIndex());
}

void ClusterPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const Qt::Orientation wanted = width() >= RoomForBoth ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != wanted || !std::exchange(m_isLaidOut, true)) {
        m_splitter->setOrientation(wanted);
        m_splitter->setSizes({3000, 2000}); // three to two, whatever there is
    }
}

bool ClusterPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

// A narrow dock has the columns that tell how things are; the others come with room.
void ClusterPanel::fitColumns()
{
    const bool hasRoom = m_tree->width() >= RoomForAll;
    for (const int column : {ClusterModel::Cpu, ClusterModel::Memory, ClusterModel::Age})
        m_tree->setColumnHidden(column, !hasRoom);
    const int width = m_tree->width() - m_tree->verticalScrollBar()->sizeHint().width();
    const int letter = QFontMetrics(font()).averageCharWidth();
    const int status = (hasRoom ? 28 : 20) * letter;
    const int image = (hasRoom ? 22 : 12) * letter;
    m_tree->setColumnWidth(ClusterModel::Status, status);
    m_tree->setColumnWidth(ClusterModel::Image, image);
    m_tree->setColumnWidth(ClusterModel::Cpu, 8 * letter);
    m_tree->setColumnWidth(ClusterModel::Memory, 12 * letter);
    const int others = status + image + (hasRoom ? (8 + 12 + 16) * letter : 0);
    m_tree->setColumnWidth(ClusterModel::Name, std::max(16 * letter, width - others));
}

// ---- what is selected, and what can be done with it

QString ClusterPanel::currentApp() const
{
    const QModelIndex index = m_filter->mapToSource(m_tree->currentIndex());
    const AppRow *row = m_model->row(index);
    return row ? row->id : QString();
}

const RunningApp *ClusterPanel::currentRunning() const
{
    return m_link.app(currentApp());
}

void ClusterPanel::selectApp(const QString &id)
{
    const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(id));
    if (index.isValid())
        m_tree->setCurrentIndex(index);
}

void ClusterPanel::takeCurrent()
{
    m_reader->setApp(currentApp());
    updateActions();
    emit currentAppChanged();
}

QAction *ClusterPanel::action(AppAction action) const
{
    const auto specs = appActions();
    for (size_t i = 0; i < specs.size(); ++i) {
        if (specs[i].action == action)
            return m_actions[qsizetype(i)];
    }
    return nullptr;
}

bool ClusterPanel::isLocked() const
{
    const Target *target = m_link.targets().current();
    return target && target->isGuarded() && !m_lock.isActive();
}

void ClusterPanel::updateActions()
{
    const RunningApp *app = currentRunning();
    const bool isConnected = m_link.state() == LinkState::Connected;
    for (const AppActionSpec &spec : appActions()) {
        const bool mayChange = !spec.change || (isConnected && !isLocked());
        action(spec.action)->setEnabled(app && mayChange && isPossible(spec.action, *app));
    }
    if (app) {
        action(AppAction::Suspend)->setVisible(app->instances > 0);
        action(AppAction::Resume)->setVisible(app->instances == 0);
    }
    m_unlock->setVisible(isLocked() && isConnected);
    m_details->setMayRestart(action(AppAction::Restart)->isEnabled());
}

void ClusterPanel::showMenu(QPoint position)
{
    if (currentApp().isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"appMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_actions);
    menu->insertSeparator(action(AppAction::Scale));
    menu->insertSeparator(action(AppAction::Logs));
    if (isLocked()) {
        menu->insertSeparator(m_actions.first());
        QAction *why = new QAction(tr("Unlock actions for 10 min"), menu);
        connect(why, &QAction::triggered, m_unlock, &QToolButton::click);
        menu->insertAction(action(AppAction::Logs), why);
    }
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace Pinion
