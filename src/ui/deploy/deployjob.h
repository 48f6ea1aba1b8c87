// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/guard.h"
#include "ui/deploy/beforerun.h"
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

    void start(DeployRequest request, WritePermit permit, BeforeRun before);
    void carryOut(Errand errand, const QString &app, WritePermit permit);
    void resume(RunJournal::Entry left);

    [[nodiscard]] const Target &target() const { return m_target; }
    [[nodiscard]] const RunStatus &status() const { return m_run.status(); }
    [[nodiscard]] const QStringList &apps() const { return m_run.apps(); }
    [[nodiscard]] bool isOver() const { return status().state == RunState::Ended; }
    /// Whether a change has been sent whose answer is still to come.
    [[nodiscard]] bool isWriting() const;
    /// Empty where that is not known.
    [[nodiscard]] const BeforeRun &before() const { return m_before; }
    /// The file that was deployed; may be empty.
    [[nodiscard]] const QString &documentPath() const { return m_documentPath; }
    /// It is known what was to be sent, so that it can be tried again.
    [[nodiscard]] bool hasRequest() const { return m_request.has_value(); }
    /// "/shop/orders → staging", with what is done where no definition is sent.
    [[nodiscard]] QString title() const;
    [[nodiscard]] const QDateTime &began() const { return m_began; }
    /// The logs of an instance, in Mesos' web interface; not valid where too little is known.
    [[nodiscard]] QUrl logsOf(const InstanceRow &instance) const;
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
    static QCoro::Task<void> readInfo(DeployJob *self, std::stop_token stop);

    Target m_target;
    std::unique_ptr<Cluster> m_cluster;
    DeployRun m_run; ///< uses the cluster
    std::optional<DeployRequest> m_request; ///< not of those that were taken up
    Errand m_errand = Errand::None;
    QString m_documentPath;
    BeforeRun m_before;
    QDateTime m_began;
    QDateTime m_ended;
    ServerInfo m_info; ///< the initial value before the server has told
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
