// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/run.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::chrono::milliseconds LongestRead{5'000}; // of what one agent tells

/// What does not go away by waiting.
bool isForGood(const Error &error)
{
    return error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Rejected
        || error.kind == ErrorKind::Tls || error.kind == ErrorKind::Invalid;
}

} // namespace

int PrepullStatus::count(HostState wanted) const
{
    return int(std::count_if(
        rows.begin(), rows.end(), [wanted](const HostRow &row) { return row.state == wanted; }));
}

PrepullRun::PrepullRun(
    PrepullBackend &backend, Clock &clock, const PrepullJournal &journal, PrepullPace pace)
    : m_backend(backend)
    , m_clock(clock)
    , m_journal(journal)
    , m_pace(pace)
{ }

PrepullRun::~PrepullRun() = default;

void PrepullRun::enter(PrepullState state)
{
    m_status.state = state;
    emit changed();
}

void PrepullRun::show(const PrepullProgress &progress)
{
    m_status.rows = progress.rows();
    m_status.isSuccess = progress.isSuccess();
    emit changed();
}

void PrepullRun::cancel()
{
    if (m_status.state != PrepullState::Pulling)
        return;
    m_status.isCancelled = true;
    m_pulling.cancel();
}

QCoro::Task<void> PrepullRun::start(PrepullPlan plan, PrepullRecord record)
{
    const std::stop_token end = m_scope.token();
    const Result<PrepullJournal::Hold> hold = m_journal.write(record);
    if (!hold) {
        m_status.error = hold.error();
        m_status.isClean = true;
        enter(PrepullState::Ended);
        co_return;
    }
    m_progress.emplace(plan, m_backend.placement(), m_clock.now());
    m_status.rows = m_progress->rows();
    enter(PrepullState::Pulling);
    const StopEither either(m_pulling.token(), end);
    const Result<void> pulled = co_await pull(plan, either.token());
    if (end.stop_requested())
        co_return;
    if (!pulled && !m_status.isCancelled)
        m_status.error = pulled.error();
    m_progress->cancel(
        m_status.isCancelled ? u"stopped"_s : u"the run could not go on"_s, m_clock.now());
    show(*m_progress);
    if (m_backend.mayHaveSent()) {
        co_await cleanUp(record.runId, end);
        co_return;
    }
    m_journal.remove(record.runId);
    m_status.isClean = true;
    enter(PrepullState::Ended);
}

QCoro::Task<void> PrepullRun::cleanUpAfter(PrepullRecord record)
{
    const std::stop_token end = m_scope.token();
    const Result<PrepullJournal::Hold> hold = m_journal.write(record);
    if (!hold) {
        m_status.cleaningError = hold.error();
        enter(PrepullState::Ended);
        co_return;
    }
    co_await cleanUp(record.runId, end);
}

Task<void> PrepullRun::pull(PrepullPlan plan, std::stop_token stop)
{
    const QDateTime last = m_clock.now().addSecs(plan.longest().count());
    int failures = 0;
    while (!m_progress->isOver()) {
        if (const QStringList next = m_progress->takeNext(m_clock.now()); !next.isEmpty()) {
            const Result<void> begun = co_await m_backend.begin(next, stop);
            if (!begun)
                co_return begun;
        }
        show(*m_progress);
        const Result<void> slept = co_await m_clock.sleep(m_pace.poll, stop);
        if (stop.stop_requested() || !slept)
            co_return cancelled();
        const Result<PrepullReport> report = co_await m_backend.look(stop);
        if (stop.stop_requested())
            co_return cancelled();
        failures = report ? 0 : failures + 1;
        m_status.trouble = report ? QString() : report.error().message;
        if (failures > m_pace.patience)
            co_return tl::make_unexpected(report.error());
        if (report)
            m_progress->take(*report, m_clock.now());
        const Result<void> read = co_await readWords(stop);
        if (!read)
            co_return read;
        m_progress->onTick(m_clock.now());
        if (m_clock.now() > last)
            co_return fail(ErrorKind::TimedOut, u"The time for the whole run is over."_s);
    }
    show(*m_progress);
    co_return Result<void>();
}

/// Before their helpers go: of some the words go with them. Agents are often out of reach of this
/// computer, and then none is waited for again.
Task<void> PrepullRun::readWords(std::stop_token stop)
{
    const QStringList hosts = m_progress->takeUnread();
    for (const QString &host : hosts) {
        if (!m_canRead)
            break;
        std::stop_source late;
        QTimer limit;
        QObject::connect(&limit, &QTimer::timeout, &limit, [&late] {
            std::stop_source kept = late; // goes with the coroutine that this resumes
            kept.request_stop();
        });
        limit.start(LongestRead);
        const StopEither either(stop, late.get_token());
        const Result<QByteArray> words = co_await m_backend.words(host, either.token());
        if (stop.stop_requested())
            co_return cancelled();
        if (words)
            m_progress->tell(host, *words);
        else
            m_canRead = words.error().kind == ErrorKind::NotFound;
    }
    co_return Result<void>();
}

QCoro::Task<void> PrepullRun::cleanUp(QString runId, std::stop_token stop)
{
    enter(PrepullState::CleaningUp);
    const QDateTime last = m_clock.now().addMSecs(m_pace.longestCleaning.count());
    for (;;) {
        const Result<int> left = co_await m_backend.remove(stop);
        if (stop.stop_requested())
            co_return;
        m_status.isClean = left && *left == 0;
        if (m_status.isClean) {
            m_status.cleaningError.reset();
            m_journal.remove(runId);
            break;
        }
        m_status.cleaningError = left ? Error(ErrorKind::TimedOut,
                                     u"The helper has been ordered to go, but is still there."_s)
                                      : left.error();
        emit changed();
        if (m_clock.now() > last || (!left && isForGood(left.error())))
            break;
        const Result<void> slept = co_await m_clock.sleep(m_pace.cleaning, stop);
        if (!slept)
            co_return;
    }
    enter(PrepullState::Ended);
}

} // namespace Pinion

#include "moc_run.cpp"
