// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/clusterline.h"
#include "cluster/marathonrefusal.h"
#include "cluster/marathontypes.h"
#include "cluster/writepermit.h"

namespace Pinion {

/// What became of a change. Exactly one of three: accepted, refused (nothing was changed), or
/// unknown (it was sent, but nobody knows whether it was received). The error of a Result around it
/// means that it was never sent.
struct ChangeAnswer
{
    enum class Outcome : quint8 { Accepted, Refused, Unknown };

    Outcome outcome = Outcome::Unknown;
    Acceptance acceptance; ///< where accepted
    MarathonRefusal refusal; ///< where refused; where unknown, why
};

enum class Forced : bool { No, Yes };

/// One Marathon, 1.4 to 1.11: typed calls, no policy. Ids are absolute: "/shop/orders". Reads are
/// repeated where that may help and go to the next node; a change is sent once.
///
/// Errors of all reads: Cancelled, TimedOut, Network, Tls, Unauthorized, NotFound, Rejected (not
/// allowed), Protocol (no such answer was expected), Conflict.
class MarathonClient
{
public:
    explicit MarathonClient(ClusterLine &line);
    MarathonClient(const MarathonClient &) = delete;
    MarathonClient &operator=(const MarathonClient &) = delete;

    /// How long the answer took.
    [[nodiscard]] Task<std::chrono::milliseconds> ping(std::stop_token stop);
    [[nodiscard]] Task<ServerInfo> info(std::stop_token stop);
    /// With tasks, counts, readiness, the last failure and the deployments.
    [[nodiscard]] Task<RunningApp> app(QString id, std::stop_token stop);
    /// All that may be seen, with counts and deployments, by id.
    [[nodiscard]] Task<std::vector<RunningApp>> apps(std::stop_token stop);
    /// The same with tasks and last failures: far larger.
    [[nodiscard]] Task<std::vector<RunningApp>> appsWithTasks(std::stop_token stop);
    /// Those whose labels the selector fits, "PINION_RUN==7f3a2c", with tasks and last failures.
    [[nodiscard]] Task<std::vector<RunningApp>> labelledApps(
        QString selector, std::stop_token stop);
    [[nodiscard]] Task<AppGroup> group(QString id, std::stop_token stop);
    /// The newest first. Some may be definitions that were refused with a lock.
    [[nodiscard]] Task<std::vector<AppVersion>> versions(QString id, std::stop_token stop);
    [[nodiscard]] Task<RunningApp> version(QString id, AppVersion version, std::stop_token stop);
    [[nodiscard]] Task<std::vector<Deployment>> deployments(std::stop_token stop);
    [[nodiscard]] Task<std::vector<QueueEntry>> queue(std::stop_token stop);
    [[nodiscard]] Task<std::vector<AppTask>> tasks(QString appId, std::stop_token stop);

    // Changes. Errors: Rejected for a permit of another target, or one without a confirmation where
    // the target is guarded; those of a connection that never was.

    /// The whole definition (partialUpdate=false).
    [[nodiscard]] Task<ChangeAnswer> putApp(
        QString id, QByteArray body, Forced forced, WritePermit permit, std::stop_token stop);
    /// A list of whole definitions, as one deployment.
    [[nodiscard]] Task<ChangeAnswer> putApps(
        QByteArray body, Forced forced, WritePermit permit, std::stop_token stop);
    [[nodiscard]] Task<ChangeAnswer> putGroup(
        QString id, QByteArray body, Forced forced, WritePermit permit, std::stop_token stop);
    /// A new app; refused (Conflict) where its id is taken, so that nothing is replaced.
    [[nodiscard]] Task<ChangeAnswer> createApp(
        QString id, QByteArray body, WritePermit permit, std::stop_token stop);
    /// Another number of instances and nothing else. Running tasks stay.
    [[nodiscard]] Task<ChangeAnswer> scaleApp(
        QString id, int instances, Forced forced, WritePermit permit, std::stop_token stop);
    /// With all that is in it.
    [[nodiscard]] Task<ChangeAnswer> removeGroup(
        QString id, Forced forced, WritePermit permit, std::stop_token stop);
    [[nodiscard]] Task<ChangeAnswer> removeApp(
        QString id, Forced forced, WritePermit permit, std::stop_token stop);
    [[nodiscard]] Task<ChangeAnswer> restartApp(
        QString id, Forced forced, WritePermit permit, std::stop_token stop);
    /// Makes a new deployment that leads back. NotFound: it has ended meanwhile.
    [[nodiscard]] Task<ChangeAnswer> revertDeployment(
        QString id, WritePermit permit, std::stop_token stop);
    /// Stops it where it is: old and new tasks stay.
    [[nodiscard]] Task<ChangeAnswer> abandonDeployment(
        QString id, WritePermit permit, std::stop_token stop);
    /// The next launch is tried at once.
    [[nodiscard]] Task<ChangeAnswer> resetDelay(
        QString appId, WritePermit permit, std::stop_token stop);
    /// Kills one task, which is replaced.
    [[nodiscard]] Task<ChangeAnswer> killTask(
        QString appId, QString taskId, WritePermit permit, std::stop_token stop);

    [[nodiscard]] ClusterLine &line() const { return m_line; }
    [[nodiscard]] const QString &target() const { return m_line.access().name; }

private:
    [[nodiscard]] Task<HttpResponse> get(QString path, QString subject, std::stop_token stop);
    [[nodiscard]] Task<std::vector<RunningApp>> listApps(QString path, std::stop_token stop);
    [[nodiscard]] Task<ChangeAnswer> send(HttpMethod method, QString path, QByteArray body,
        QString subject, WritePermit permit, std::stop_token stop);
    [[nodiscard]] RefusalSubject subjectOf(const QString &id, bool isChange) const;

    ClusterLine &m_line;
};

/// The query of a whole definition: nothing that is left out survives, nothing is overridden.
[[nodiscard]] QString replacementQuery(Forced forced);

} // namespace Pinion
