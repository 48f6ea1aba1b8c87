// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/jsonwriter.h"
#include "cli/targetoptions.h"
#include "cli/waiting.h"
#include "marathon/definition.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{TargetOption, FormatOption};

QString healthOf(const AppTask &task, int checks)
{
    if (checks == 0 || !task.isRunning())
        return u"–"_s;
    return task.isHealthy(checks) ? u"healthy"_s
        : task.health.empty()     ? u"no result yet"_s
                                  : u"not healthy"_s;
}

QString stepsText(const Deployment &deployment)
{
    return u"step %1 of %2"_s.arg(deployment.currentStep).arg(deployment.steps.size());
}

QByteArray deploymentsText(const std::vector<Deployment> &deployments, const QString &target)
{
    if (deployments.empty())
        return u"No deployments on %1 now.\n"_s.arg(target).toUtf8();
    std::vector<QStringList> rows;
    for (const Deployment &deployment : deployments)
        rows.push_back({deployment.id, localTime(deployment.version), stepsText(deployment),
            deployment.affectedApps.join(u", "_s)});
    return columns(rows).toUtf8();
}

void write(JsonWriter &json, const std::vector<Deployment> &deployments)
{
    json.key("deployments");
    json.beginArray();
    for (const Deployment &deployment : deployments) {
        json.beginObject();
        json.member("id", deployment.id);
        json.member("version", deployment.version);
        json.member("currentStep", qint64(deployment.currentStep));
        json.member("totalSteps", qint64(deployment.steps.size()));
        json.key("apps");
        json.beginArray();
        for (const QString &app : deployment.affectedApps)
            json.value(app);
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

QByteArray appText(const RunningApp &app)
{
    std::vector<QStringList> rows;
    for (const AppTask &task : app.tasks) {
        const bool isOld = !task.version.isEmpty() && !app.lastConfigChangeAt.isEmpty()
            && instantOf(task.version) < instantOf(app.lastConfigChangeAt);
        rows.push_back(
            {task.instanceId, isOld ? u"old"_s : u"new"_s, task.host.isEmpty() ? u"–"_s : task.host,
                task.state, healthOf(task, app.healthChecks)});
    }
    QString text = u"%1  %2 of %3 running, version %4\n"_s.arg(
        app.id, QString::number(app.tasksRunning), QString::number(app.instances), app.version);
    if (!app.image.isEmpty())
        text += u"image %1\n"_s.arg(app.image);
    text += columns(rows);
    if (app.lastFailure)
        text += u"last failure on %1: %2\n"_s.arg(
            app.lastFailure->host, printable(app.lastFailure->message));
    return text.toUtf8();
}

void write(JsonWriter &json, const RunningApp &app)
{
    json.member("id", app.id);
    json.member("version", app.version);
    json.member("image", app.image);
    json.member("instances", qint64(app.instances));
    json.member("running", qint64(app.tasksRunning));
    json.member("healthy", qint64(app.tasksHealthy));
    json.member("unhealthy", qint64(app.tasksUnhealthy));
    json.key("tasks");
    json.beginArray();
    for (const AppTask &task : app.tasks) {
        json.beginObject();
        json.member("id", task.id);
        json.member("host", task.host);
        json.member("state", task.state);
        json.member("version", task.version);
        json.member("health", healthOf(task, app.healthChecks));
        json.endObject();
    }
    json.endArray();
    json.key("lastFailure");
    if (!app.lastFailure) {
        json.null();
        return;
    }
    json.beginObject();
    json.member("host", app.lastFailure->host);
    json.member("state", app.lastFailure->state);
    json.member("message", app.lastFailure->message);
    json.member("version", app.lastFailure->version);
    json.endObject();
}

Result<ExitCode> showStatus(const Arguments &arguments, OpenTarget &open, Console &console)
{
    MarathonClient &marathon = open.cluster->marathon();
    const std::stop_token stop;
    Result<std::vector<Deployment>> deployments = resultOf(marathon.deployments(stop));
    if (!deployments)
        return tl::make_unexpected(deployments.error());
    std::optional<RunningApp> app;
    if (!arguments.words().isEmpty()) {
        const QString id = absoluteId(QString::fromUtf8(arguments.words().first()));
        const Result<RunningApp> found = resultOf(marathon.app(id, stop));
        if (!found)
            return tl::make_unexpected(found.error());
        app = *found;
        std::erase_if(*deployments,
            [&id](const Deployment &deployment) { return !deployment.affectedApps.contains(id); });
    }
    if (!wantsJson(arguments)) {
        if (app)
            console.print(appText(*app));
        if (!app || !deployments->empty())
            console.print(deploymentsText(*deployments, open.target.name));
        return ExitCode::Clean;
    }
    JsonWriter json;
    json.beginObject();
    json.member("schema", qint64(1));
    json.member("target", open.target.name);
    if (app)
        write(json, *app);
    write(json, *deployments);
    json.endObject();
    console.print(json.take());
    return ExitCode::Clean;
}

ExitCode runStatus(const Arguments &arguments, Console &console)
{
    return withTarget(arguments, {}, console,
        [&](OpenTarget &open) { return showStatus(arguments, open, console); });
}

} // namespace

constinit const Command StatusCommand{
    .name = "status",
    .operands = "[ID]",
    .summary = "tells how an app is, or which deployments run",
    .help = "With an id: the instances of the app with their nodes and health, its last failure "
            "and the deployments that hold it. Without: all deployments of the target. The exit "
            "code is 4 when the target does not answer or does not know the app.",
    .leastWords = 0,
    .mostWords = 1,
    .options = Options,
    .run = runStatus,
};

} // namespace Pinion
