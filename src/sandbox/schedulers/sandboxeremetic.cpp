// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/schedulers/sandboxeremetic.h"

#include "sandbox/http/faultyanswer.h"

#include <QUrlQuery>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr Millis RoundPause = 1000;
constexpr Millis StagingTime = 1000;
constexpr Millis KillTime = 1000;
constexpr int MostRetries = 5;
const QString Root = QStringLiteral("/api/v1");

SandboxAnswer json(int status, const Json &body)
{
    return SandboxAnswer::json(status, QByteArray::fromStdString(body.dump()));
}

SandboxAnswer problem(int status, const char *error, const char *message)
{
    return json(status, {{"error", error}, {"message", message}});
}

SandboxAnswer nothing(int status)
{
    return SandboxAnswer::json(status, "null");
}

bool isFinal(const QString &status)
{
    static const QStringList Ends{
        u"TASK_FINISHED"_s, u"TASK_FAILED"_s, u"TASK_KILLED"_s, u"TASK_LOST"_s};
    return Ends.contains(status);
}

} // namespace

struct SandboxEremetic::Record
{
    QString id;
    Json body;
    std::vector<std::pair<Millis, QString>> statuses;
    int retries = 0;
    Millis dueAt = 0; ///< of the next thing that happens to it
    bool isRefused = false; ///< TASK_ERROR was its last word of Mesos
    bool hasRun = false;
    ForeignOutcome outcome = {};
    QString hostname;
    QString agentId;

    [[nodiscard]] const QString &status() const { return statuses.back().second; }
    [[nodiscard]] Json toJson() const
    {
        Json task = body;
        task["id"] = id.toStdString();
        task["hostname"] = hostname.toStdString();
        task["agent_id"] = agentId.toStdString();
        task["retry"] = retries;
        task["status"] = Json::array();
        for (const auto &[at, name] : statuses)
            task["status"].push_back({{"time", at / 1000}, {"status", name.toStdString()}});
        return task;
    }
};

SandboxEremetic::SandboxEremetic(SandboxMarathon &world, SandboxEremeticOptions options)
    : m_world(world)
    , m_options(std::move(options))
    , m_listener([this](const SandboxRequest &request, SandboxConnection &connection) {
        m_requests.append(request);
        catchUp();
        const SandboxAnswer given
            = answerUnder(m_faults, request, connection, [&] { return answer(request); });
        m_requests.last().status = given.status;
    })
    , m_nextRound(world.now())
{ }

SandboxEremetic::~SandboxEremetic() = default;

bool SandboxEremetic::start()
{
    return m_listener.listen();
}

QUrl SandboxEremetic::url() const
{
    return QUrl(u"http://"_s + m_listener.address());
}

int SandboxEremetic::recordCount() const
{
    return int(m_records.size());
}

int SandboxEremetic::runningTasks() const
{
    return int(std::count_if(m_records.begin(), m_records.end(),
        [](const Record &record) { return record.status() == "TASK_RUNNING"_L1; }));
}

SandboxAnswer SandboxEremetic::answer(const SandboxRequest &request)
{
    const QString path = request.path();
    if (path == Root + u"/version"_s)
        return json(200, "0.30.0");
    const QByteArray login = m_options.user + ':' + m_options.password;
    const QByteArray expected = "Basic " + login.toBase64();
    if (!m_options.user.isEmpty() && request.header("authorization") != expected)
        return nothing(401).with("WWW-Authenticate", "Basic realm=\"Eremetic\"");
    const QString tasks = Root + u"/task"_s;
    if (path == tasks && request.method == "POST")
        return add(request.body);
    if (path == tasks && request.method == "GET")
        return list(request);
    if (path.startsWith(tasks + u'/'))
        return answerTask(request, path.mid(tasks.size() + 1));
    return {404, {}, {}};
}

SandboxAnswer SandboxEremetic::add(const QByteArray &bytes)
{
    Json body = Json::parse(bytes.toStdString(), nullptr, false);
    if (!body.is_object())
        return problem(422, "invalid character", "Unable to decode JSON request");
    const auto queued = std::count_if(m_records.begin(), m_records.end(),
        [](const Record &record) { return record.status() == "TASK_QUEUED"_L1; });
    if (queued >= m_options.queueSize)
        return problem(503, "task queue is full", "Unable to schedule task");
    Record record;
    record.id = u"eremetic-task.00000000-0000-4000-8000-%1"_s.arg(
        ++m_lastNumber, 12, 10, QLatin1Char('0'));
    record.body = std::move(body);
    record.statuses.emplace_back(m_world.now(), u"TASK_QUEUED"_s);
    m_records.push_back(std::move(record));
    const QString id = m_records.back().id;
    return json(202, id.toStdString()).with("Location", (Root + u"/task/"_s + id).toLatin1());
}

SandboxAnswer SandboxEremetic::list(const SandboxRequest &request) const
{
    const QUrlQuery query(QString::fromLatin1(request.target).section(u'?', 1));
    for (const auto &[name, value] : query.queryItems()) {
        if (name != "state"_L1 && name != "name"_L1)
            return problem(422, "schema: invalid path", "Unable to parse query params");
    }
    const QString asked = request.value(u"state").value_or(u"active,queued"_s);
    const QStringList states = asked.split(u',');
    Json tasks = Json::array();
    for (const Record &record : m_records) {
        const QString state = record.status() == "TASK_QUEUED"_L1 ? u"queued"_s
            : isFinal(record.status())                            ? u"terminated"_s
                                                                  : u"active"_s;
        const std::string name = request.value(u"name").value_or(QString()).toStdString();
        if (states.contains(state) && (name.empty() || record.body.value("name", "") == name))
            tasks.push_back(record.toJson());
    }
    return json(200, tasks);
}

SandboxAnswer SandboxEremetic::answerTask(const SandboxRequest &request, const QString &rest)
{
    const QString id = rest.section(u'/', 0, 0);
    const QString what = rest.section(u'/', 1);
    if (request.method == "DELETE")
        return remove(id);
    const auto record = std::find_if(
        m_records.begin(), m_records.end(), [&id](const Record &one) { return one.id == id; });
    if (what == "kill"_L1 && request.method == "POST")
        return record == m_records.end() ? problem(500, "unknown task id", "Unable to kill task")
                                         : kill(*record);
    if (record == m_records.end())
        return nothing(404);
    if (what.isEmpty())
        return json(200, record->toJson());
    if (!record->hasRun || !isFinal(record->status()))
        return {204, {}, {}};
    return {200, {{"Content-Type", "text/plain"}},
        what == "stderr"_L1 ? record->outcome.words : QByteArray()};
}

SandboxAnswer SandboxEremetic::kill(Record &record)
{
    if (isFinal(record.status()))
        return problem(500, "task has already terminated", "Unable to kill task");
    enter(record, u"TASK_TERMINATING"_s);
    record.dueAt = m_world.now() + KillTime;
    return nothing(202);
}

SandboxAnswer SandboxEremetic::remove(const QString &id)
{
    const auto record = std::find_if(
        m_records.begin(), m_records.end(), [&id](const Record &one) { return one.id == id; });
    if (record == m_records.end())
        return nothing(202);
    if (!isFinal(record->status()))
        return problem(409, "Cannot delete the running task", "Unable to delete task");
    m_records.erase(record);
    return nothing(202);
}

void SandboxEremetic::enter(Record &record, const QString &status)
{
    record.statuses.emplace_back(std::max(m_nextRound, m_world.now()), status);
}

void SandboxEremetic::catchUp()
{
    for (; m_nextRound <= m_world.now(); m_nextRound += RoundPause) {
        for (Record &record : m_records) {
            if (record.dueAt > 0 && record.dueAt <= m_nextRound)
                proceed(record);
        }
        offerRound();
    }
}

void SandboxEremetic::proceed(Record &record)
{
    const QString status = record.status();
    record.dueAt = 0;
    if (status == "TASK_TERMINATING"_L1) {
        // The master does not know what it has refused, and says that it is lost.
        record.statuses.emplace_back(
            m_nextRound, record.isRefused ? u"TASK_LOST"_s : u"TASK_KILLED"_s);
    } else if (status == "TASK_RUNNING"_L1) {
        record.statuses.emplace_back(
            m_nextRound, record.outcome.exitCode == 0 ? u"TASK_FINISHED"_s : u"TASK_FAILED"_s);
    } else if (record.outcome.isRefused) {
        record.isRefused = true;
        record.statuses.emplace_back(m_nextRound, u"TASK_ERROR"_s);
    } else if (record.outcome.failsToStart && record.retries < MostRetries) {
        ++record.retries;
        record.statuses.emplace_back(m_nextRound, u"TASK_QUEUED"_s);
    } else if (record.outcome.failsToStart) {
        record.statuses.emplace_back(m_nextRound, u"TASK_FAILED"_s);
    } else {
        record.hasRun = true;
        record.statuses.emplace_back(m_nextRound, u"TASK_RUNNING"_s);
        record.dueAt = record.outcome.exitCode ? m_nextRound + record.outcome.after : 0;
    }
}

/// What fits no offer goes to the end of the queue, and the other offers are not looked at.
void SandboxEremetic::offerRound()
{
    for (auto record = m_records.begin(); record != m_records.end(); ++record) {
        if (record->status() != "TASK_QUEUED"_L1)
            continue;
        const SandboxAgent *const agent = agentFor(*record);
        if (!agent) {
            m_records.splice(m_records.end(), m_records, record);
            return;
        }
        launch(*record, *agent);
    }
}

const SandboxAgent *SandboxEremetic::agentFor(const Record &record) const
{
    const Json constraints = record.body.value("agent_constraints", Json::array());
    const auto holds = [](const SandboxAgent &agent, const Json &constraint) {
        return std::any_of(agent.attributes.begin(), agent.attributes.end(),
            [&constraint](const AgentAttribute &attribute) {
                return !attribute.scalar && !attribute.isRanges
                    && constraint.value("attribute_name", "") == attribute.name.toStdString()
                    && constraint.value("attribute_value", "") == attribute.text.toStdString();
            });
    };
    for (const SandboxAgent &agent : m_world.state().agents) {
        const bool isFitting = agent.isConnected && !agent.isDraining
            && std::all_of(constraints.begin(), constraints.end(),
                [&](const Json &constraint) { return holds(agent, constraint); });
        if (isFitting)
            return &agent;
    }
    return nullptr;
}

void SandboxEremetic::launch(Record &record, const SandboxAgent &agent)
{
    record.outcome = m_script ? m_script(agent) : ForeignOutcome();
    record.hostname = agent.hostname;
    record.agentId = agent.id;
    record.statuses.emplace_back(m_nextRound, u"TASK_STAGING"_s);
    record.dueAt = m_nextRound + StagingTime;
}

} // namespace Pinion

#include "moc_sandboxeremetic.cpp"
