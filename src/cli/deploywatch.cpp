// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/deploywatch.h"

#include "cli/jsonwriter.h"

#include <QEventLoop>
#include <QTimer>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Marathon tells at once when there is nothing to do; whoever does not wait hears so much.
constexpr std::chrono::milliseconds AcceptedPause{1'500};

struct ResultRow
{
    RunResult result;
    QLatin1StringView name;
    ExitCode code;
};

constexpr std::array ResultRows{
    ResultRow{RunResult::None, "accepted"_L1, ExitCode::Clean},
    ResultRow{RunResult::Failed, "failed"_L1, ExitCode::Target},
    ResultRow{RunResult::Drifted, "drifted"_L1, ExitCode::Found},
    ResultRow{RunResult::Locked, "locked"_L1, ExitCode::Found},
    ResultRow{RunResult::Refused, "refused"_L1, ExitCode::Found},
    ResultRow{RunResult::NothingToDo, "nothing-to-do"_L1, ExitCode::Clean},
    ResultRow{RunResult::AnswerLost, "answer-lost"_L1, ExitCode::Target},
    ResultRow{RunResult::NotApplied, "not-applied"_L1, ExitCode::Target},
    ResultRow{RunResult::Verified, "verified"_L1, ExitCode::Clean},
    ResultRow{RunResult::EndedUnhealthy, "unhealthy"_L1, ExitCode::Found},
    ResultRow{RunResult::Cancelled, "cancelled"_L1, ExitCode::Found},
    ResultRow{RunResult::Superseded, "superseded"_L1, ExitCode::Found},
    ResultRow{RunResult::Abandoned, "abandoned"_L1, ExitCode::Found},
    ResultRow{RunResult::RolledBack, "rolled-back"_L1, ExitCode::Clean},
    ResultRow{RunResult::Removed, "removed"_L1, ExitCode::Clean},
};

const ResultRow &rowOf(RunResult result)
{
    return *std::find_if(ResultRows.begin(), ResultRows.end(),
        [result](const ResultRow &row) { return row.result == result; });
}

/// Watches one run, and writes down what is new of it.
class Watch
{
public:
    Watch(DeployRun &run, const WatchOptions &options, Console &console)
        : m_run(run)
        , m_options(options)
        , m_console(console)
    {
        QObject::connect(&run, &DeployRun::changed, &m_loop, [this] { look(); });
        m_pause.setSingleShot(true);
        QObject::connect(&m_pause, &QTimer::timeout, &m_loop, &QEventLoop::quit);
        m_longest.setSingleShot(true);
        QObject::connect(&m_longest, &QTimer::timeout, &m_loop, [this] {
            m_isTimedOut = true;
            m_loop.quit();
        });
        m_longest.start(options.timeout);
    }

    /// Until the run has ended, or as much of it as is waited for.
    void wait()
    {
        look();
        if (m_run.status().state != RunState::Ended && !m_isTimedOut)
            m_loop.exec();
    }

    [[nodiscard]] bool isTimedOut() const { return m_isTimedOut; }

private:
    void look()
    {
        const RunStatus &status = m_run.status();
        if (!m_options.isJson && status.sentence != m_told && status.state != RunState::Ended) {
            m_told = status.sentence;
            m_console.printLine(printable(m_told));
            m_console.flush();
        }
        if (status.state == RunState::Ended)
            m_loop.quit();
        else if (status.state == RunState::Following && !m_options.waits && !m_pause.isActive())
            m_pause.start(AcceptedPause);
    }

    DeployRun &m_run;
    WatchOptions m_options;
    Console &m_console;
    QEventLoop m_loop;
    QTimer m_pause;
    QTimer m_longest;
    QString m_told;
    bool m_isTimedOut = false;
};

void writeRefusal(JsonWriter &json, const MarathonRefusal &refusal)
{
    json.key("refused");
    json.beginArray();
    for (const RefusedValue &value : refusal.values) {
        json.beginObject();
        json.member("pointer", value.pointer.toString());
        json.member("path", value.path);
        json.member("message", value.message);
        json.endObject();
    }
    json.endArray();
}

QByteArray asJson(const DeployRun &run, const QString &target, bool isTimedOut)
{
    const RunStatus &status = run.status();
    const FollowState &follow = status.follow;
    JsonWriter json;
    json.beginObject();
    json.member("schema", qint64(1));
    json.member("target", target);
    json.member("result", isTimedOut ? u"timed-out"_s : QString(rowOf(status.result).name));
    json.member("sentence", status.sentence);
    json.member("hint", status.hint);
    json.member("deployment", status.deploymentId);
    json.key("apps");
    json.beginArray();
    for (const QString &app : run.apps())
        json.value(app);
    json.endArray();
    writeRefusal(json, status.refusal);
    json.member("wanted", qint64(follow.wanted));
    json.member("running", qint64(follow.newRunning));
    json.member("healthy", qint64(follow.newHealthy));
    json.member("old", qint64(follow.oldLeft));
    json.key("instances");
    json.beginArray();
    for (const InstanceRow &row : follow.instances) {
        json.beginObject();
        json.member("id", row.id);
        json.member("app", row.appId);
        json.member("new", row.isNew);
        json.member("host", row.host);
        json.member("state", instanceStateText(row.state));
        json.member("message", row.lastMessage);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

void writeText(const RunStatus &status, Console &console)
{
    const bool isWell = rowOf(status.result).code == ExitCode::Clean;
    const QString hint = status.hint.isEmpty() ? QString() : u' ' + status.hint;
    if (isWell)
        console.printLine(printable(status.sentence + hint));
    else
        console.complain(u"pinion-cli: "_s + printable(status.sentence + hint));
    for (const RefusedValue &value : status.refusal.values)
        console.complain(printable(u"  %1: %2"_s.arg(
            value.pointer.isRoot() ? u"/"_s : value.pointer.toString(), value.message)));
}

} // namespace

Result<WatchOptions> watchOptions(const Arguments &arguments)
{
    WatchOptions options;
    options.waits = arguments.has("--wait");
    options.isJson = arguments.value("--format") == "json";
    if (!arguments.has("--timeout"))
        return options;
    bool isNumber = false;
    const int seconds = arguments.value("--timeout").toInt(&isNumber);
    if (!isNumber || seconds <= 0)
        return fail(ErrorKind::Invalid, u"--timeout takes a number of seconds."_s);
    options.timeout = std::chrono::seconds(seconds);
    return options;
}

ExitCode deployAndWatch(Cluster &cluster, DeployRequest request, WritePermit permit,
    const WatchOptions &options, Console &console)
{
    DeployRun run(cluster);
    Watch watch(run, options, console);
    run.start(std::move(request), std::move(permit));
    watch.wait();
    if (run.status().result == RunResult::AnswerLost) {
        if (!options.isJson)
            console.complain(u"pinion-cli: "_s + printable(run.status().sentence));
        run.check();
        watch.wait();
    }
    const QString &target = cluster.access().name;
    if (options.isJson)
        console.print(asJson(run, target, watch.isTimedOut()));
    else if (!watch.isTimedOut())
        writeText(run.status(), console);
    if (!watch.isTimedOut())
        return rowOf(run.status().result).code;
    if (!options.isJson)
        console.complain(u"pinion-cli: The deployment was still under way on %1 when the time was "
                         "over. It goes on there."_s.arg(target));
    return ExitCode::Target;
}

} // namespace Pinion
