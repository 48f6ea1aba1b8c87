// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/guard.h"
#include "ui/targets/targets.h"

namespace Pinion {

/// One deployment that the window follows, with a connection of its own: it goes on whatever target
/// is chosen meanwhile.
class DeployJob : public QObject
{
    Q_OBJECT

public:
    DeployJob(Target target, std::unique_ptr<Cluster> cluster, RunPace pace, RunJournal &journal,
        QObject *parent = nullptr);
    ~DeployJob() override;

    /// `backTo`: what rolling back brings back, for the button; may be empty.
    void start(DeployRequest request, WritePermit permit, const QString &backTo);
    void resume(RunJournal::Entry left);

    [[nodiscard]] const Target &target() const { return m_target; }
    [[nodiscard]] const RunStatus &status() const { return m_run.status(); }
    [[nodiscard]] const QStringList &apps() const { return m_run.apps(); }
    [[nodiscard]] bool isOver() const { return status().state == RunState::Ended; }
    /// Whether a change has been sent whose answer is still to come.
    [[nodiscard]] bool isWriting() const;
    [[nodiscard]] const QString &backTo() const { return m_backTo; }
    /// The file that was deployed; may be empty.
    [[nodiscard]] const QString &documentPath() const { return m_documentPath; }
    /// "/shop/orders → staging"
    [[nodiscard]] QString title() const;
    [[nodiscard]] const QDateTime &began() const { return m_began; }
    /// How long it has taken so far, or took.
    [[nodiscard]] std::chrono::seconds duration() const;

    /// What the user can ask of it. `typed` is the name, where the guard wants it; its refusal is
    /// the error. Each does nothing where the status does not offer it.
    Result<void> revert(const QString &typed = {});
    Result<void> abandon(const QString &typed = {});
    Result<void> tryNow(const QString &typed = {});
    /// After Locked: waits for the others, or cancels them.
    Result<void> startWhenUnlocked(const QString &typed = {});
    Result<void> startByForce(const QString &typed = {});
    /// After AnswerLost: whether it was received.
    void check();

signals:
    void changed();
    void ended();

private:
    [[nodiscard]] Result<WritePermit> permit(DeployAction action, const QString &typed) const;

    Target m_target;
    std::unique_ptr<Cluster> m_cluster;
    DeployRun m_run; ///< uses the cluster
    std::optional<DeployRequest> m_request; ///< not of those that were taken up
    QString m_documentPath;
    QString m_backTo;
    QDateTime m_began;
    QDateTime m_ended;
};

} // namespace Pinion
