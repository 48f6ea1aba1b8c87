// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/runningbodies.h"
#include "ui/targets/targets.h"

namespace Pinion {

class Analysis;
class ComparedTexts;
struct DocumentSnapshot;

/// Reads what runs on a target, for one document at a time. A later question drops an earlier one.
class TargetReader : public QObject
{
    Q_OBJECT

public:
    explicit TargetReader(Targets &targets, QObject *parent = nullptr);

    void read(const Target &target, const RunningQuestion &question);
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_isBusy; }

signals:
    void answered(const Pinion::Target &target, const Pinion::RunningBodies &bodies);
    void failed(const Pinion::Target &target, const QString &reason);

private:
    QCoro::Task<void> run(Target target, RunningQuestion question, std::stop_token stop);
    [[nodiscard]] Task<RunningBodies> ask(
        Target target, RunningQuestion question, std::stop_token stop);

    Targets &m_targets;
    std::unique_ptr<Cluster> m_cluster;
    Target m_target; ///< of the cluster
    bool m_isBusy = false;
    TaskScope m_scope;
};

/// What a project's configuration tells of the server.
[[nodiscard]] ServerSettings toldServer(const Analysis &analysis);

/// The version of each app that runs.
[[nodiscard]] std::map<QString, AppVersion> versionsOf(const RunningBodies &running);

/// A text of the document against what runs. Null where one of them is no JSON.
[[nodiscard]] std::shared_ptr<const ComparedTexts> compareWithRunning(const Analysis &analysis,
    std::shared_ptr<const DocumentSnapshot> text, const Target &target,
    const RunningBodies &running);

} // namespace Pinion
