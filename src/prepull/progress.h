// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/plan.h"

namespace Pinion {

enum class HostState : quint8 {
    Queued,
    Pulling,
    Done,
    Failed,
    TimedOut,
    NotReached, ///< no task began there in time
    Cancelled,
};
[[nodiscard]] QString hostStateName(HostState state); ///< "not-reached"
[[nodiscard]] bool isFinal(HostState state);

/// What a back-end says about one host at one moment.
struct HostReport
{
    QString host;
    QString taskId;
    HostState state = HostState::Queued;
    int code = 0; ///< of the pull command; 0: none
    QString reason; ///< a clause, where it failed
    int attempts = 0; ///< as the back-end counts them; 0: by the tasks' ids
};

/// A final report of a pull that ended with this code; Failed with the message for a code that the
/// command does not have.
[[nodiscard]] HostReport failureReport(
    const QString &host, const QString &taskId, std::optional<int> code, const QString &message);

struct PrepullReport
{
    std::vector<HostReport> hosts; ///< those that have a task, or had one that failed
    QHash<QString, QString> waiting; ///< why a host has none yet, as a clause
};

/// Who picks the hosts.
enum class Placement : quint8 {
    Pinned, ///< each helper is for one host
    Free, ///< the scheduler: one helper on as many hosts as are asked for
};

struct HostRow
{
    QString host;
    HostState state = HostState::Queued;
    int code = 0;
    QString reason; ///< why it failed, was not reached or has to wait; a clause
    QString taskId;
    int attempts = 0; ///< tasks that were seen on it
    QByteArray words; ///< of Docker; empty: nothing is known of them
    QString digest; ///< of what Docker has stored; empty: it did not tell
    bool isRead = false; ///< its words have been asked for
    bool isAsked = false; ///< a helper for it, or one place more, has been asked for
    QDateTime waitsSince; ///< asked for, or without its task again
    QDateTime pullsSince;
    QDateTime endedAt;
};

/// The hosts of one run: a pure state machine. Reports go in, in any order and with gaps; `now` is
/// the caller's clock and never goes back. What is final stays so, whatever is reported later.
class PrepullProgress
{
public:
    PrepullProgress(const PrepullPlan &plan, Placement placement, const QDateTime &now);

    /// The hosts to ask for now, so that as many are under way as may be.
    [[nodiscard]] QStringList takeNext(const QDateTime &now);
    void take(const PrepullReport &report, const QDateTime &now);
    /// Time has passed.
    void onTick(const QDateTime &now);
    /// Hosts whose pulls are over, and whose words nobody has asked for. They count as asked for.
    [[nodiscard]] QStringList takeUnread();
    void tell(const QString &host, const QByteArray &words);
    /// What is not final will not become so: stopped by the user, or by an error.
    void cancel(const QString &reason, const QDateTime &now);

    [[nodiscard]] const std::vector<HostRow> &rows() const { return m_rows; }
    [[nodiscard]] int count(HostState state) const;
    [[nodiscard]] bool isOver() const;
    /// True once every host that was chosen has the image.
    [[nodiscard]] bool isSuccess() const;

private:
    void takeHost(const HostReport &report, const QDateTime &now);
    void ask(HostRow &row, const QDateTime &now);
    static void end(HostRow &row, HostState state, const QString &reason, const QDateTime &now);
    void judgeWait(HostRow &row, const QDateTime &now);

    std::vector<HostRow> m_rows;
    Placement m_placement;
    int m_atOnce;
    std::chrono::seconds m_startTime;
    std::chrono::seconds m_patience;
    QDateTime m_movedAt; ///< when a new host was reached, or more were asked for
};

} // namespace Pinion
