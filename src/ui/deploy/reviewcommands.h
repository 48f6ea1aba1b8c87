// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/deploy/deployments.h"
#include "ui/deploy/reviewcase.h"

#include <QPointer>

QT_BEGIN_NAMESPACE
class QDockWidget;
class QMainWindow;
QT_END_NAMESPACE

namespace Pinion {

class ChangesPane;
class DocumentView;
class MessageBar;
class RunningBases;
class TargetLink;
class TargetReader;

/// The Changes pane and what it leads to: the press on *Deploy*, which goes at once where the
/// ladder of the target allows it, and the review, where a deployment is approved. Both read what
/// runs on the chosen target once more before anything else.
class ReviewCommands : public QObject
{
    Q_OBJECT

public:
    /// Adds the pane to the window, as a dock at the bottom.
    ReviewCommands(
        QMainWindow &window, MessageBar &bar, TargetLink &link, Deployments &deployments);
    ~ReviewCommands() override;

    void setView(DocumentView *view);
    [[nodiscard]] QDockWidget &dock() const { return *m_dock; }
    [[nodiscard]] ChangesPane &pane() const { return *m_changes; }

    void toggleChanges();
    void stepChange(int direction);
    /// Shows the review, or says what is missing for one.
    void review();
    /// The press on *Deploy*: deploys at once, or shows the review.
    void deploy();

signals:
    /// Somebody wants an app's image stored on the nodes before it is deployed.
    void prepullRequested(const QString &app);
    void restartRequested(const QString &app);

private:
    enum class Press : quint8 { Review, Deploy };

    void begin(Press press);
    void proceed(const Target &target, const RunningBodies &running);
    [[nodiscard]] Result<ReviewCase> caseOf(std::shared_ptr<const DocumentSnapshot> text,
        const Target &target, const RunningBodies &running) const;
    [[nodiscard]] bool goesAtOnce(const ReviewCase &review, const RunningBodies &running);
    void show(ReviewCase review, std::optional<ReviewCase> kept);
    [[nodiscard]] QStringList imagesOn(const Target &target, const RunningBodies &running) const;
    void say(const QString &text, bool isBad);

    QMainWindow &m_window;
    MessageBar &m_bar;
    TargetLink &m_link;
    Targets &m_targets;
    Deployments &m_deployments;
    RunningBases *m_bases;
    ChangesPane *m_changes;
    QDockWidget *m_dock;
    TargetReader *m_reader;
    QPointer<DocumentView> m_view;
    QPointer<DocumentView> m_pressed; ///< what the reader was asked about
    Press m_press = Press::Review;
    QTimer m_slow; ///< until then an answer needs no word
};

} // namespace Pinion
