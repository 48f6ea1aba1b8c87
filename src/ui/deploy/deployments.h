// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/deploy/deployjob.h"

#include <QSet>

#include <functional>

namespace Pinion {

/// The deployments that this window has begun, or has taken up from an earlier run of the program.
class Deployments : public QObject
{
    Q_OBJECT

public:
    explicit Deployments(Targets &targets, QObject *parent = nullptr);
    ~Deployments() override;

    /// Sends it, once. What becomes of it is told by the job, or by failed().
    void start(const Target &target, const DeployRequest &request, const WritePermit &permit,
        const BeforeRun &before);
    /// The same for what needs no definition.
    void carryOut(
        const Target &target, Errand errand, const QString &app, const WritePermit &permit);
    /// Follows what earlier runs have left on targets that are known now.
    void resumeLeft();

    /// The newest first.
    [[nodiscard]] const std::vector<DeployJob *> &jobs() const { return m_jobs; }
    /// Whether one of these apps is being deployed to this target.
    [[nodiscard]] bool isBusy(const QString &target, const QStringList &apps) const;
    /// Whether a change has been sent whose answer is still to come.
    [[nodiscard]] bool isWriting() const;

signals:
    void added(Pinion::DeployJob *job);
    void changed(Pinion::DeployJob *job);
    void ended(Pinion::DeployJob *job);
    /// Nothing was sent.
    void failed(const QString &target, const Pinion::Error &error);

private:
    DeployJob *add(const Target &target, std::unique_ptr<Cluster> cluster);
    static QCoro::Task<void> begin(Deployments *self, Target target, QStringList apps,
        std::function<void(DeployJob &)> start, std::stop_token stop);
    static QCoro::Task<void> takeUp(
        Deployments *self, Target target, RunJournal::Entry left, std::stop_token stop);

    Targets &m_targets;
    std::vector<DeployJob *> m_jobs; ///< children
    QList<std::pair<QString, QStringList>> m_beginning; ///< target and apps
    QSet<QString> m_takenUp; ///< names in the journal
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
