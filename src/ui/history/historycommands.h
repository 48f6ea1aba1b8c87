// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/runningbodies.h"
#include "ui/history/rollback.h"
#include "ui/shell/shell.h"

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QDockWidget;
QT_END_NAMESPACE

namespace Pinion {

class AppChanger;
class ClusterCommands;
class DocumentView;
class FileCommands;
class HistoryPanel;
class TargetLink;

/// The history in the window, and what is done with the versions in it.
class HistoryCommands : public QObject
{
    Q_OBJECT

public:
    /// Adds the history as a dock at the bottom.
    HistoryCommands(Shell shell, TargetLink &link, FileCommands &files, ClusterCommands &cluster,
        QObject *parent);

    [[nodiscard]] QDockWidget &dock() const { return *m_dock; }
    [[nodiscard]] HistoryPanel &panel() const { return *m_panel; }

    void toggle();
    void showApp(const QString &id);
    /// The history follows the document in front.
    void setView(DocumentView *view);
    /// To the selected version, or else to the one before that which runs.
    void rollBack();

private:
    void show();
    void followView();
    void open();
    void save();
    void copy();
    void take();
    void askAboutWay(const WayBack &way, const QDateTime &until);
    static QCoro::Task<void> review(HistoryCommands *self, WayBack way, std::stop_token stop);
    void showReview(const WayBack &way, const RunningBodies &running);
    void say(const QString &text, bool isBad);

    Shell m_shell;
    TargetLink &m_link;
    FileCommands &m_files;
    ClusterCommands &m_cluster;
    HistoryPanel *m_panel;
    QDockWidget *m_dock;
    QPointer<DocumentView> m_view;
    QString m_followed; ///< the app that the document led to
    TaskScope m_scope;
};

} // namespace Pinion
