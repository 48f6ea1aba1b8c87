// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/runningbodies.h"
#include "settings/loginstore.h"
#include "settings/target.h"

#include <QObject>

namespace Pinion {

/// The way to a target, with the login that the store knows for it; the store may be null. Errors:
/// Unauthorized where a sign-in is wanted and none is known, those of the store and of accessTo().
[[nodiscard]] Task<std::unique_ptr<Cluster>> openCluster(
    Target target, CredentialStore *logins, std::stop_token stop);

/// Reads what runs on a target, for one document at a time. A later question drops an earlier one.
class TargetReader : public QObject
{
    Q_OBJECT

public:
    /// The store, which must outlive this, may be null: then targets that want a sign-in cannot be
    /// read.
    explicit TargetReader(CredentialStore *logins, QObject *parent = nullptr);

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

    CredentialStore *m_logins;
    std::unique_ptr<Cluster> m_cluster;
    Target m_target; ///< of the cluster
    bool m_isBusy = false;
    TaskScope m_scope;
};

} // namespace Pinion
