// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/schedulers/sandboxchronos.h"

#include "sandbox/http/faultyanswer.h"

#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr Millis RoundPause = 1000;
constexpr int UsualSearchLimit = 10;
constexpr const char *FrameworkId = "5e1f0a7c-2b1d-4c3e-9a51-b6a1a5b0d7c2-chronos";

SandboxAnswer ok(const Json &json)
{
    return SandboxAnswer::json(200, QByteArray::fromStdString(json.dump()));
}

QString textOf(const Json &object, const char *key)
{
    const auto value = object.find(key);
    return value != object.end() && value->is_string()
        ? QString::fromStdString(value->get<std::string>())
        : QString();
}

/// Why a job is not taken; empty: it is.
QString problemOf(const Json &body)
{
    static const QRegularExpression name(u"^[A-Za-z0-9_.\\-]+$"_s);
    static const QRegularExpression schedule(u"^R\\d*/[^/]*/P[^/]+$"_s);
    if (!body.is_object())
        return u"com.fasterxml.jackson.databind.JsonMappingException: Can not deserialize"_s;
    if (!name.match(textOf(body, "name")).hasMatch())
        return u"java.lang.IllegalArgumentException: requirement failed: the job's name is "
               "invalid. Allowed names: '[\\w.-]+'"_s;
    if (body.contains("schedule") && !schedule.match(textOf(body, "schedule")).hasMatch())
        return u"java.lang.IllegalArgumentException: requirement failed: the scheduleString is "
               "not parseable"_s;
    if (body.contains("fetch") && body.contains("uris"))
        return u"java.lang.IllegalArgumentException: requirement failed: the job cannot have both "
               "fetch and uris"_s;
    return {};
}

/// The constraints that this release knows; others are dropped without a word.
Json knownConstraints(const Json &constraints, MarathonVersion release)
{
    Json known = Json::array();
    for (const Json &constraint : constraints) {
        const std::string name = constraint.size() == 3 ? constraint[1].get<std::string>() : "";
        const bool isKnown = (name == "EQUALS" && release >= MarathonVersion{2, 3, 4})
            || (name == "LIKE" && release >= MarathonVersion{2, 4})
            || (name == "UNLIKE" && release >= MarathonVersion{2, 5});
        if (isKnown)
            known.push_back(constraint);
    }
    return known;
}

} // namespace

struct SandboxChronos::Job
{
    enum class Phase : quint8 { Queued, Running, Ended };

    Json body;
    Phase phase = Phase::Queued;
    bool isForgotten = false; ///< the present leader does not know that it runs
    Millis endsAt = 0;
    ForeignOutcome outcome = {};
    ForeignTask *task = nullptr;

    [[nodiscard]] bool isRunning() const { return phase == Phase::Running; }
};

SandboxChronos::SandboxChronos(SandboxMarathon &world, SandboxChronosOptions options)
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

SandboxChronos::~SandboxChronos() = default;

bool SandboxChronos::start()
{
    return m_listener.listen();
}

QUrl SandboxChronos::url() const
{
    return QUrl(u"http://"_s + m_listener.address());
}

int SandboxChronos::jobCount() const
{
    return int(m_jobs.size());
}

int SandboxChronos::runningTasks() const
{
    return int(std::count_if(
        m_jobs.begin(), m_jobs.end(), [](const Job &job) { return job.isRunning(); }));
}

void SandboxChronos::changeLeader()
{
    catchUp();
    for (Job &job : m_jobs)
        job.isForgotten = job.isRunning();
}

SandboxAnswer SandboxChronos::refused(const QString &reason) const
{
    if (isOld())
        return {400, {}, {}};
    const QString trace = reason
        + u"\n\tat scala.Predef$.require(Predef.scala:224)\n\tat "
          "org.apache.mesos.chronos.scheduler.api.Iso8601JobResource.post"_s;
    const Json body{{"status", "Bad Request"}, {"message", trace.toStdString()}};
    return SandboxAnswer::json(400, QByteArray::fromStdString(body.dump()));
}

SandboxAnswer SandboxChronos::answer(const SandboxRequest &request)
{
    const QByteArray login = m_options.user + ':' + m_options.password;
    const QByteArray expected = "Basic " + login.toBase64();
    if (!m_options.user.isEmpty() && request.header("authorization") != expected)
        return SandboxAnswer{401, {{"WWW-Authenticate", "basic realm=\"Restricted\""}}, {}};
    const QString prefix = isOld() ? u"/scheduler"_s : u"/v1/scheduler"_s;
    if (!request.path().startsWith(prefix + u'/'))
        return {404, {}, {}};
    return answerJob(request, request.path().mid(prefix.size()));
}

SandboxAnswer SandboxChronos::answerJob(const SandboxRequest &request, const QString &path)
{
    const bool isPut = request.method == "PUT" && isOld();
    if (path == "/iso8601"_L1)
        return request.method == "POST" || isPut ? add(request.body) : SandboxAnswer{405, {}, {}};
    if (request.method == "DELETE" && path.startsWith("/job/"_L1))
        return remove(path.mid(5));
    if (request.method != "GET")
        return {405, {}, {}};
    if (path == "/jobs"_L1)
        return bodies(all());
    if (path == "/jobs/search"_L1)
        return search(request);
    if (path == "/jobs/summary"_L1 && !isOld())
        return summary();
    if (path == "/graph/csv"_L1)
        return graph();
    return {404, {}, {}};
}

SandboxAnswer SandboxChronos::add(const QByteArray &bytes)
{
    Json body = Json::parse(bytes.toStdString(), nullptr, false);
    if (const QString problem = problemOf(body); !problem.isEmpty())
        return refused(problem);
    body["constraints"]
        = knownConstraints(body.value("constraints", Json::array()), m_options.release);
    body["successCount"] = 0;
    body["errorCount"] = 0;
    const std::string name = body["name"].get<std::string>();
    std::erase_if(m_jobs, [&name](const Job &job) { return job.body["name"] == name; });
    m_jobs.push_back({std::move(body)});
    return {204, {}, {}};
}

SandboxAnswer SandboxChronos::remove(const QString &name)
{
    const auto job = std::find_if(m_jobs.begin(), m_jobs.end(),
        [&name](const Job &one) { return one.body["name"] == name.toStdString(); });
    if (job == m_jobs.end())
        return refused(u"java.lang.IllegalArgumentException: Job '%1' not found"_s.arg(name));
    if (job->isRunning())
        job->task->state = u"TASK_KILLED"_s;
    m_jobs.erase(job);
    return {204, {}, {}};
}

std::vector<const SandboxChronos::Job *> SandboxChronos::all() const
{
    std::vector<const Job *> jobs;
    for (const Job &job : m_jobs)
        jobs.push_back(&job);
    return jobs;
}

SandboxAnswer SandboxChronos::bodies(const std::vector<const Job *> &jobs) const
{
    Json list = Json::array();
    for (const Job *job : jobs)
        list.push_back(job->body);
    return ok(list);
}

SandboxAnswer SandboxChronos::search(const SandboxRequest &request) const
{
    const QString name = request.value(u"name").value_or(QString());
    const QString limit = request.value(u"limit").value_or(QString());
    const auto most = limit.isEmpty() ? size_t(UsualSearchLimit) : size_t(limit.toInt());
    std::vector<const Job *> found = all();
    std::erase_if(found, [&name](const Job *job) {
        return !textOf(job->body, "name").contains(name, Qt::CaseInsensitive);
    });
    found.resize(std::min(found.size(), most));
    return bodies(found);
}

std::string SandboxChronos::stateOf(const Job &job)
{
    if (job.isRunning() && !job.isForgotten)
        return "1 running";
    return job.phase == Job::Phase::Queued ? "queued" : "idle";
}

std::string SandboxChronos::lastOf(const Job &job)
{
    if (job.body["successCount"] > 0)
        return "success";
    return job.body["errorCount"] > 0 ? "failure" : "fresh";
}

SandboxAnswer SandboxChronos::summary() const
{
    Json list = Json::array();
    for (const Job &job : m_jobs)
        list.push_back({{"name", job.body["name"]}, {"status", lastOf(job)},
            {"state", stateOf(job)}, {"schedule", job.body.value("schedule", "")},
            {"parents", Json::array()}, {"disabled", job.body.value("disabled", false)}});
    return ok({{"jobs", std::move(list)}});
}

SandboxAnswer SandboxChronos::graph() const
{
    std::string text;
    for (const Job &job : m_jobs)
        text += "node," + job.body["name"].get<std::string>() + ',' + lastOf(job) + ','
            + stateOf(job) + '\n';
    return {200, {{"Content-Type", "text/plain"}}, QByteArray::fromStdString(text)};
}

void SandboxChronos::catchUp()
{
    for (; m_nextRound <= m_world.now(); m_nextRound += RoundPause) {
        for (Job &job : m_jobs) {
            if (job.isRunning() && job.outcome.exitCode && job.endsAt <= m_nextRound)
                end(job);
        }
        offerRound();
    }
}

/// What fits no offer goes to the end of the queue, and the other offers are not looked at.
void SandboxChronos::offerRound()
{
    for (auto job = m_jobs.begin(); job != m_jobs.end(); ++job) {
        if (job->phase != Job::Phase::Queued)
            continue;
        const SandboxAgent *const agent = agentFor(*job);
        if (!agent) {
            m_jobs.splice(m_jobs.end(), m_jobs, job);
            return;
        }
        launch(*job, *agent);
    }
}

const SandboxAgent *SandboxChronos::agentFor(const Job &job) const
{
    for (const SandboxAgent &agent : m_world.state().agents) {
        const Json &constraints = job.body["constraints"];
        const bool isFitting = agent.isConnected && !agent.isDraining
            && std::all_of(constraints.begin(), constraints.end(),
                [&](const Json &constraint) { return fits(agent, constraint); });
        if (isFitting)
            return &agent;
    }
    return nullptr;
}

bool SandboxChronos::fits(const SandboxAgent &agent, const Json &constraint) const
{
    const QString name = QString::fromStdString(constraint[0].get<std::string>());
    const QString wanted = QString::fromStdString(constraint[2].get<std::string>());
    const bool isNegated = constraint[1] == "UNLIKE";
    std::optional<QString> value;
    for (const AgentAttribute &attribute : agent.attributes) {
        if (attribute.name == name && !attribute.scalar && !attribute.isRanges)
            value = attribute.text;
    }
    if (!value && name == "hostname"_L1 && m_options.release >= MarathonVersion{2, 5})
        value = agent.hostname;
    if (!value)
        return isNegated;
    if (constraint[1] == "EQUALS")
        return *value == wanted;
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(wanted));
    return pattern.match(*value).hasMatch() != isNegated;
}

void SandboxChronos::launch(Job &job, const SandboxAgent &agent)
{
    job.phase = Job::Phase::Running;
    job.outcome = m_script ? m_script(agent) : ForeignOutcome();
    job.endsAt = m_nextRound + job.outcome.after;
    job.body["schedule"] = "R0/2026-02-01T10:00:00.000Z/PT24H";
    const QString name = textOf(job.body, "name");
    ForeignTask task;
    task.frameworkId = QString::fromLatin1(FrameworkId);
    task.framework = u"chronos"_s;
    task.id = u"ct:%1:0:%2:"_s.arg(m_nextRound + ++m_launches).arg(name);
    task.name = u"ChronosTask:"_s + name;
    task.agentId = agent.id;
    task.state = u"TASK_RUNNING"_s;
    m_world.state().foreignTasks.push_back(std::move(task));
    job.task = &m_world.state().foreignTasks.back();
}

void SandboxChronos::end(Job &job)
{
    const int code = job.outcome.exitCode.value_or(0);
    job.phase = Job::Phase::Ended;
    job.body[code == 0 ? "successCount" : "errorCount"] = 1;
    job.body["disabled"] = code == 0;
    job.task->state = code == 0 ? u"TASK_FINISHED"_s : u"TASK_FAILED"_s;
    job.task->files[u"stdout"_s] = job.outcome.words;
    job.task->files[u"pinion.log"_s] = job.outcome.words;
    job.task->files[u"pinion.rc"_s] = QByteArray::number(code == 0 ? 20 : code) + '\n';
}

} // namespace Pinion

#include "moc_sandboxchronos.cpp"
