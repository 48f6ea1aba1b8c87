// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/run.h"
#include "settings/loginstore.h"
#include "ui/deploy/reviewcase.h"

#include <QObject>
#include <QPointer>

#include <memory>

QT_BEGIN_NAMESPACE
class QDockWidget;
class QMainWindow;
QT_END_NAMESPACE

namespace Pinion {

class ChangesPane;
class DocumentView;
class MessageBar;

/// The Changes pane and what it leads to: the review of the document in front for the target that
/// it is compared with, and the deployment that is approved there. How that goes is told in the
/// window's message bar.
class ReviewCommands : public QObject
{
    Q_OBJECT

public:
    /// Adds the pane to the window, as a dock at the bottom. `targetsFile` has the user's own
    /// targets.
    ReviewCommands(QMainWindow &window, MessageBar &bar, const QString &targetsFile);
    ~ReviewCommands() override;

    void setView(DocumentView *view);
    [[nodiscard]] QDockWidget &dock() const { return *m_dock; }
    [[nodiscard]] ChangesPane &pane() const { return *m_changes; }

    void toggleChanges();
    void stepChange(int direction);
    /// Shows the review, or says what is missing for one.
    void review();
    [[nodiscard]] bool isDeploying() const;

private:
    QCoro::Task<void> deploy(ReviewCase review, WritePermit permit);
    void askToRevert();
    void revert(const QString &typed);
    void tell();
    void say(const QString &text, bool isBad);

    QMainWindow &m_window;
    MessageBar &m_bar;
    LoginStore m_logins;
    ChangesPane *m_changes;
    QDockWidget *m_dock;
    QPointer<DocumentView> m_view;
    Target m_target; ///< of the run
    QStringList m_ids; ///< of the run
    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<DeployRun> m_run;
    TaskScope m_scope;
};

} // namespace Pinion
