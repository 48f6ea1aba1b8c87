// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/cluster/appaction.h"
#include "ui/targets/targetlink.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QTreeView;
QT_END_NAMESPACE

namespace Pinion {

class AppDetails;
class ClusterBar;
class ClusterFilter;
class ClusterModel;
class ClusterReader;
class Registries;

/// The apps of the chosen target as a tree, with a filter above and one app's details below, or
/// what is to be said in their place. Says what the user wants done; does nothing of it.
class ClusterPanel : public QWidget
{
    Q_OBJECT

public:
    ClusterPanel(TargetLink &link, const Registries &registries, QWidget *parent = nullptr);
    ~ClusterPanel() override;

    /// Empty where a group or nothing is selected.
    [[nodiscard]] QString currentApp() const;
    /// As the lists told last; null: none is selected.
    [[nodiscard]] const RunningApp *currentRunning() const;
    void selectApp(const QString &id);
    [[nodiscard]] AppDetails &details() const { return *m_details; }
    [[nodiscard]] QTreeView &tree() const { return *m_tree; }
    [[nodiscard]] ClusterModel &model() const { return *m_model; }
    [[nodiscard]] ClusterReader &reader() const { return *m_reader; }
    /// Null for what there is no such action for.
    [[nodiscard]] QAction *action(AppAction action) const;
    /// Actions of a guarded target stay locked until somebody unlocks them, for so long.
    static constexpr std::chrono::minutes Unlocked{10};
    [[nodiscard]] QSize sizeHint() const override { return {400, 640}; }
    [[nodiscard]] bool isLocked() const;

signals:
    void currentAppChanged();
    void wanted(Pinion::AppAction action);
    void editTargetRequested();
    void chooseTargetRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *createNotice();
    QWidget *createLists();
    void createTree();
    void createFoot();
    void createActions();
    void connectLink();

    // ---- clusterpanelstate.cpp
    void refresh();
    void showRows();
    void showNotice();
    void notice(const QString &text, const QString &first, const QString &second = {});
    void updateAge();
    void updateActions();
    void applyQuery();
    void takeCurrent();
    void showMenu(QPoint position);
    void fitColumns();

    TargetLink &m_link;
    ClusterReader *m_reader;
    ClusterModel *m_model;
    ClusterFilter *m_filter;
    QList<QAction *> m_actions; ///< in the order of appActions()
    QStackedWidget *m_pages;
    QLabel *m_noticeText = nullptr;
    QPushButton *m_noticeFirst = nullptr;
    QPushButton *m_noticeSecond = nullptr;
    ClusterBar *m_bar = nullptr;
    QSplitter *m_splitter = nullptr;
    QTreeView *m_tree = nullptr;
    QLabel *m_nothing = nullptr; ///< nothing is found
    QLabel *m_foot = nullptr;
    QToolButton *m_unlock = nullptr;
    AppDetails *m_details = nullptr;
    QTimer m_refresh; ///< one drawing for a burst of answers
    QTimer m_age;
    QTimer m_lock;
    bool m_hasOpened = false; ///< the groups of this target
    bool m_isLaidOut = false;
};

} // namespace Pinion
