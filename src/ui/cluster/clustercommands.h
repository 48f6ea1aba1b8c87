// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "base/taskscope.h"
#include "ui/cluster/appaction.h"
#include "ui/shell/shell.h"

#include <QObject>

#include <functional>

QT_BEGIN_NAMESPACE
class QDockWidget;
QT_END_NAMESPACE

namespace Pinion {

class AppChanger;
class ClusterPanel;
class Deployments;
class DocumentView;
class FileCommands;
class ReviewCommands;
class TargetLink;

/// The cluster browser in the window, and what is done with the apps in it.
class ClusterCommands : public QObject
{
    Q_OBJECT

public:
    /// Adds the browser as a dock at the left.
    ClusterCommands(Shell shell, TargetLink &link, FileCommands &files, ReviewCommands &review,
        Deployments &deployments, QObject *parent);

    [[nodiscard]] QDockWidget &dock() const { return *m_dock; }
    [[nodiscard]] ClusterPanel &panel() const { return *m_panel; }
    [[nodiscard]] AppChanger &changer() const { return *m_changer; }

    void toggle();
    void show();
    /// For the app that is meant: the selected one while the browser has the focus, else that of
    /// the document in front.
    void act(AppAction action);
    /// The same for an app that is named.
    void carryOut(AppAction action, const QString &id);
    /// The id that is meant; empty: none.
    [[nodiscard]] QString meantApp() const;
    /// Of everything that runs on the target, as far as its lists tell.
    [[nodiscard]] QStringList appIds() const;

signals:
    void versionsRequested(const QString &id);
    void targetsRequested();
    void chooseTargetRequested();

private:
    /// Where a definition is to be found: in a document, else in a file of the folder, else
    /// neither.
    using Found = std::function<void(DocumentView *view)>;

    void locate(const QString &id, const Found &found);
    void open(const QString &id);
    void openCopy(const QString &id);
    void compare(const QString &id);
    void showComparison(DocumentView &view, const QString &id);
    void change(AppAction action, const RunningApp &app);
    static QCoro::Task<void> resume(ClusterCommands *self, RunningApp app, std::stop_token stop);
    void ask(AppAction action, const RunningApp &app, int instances);
    void openLogs(const RunningApp &app);
    void say(const QString &text, bool isBad);

    Shell m_shell;
    TargetLink &m_link;
    FileCommands &m_files;
    ReviewCommands &m_review;
    ClusterPanel *m_panel;
    QDockWidget *m_dock;
    AppChanger *m_changer;
    TaskScope m_scope;
};

} // namespace Pinion
