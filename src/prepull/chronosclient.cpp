// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/chronosclient.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView NewPrefix("/v1/scheduler"); // 3.0.0 and later
constexpr QLatin1StringView OldPrefix("/scheduler");

} // namespace

ChronosClient::ChronosClient(ClusterLine &line)
    : m_line(line)
{ }

Task<HttpResponse> ChronosClient::listJobs(std::stop_token stop)
{
    QString prefix = m_prefix.isEmpty() ? QString(NewPrefix) : m_prefix;
    Result<HttpResponse> answer
        = co_await readScheduler(m_line, PrepullVia::Chronos, prefix + "/jobs"_L1, stop);
    if (stop.stop_requested())
        co_return cancelled();
    const bool isOther = !answer && answer.error().kind == ErrorKind::NotFound;
    if (m_prefix.isEmpty() && isOther) {
        prefix = OldPrefix;
        answer = co_await readScheduler(m_line, PrepullVia::Chronos, prefix + "/jobs"_L1, stop);
        if (stop.stop_requested())
            co_return cancelled();
    }
    if (answer)
        m_prefix = prefix;
    co_return answer;
}

Task<std::vector<ChronosJob>> ChronosClient::jobs(std::stop_token stop)
{
    const Result<HttpResponse> answer = co_await listJobs(stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    co_return readChronosJobs(answer->body);
}

Task<QHash<QString, QString>> ChronosClient::states(std::stop_token stop)
{
    const bool isOld = m_prefix == OldPrefix;
    const QString path = m_prefix + (isOld ? "/graph/csv"_L1 : "/jobs/summary"_L1);
    const Result<HttpResponse> answer
        = co_await readScheduler(m_line, PrepullVia::Chronos, path, stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    co_return readChronosStates(answer->body);
}

Task<SchedulerChange> ChronosClient::add(QByteArray job, WritePermit permit, std::stop_token stop)
{
    return changeScheduler(m_line, PrepullVia::Chronos, HttpMethod::Post, m_prefix + "/iso8601"_L1,
        std::move(job), std::move(permit), stop);
}

Task<SchedulerChange> ChronosClient::remove(QString name, WritePermit permit, std::stop_token stop)
{
    return changeScheduler(m_line, PrepullVia::Chronos, HttpMethod::Delete,
        m_prefix + "/job/"_L1 + name, QByteArray(), std::move(permit), stop);
}

} // namespace Pinion
