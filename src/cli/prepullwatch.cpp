// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/prepullwatch.h"

#include "cli/columns.h"
#include "cli/jsonwriter.h"
#include "cli/waiting.h"

#include <QTimer>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

volatile std::sig_atomic_t interrupts = 0;

extern "C" void noteInterrupt(int signal)
{
    interrupts = 1;
    // The next one ends the program, as it does elsewhere.
    std::signal(signal, SIG_DFL);
}

/// Takes Ctrl+C and the wish to end for as long as it lives.
class InterruptWatch
{
public:
    explicit InterruptWatch(PrepullRun &run)
    {
        interrupts = 0;
        std::signal(SIGINT, noteInterrupt);
        std::signal(SIGTERM, noteInterrupt);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [&run] {
            if (interrupts != 0)
                run.cancel();
        });
        m_timer.start(std::chrono::milliseconds(100));
    }
    ~InterruptWatch()
    {
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
    }
    InterruptWatch(const InterruptWatch &) = delete;
    InterruptWatch &operator=(const InterruptWatch &) = delete;

private:
    QTimer m_timer;
};

QString wordsOf(const HostRow &row)
{
    QString words = hostStateName(row.state).replace(u'-', u' ');
    if (!row.reason.isEmpty())
        words += u": "_s + row.reason;
    if (row.attempts > 1)
        words += u" (attempt %1)"_s.arg(row.attempts);
    if (!row.digest.isEmpty())
        words += u"  "_s + row.digest;
    return printable(words);
}

/// Writes a line whenever something of a host is new.
class HostLines
{
public:
    HostLines(const PrepullRun &run, Console &console)
        : m_run(run)
        , m_console(console)
    { }

    void look()
    {
        for (const HostRow &row : m_run.status().rows) {
            const QString words = wordsOf(row);
            if (row.state == HostState::Queued || m_told.value(row.host) == words)
                continue;
            m_told.insert(row.host, words);
            m_console.printLine(u"%1  %2"_s.arg(printable(row.host), words));
        }
        const QString &trouble = m_run.status().trouble;
        if (!trouble.isEmpty() && trouble != m_trouble)
            m_console.complain(u"pinion-cli: "_s + printable(trouble));
        m_trouble = trouble;
        m_console.flush();
    }

private:
    const PrepullRun &m_run;
    Console &m_console;
    QHash<QString, QString> m_told;
    QString m_trouble;
};

void writeHost(JsonWriter &json, const HostRow &row)
{
    json.beginObject();
    json.member("host", row.host);
    json.member("state", hostStateName(row.state));
    json.member("reason", row.reason);
    json.key("code");
    if (row.code == 0)
        json.null();
    else
        json.value(qint64(row.code));
    json.member("attempts", qint64(row.attempts));
    json.member("digest", row.digest);
    json.endObject();
}

QByteArray asJson(const PrepullStatus &status, const PrepullPlan &plan, const QString &target)
{
    JsonWriter json;
    json.beginObject();
    json.member("schema", qint64(1));
    json.member("target", target);
    json.member("image", plan.image);
    json.member("via", viaName(plan.via));
    json.member("run", plan.runId);
    json.member("success", status.isSuccess);
    json.member("clean", status.isClean);
    json.member("cancelled", status.isCancelled);
    json.member("error", status.error ? status.error->text() : QString());
    json.key("hosts");
    json.beginArray();
    for (const HostRow &row : status.rows)
        writeHost(json, row);
    json.endArray();
    json.key("leftOut");
    json.beginArray();
    for (const LeftOutHost &left : plan.leftOut) {
        json.beginObject();
        json.member("host", left.host);
        json.member("reason", left.reason);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

void writeText(
    const PrepullStatus &status, const PrepullPlan &plan, const QString &target, Console &console)
{
    std::vector<QStringList> rows;
    for (const LeftOutHost &left : plan.leftOut)
        rows.push_back({printable(left.host), u"left out: "_s + printable(left.reason)});
    console.printLine();
    console.print(columns(rows).toUtf8());
    const auto chosen = qsizetype(status.rows.size());
    console.printLine(u"Stored in Docker's cache on %1 of %2 hosts of %3."_s.arg(
        QString::number(status.count(HostState::Done)), QString::number(chosen), target));
    for (const PullFailure &failure : pullFailures()) {
        const bool isSeen = std::any_of(status.rows.begin(), status.rows.end(),
            [&failure](const HostRow &row) { return row.code == failure.code; });
        if (isSeen)
            console.printLine(u"%1: %2"_s.arg(
                QString::fromLatin1(failure.reason.data(), qsizetype(failure.reason.size())),
                QString::fromLatin1(failure.hint.data(), qsizetype(failure.hint.size()))));
    }
}

ExitCode codeOf(const PrepullStatus &status)
{
    if (!status.isClean || (status.error && status.error->kind != ErrorKind::TimedOut))
        return ExitCode::Target;
    return status.isSuccess ? ExitCode::Clean : ExitCode::Found;
}

} // namespace

ExitCode pullAndWatch(PrepullRun &run, const PrepullPlan &plan, const PrepullRecord &record,
    bool isJson, Console &console)
{
    HostLines lines(run, console);
    const QObject context;
    if (!isJson) {
        console.printLine(u"Pulling %1 on %2 hosts of %3, %4 at a time."_s.arg(plan.image,
            QString::number(plan.hosts.size()), record.target, QString::number(plan.atOnce)));
        QObject::connect(&run, &PrepullRun::changed, &context, [&lines] { lines.look(); });
    }
    {
        const InterruptWatch watch(run);
        resultOf(run.start(plan, record));
    }
    const PrepullStatus &status = run.status();
    if (isJson)
        console.print(asJson(status, plan, record.target));
    else
        writeText(status, plan, record.target, console);
    if (status.error)
        console.complain(u"pinion-cli: "_s + printable(status.error->text()));
    if (!status.isClean)
        console.complain(
            u"pinion-cli: Helpers of the run %1 may be left on %2. %3 Remove them by "
            "\"pinion-cli prepull --clean-up --target %2\"."_s.arg(plan.runId, record.target,
                status.cleaningError ? printable(status.cleaningError->text()) : QString()));
    return codeOf(status);
}

} // namespace Pinion
