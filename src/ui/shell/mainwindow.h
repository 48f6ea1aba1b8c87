// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "ui/shell/actionset.h"

#include <QMainWindow>

namespace Pinion {

class ClusterCommands;
class DeployCommands;
class DeployPanel;
class Deployments;
class DocumentTabs;
class DocumentView;
class EditCommands;
class FileCommands;
class FilesPanel;
class HelpCommands;
class HistoryCommands;
class ImageCommands;
class ImageWatch;
class MessageBar;
class Preferences;
class PrepullCommands;
class ProblemsPanel;
class ProjectWatch;
class Registries;
class ReviewCommands;
class StatusFields;
class TargetCommands;
class TargetLink;
class TargetMenu;
class TargetStrip;
class Targets;
class WindowCommands;
class Workspace;

/// The window: tabs of documents, docks, actions. It arranges and connects; the commands do.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Workspace &workspace, Preferences &preferences, Registries &registries,
        Targets &targets, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a file at a value; says in the window why it cannot.
    DocumentView *openFile(const QString &path, const JsonPointer &at = {});
    [[nodiscard]] DocumentView *currentView() const;
    [[nodiscard]] DocumentTabs &tabs() const { return *m_tabs; }
    [[nodiscard]] ActionSet &actions() const { return *m_actions; }
    [[nodiscard]] MessageBar &bar() const { return *m_bar; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void createCentral();
    void createDocks();
    QDockWidget *addDock(
        const QString &title, const QString &objectName, QWidget &panel, Qt::DockWidgetArea area);
    void createCommands();
    void createActions();
    void createToolBar();
    void createTargets();
    void createDeploying();
    void createStatusBar();
    void connectWorkspace();
    void restoreState();
    void saveState();
    void resetLayout();
    [[nodiscard]] QList<QDockWidget *> docks() const;
    [[nodiscard]] bool endRun(bool keepUnsaved);
    void quitWithout();
    void quitWhileWriting();

    void currentViewChanged(DocumentView *view);
    void watchView(DocumentView *view);
    void updateActions();
    void updateTitle();
    void updateSections();
    void updateRecent();
    void tellManyChanged(int reloaded, int conflicting);

    Workspace &m_workspace;
    Preferences &m_preferences;
    Registries &m_registries;
    Targets &m_targets;
    TargetLink *m_targetLink = nullptr;
    TargetStrip *m_strip = nullptr;
    TargetMenu *m_targetMenu = nullptr;
    Deployments *m_deployments = nullptr;
    DeployPanel *m_deployPanel = nullptr;
    QDockWidget *m_deployDock = nullptr;
    QDockWidget *m_activityDock = nullptr;
    DocumentTabs *m_tabs = nullptr;
    MessageBar *m_bar = nullptr;
    QDockWidget *m_problemsDock = nullptr;
    ProblemsPanel *m_problems = nullptr;
    QDockWidget *m_filesDock = nullptr;
    FilesPanel *m_filesPanel = nullptr;
    ProjectWatch *m_projectWatch = nullptr;
    ImageWatch *m_imageWatch = nullptr;
    StatusFields *m_status = nullptr;
    FileCommands *m_fileCommands = nullptr;
    EditCommands *m_editCommands = nullptr;
    ImageCommands *m_imageCommands = nullptr;
    ReviewCommands *m_reviewCommands = nullptr;
    PrepullCommands *m_prepullCommands = nullptr;
    TargetCommands *m_targetCommands = nullptr;
    ClusterCommands *m_clusterCommands = nullptr;
    HistoryCommands *m_historyCommands = nullptr;
    DeployCommands *m_deployCommands = nullptr;
    WindowCommands *m_windowCommands = nullptr;
    HelpCommands *m_helpCommands = nullptr;
    ActionSet *m_actions = nullptr;
    ActionSet::DataMenus m_menus;
    QByteArray m_defaultState;
    bool m_mayQuit = false;
};

} // namespace Pinion
