// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/progress.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

QString hostStateName(HostState state)
{
    switch (state) {
    case HostState::Queued:
        return u"queued"_s;
    case HostState::Pulling:
        return u"pulling"_s;
    case HostState::Done:
        return u"done"_s;
    case HostState::Failed:
        return u"failed"_s;
    case HostState::TimedOut:
        return u"timed-out"_s;
    case HostState::NotReached:
        return u"not-reached"_s;
    case HostState::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

bool isFinal(HostState state)
{
    return state != HostState::Queued && state != HostState::Pulling;
}

HostReport failureReport(
    const QString &host, const QString &taskId, std::optional<int> code, const QString &message)
{
    const PullFailure *const known = findPullFailure(code.value_or(0));
    if (!known)
        return {host, taskId, HostState::Failed, 0, message};
    const QString reason
        = QString::fromLatin1(known->reason.data(), qsizetype(known->reason.size()));
    return {host, taskId, code == OwnTimeLimitCode ? HostState::TimedOut : HostState::Failed,
        known->code, reason};
}

PrepullProgress::PrepullProgress(const PrepullPlan &plan, Placement placement, const QDateTime &now)
    : m_placement(placement)
    , m_atOnce(plan.atOnce)
    , m_startTime(plan.startTime)
    , m_patience(plan.patience())
    , m_movedAt(now)
{
    for (const QString &host : plan.hosts) {
        m_rows.emplace_back();
        m_rows.back().host = host;
    }
    for (const LeftOutHost &left : plan.leftOut) {
        if (!left.isWanted)
            continue;
        m_rows.emplace_back();
        m_rows.back().host = left.host;
        end(m_rows.back(), HostState::NotReached, left.reason, now);
    }
    std::sort(m_rows.begin(), m_rows.end(),
        [](const HostRow &one, const HostRow &other) { return one.host < other.host; });
}

QStringList PrepullProgress::takeNext(const QDateTime &now)
{
    int underWay = int(std::count_if(m_rows.begin(), m_rows.end(),
        [](const HostRow &row) { return row.isAsked && !isFinal(row.state); }));
    QStringList next;
    for (HostRow &row : m_rows) {
        if (underWay >= m_atOnce)
            break;
        if (row.isAsked || isFinal(row.state))
            continue;
        ask(row, now);
        next.append(row.host);
        ++underWay;
    }
    return next;
}

void PrepullProgress::ask(HostRow &row, const QDateTime &now)
{
    row.isAsked = true;
    row.waitsSince = now;
    m_movedAt = now;
}

void PrepullProgress::take(const PrepullReport &report, const QDateTime &now)
{
    QStringList seen;
    for (const HostReport &host : report.hosts) {
        takeHost(host, now);
        seen.append(host.host);
    }
    for (HostRow &row : m_rows) {
        if (isFinal(row.state) || seen.contains(row.host))
            continue;
        if (row.state == HostState::Pulling) { // its task has gone; another one will come
            row.state = HostState::Queued;
            row.waitsSince = now;
        }
        if (row.isAsked)
            row.reason = report.waiting.value(row.host);
    }
}

void PrepullProgress::takeHost(const HostReport &report, const QDateTime &now)
{
    const auto place = std::find_if(m_rows.begin(), m_rows.end(),
        [&report](const HostRow &row) { return row.host == report.host; });
    if (place == m_rows.end())
        return; // an agent that joined meanwhile
    HostRow &row = *place;
    if (!row.isAsked) { // the scheduler has picked this one in the place of another
        const auto other = std::find_if(m_rows.begin(), m_rows.end(), [](const HostRow &candidate) {
            return candidate.isAsked && candidate.taskId.isEmpty() && !isFinal(candidate.state);
        });
        if (other != m_rows.end())
            other->isAsked = false;
        ask(row, now);
    }
    if (!report.taskId.isEmpty() && row.taskId != report.taskId) {
        row.taskId = report.taskId;
        ++row.attempts;
        if (!isFinal(row.state))
            m_movedAt = row.waitsSince = now;
    }
    if (isFinal(row.state))
        return;
    row.attempts = std::max(row.attempts, report.attempts);
    if (isFinal(report.state)) {
        row.code = report.code;
        end(row, report.state, report.reason, now);
        return;
    }
    if (report.state == HostState::Pulling && row.state != HostState::Pulling)
        row.pullsSince = now;
    if (report.state == HostState::Queued && row.state == HostState::Pulling)
        row.waitsSince = now; // it is tried again
    row.state = report.state;
    row.reason = report.reason;
}

void PrepullProgress::end(
    HostRow &row, HostState state, const QString &reason, const QDateTime &now)
{
    row.state = state;
    row.reason = state == HostState::Done ? QString() : reason;
    row.endedAt = now;
}

void PrepullProgress::judgeWait(HostRow &row, const QDateTime &now)
{
    // Where the scheduler picks, every new host shows that it still finds some.
    const bool isShared = m_placement == Placement::Free && row.taskId.isEmpty();
    const QDateTime since = isShared ? std::max(row.waitsSince, m_movedAt) : row.waitsSince;
    if (since.secsTo(now) < m_startTime.count())
        return;
    const QString reason = !row.taskId.isEmpty() ? u"the agent took the task but did not start it"_s
        : row.reason.isEmpty()                   ? u"no task began in time"_s
                                                 : row.reason;
    end(row, HostState::NotReached, reason, now);
    if (!isShared)
        return;
    // No host has taken the places that are still open, so none of the others would take more.
    for (HostRow &other : m_rows) {
        if (!isFinal(other.state) && other.taskId.isEmpty())
            end(other, HostState::NotReached, other.reason.isEmpty() ? reason : other.reason, now);
    }
}

void PrepullProgress::onTick(const QDateTime &now)
{
    for (HostRow &row : m_rows) {
        if (row.state == HostState::Queued && row.isAsked)
            judgeWait(row, now);
        else if (row.state == HostState::Pulling
            && row.pullsSince.secsTo(now) >= m_patience.count())
            end(row, HostState::TimedOut, u"the agent did not answer in time"_s, now);
    }
}

QStringList PrepullProgress::takeUnread()
{
    QStringList hosts;
    for (HostRow &row : m_rows) {
        const bool hasEnded = row.state == HostState::Done || row.state == HostState::Failed
            || row.state == HostState::TimedOut;
        if (!hasEnded || row.isRead || row.taskId.isEmpty())
            continue;
        row.isRead = true;
        hosts.append(row.host);
    }
    return hosts;
}

void PrepullProgress::tell(const QString &host, const QByteArray &words)
{
    const auto row = std::find_if(
        m_rows.begin(), m_rows.end(), [&host](const HostRow &one) { return one.host == host; });
    if (row == m_rows.end())
        return;
    row->words = words;
    row->digest = digestIn(words);
}

void PrepullProgress::cancel(const QString &reason, const QDateTime &now)
{
    for (HostRow &row : m_rows) {
        if (!isFinal(row.state))
            end(row, HostState::Cancelled, reason, now);
    }
}

int PrepullProgress::count(HostState state) const
{
    return int(std::count_if(
        m_rows.begin(), m_rows.end(), [state](const HostRow &row) { return row.state == state; }));
}

bool PrepullProgress::isOver() const
{
    return std::all_of(
        m_rows.begin(), m_rows.end(), [](const HostRow &row) { return isFinal(row.state); });
}

bool PrepullProgress::isSuccess() const
{
    return count(HostState::Done) == int(m_rows.size());
}

} // namespace Pinion
