// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/jsonwriter.h"
#include "cli/targetoptions.h"
#include "cli/waiting.h"
#include "cluster/appstatus.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    TargetOption,
    FormatOption,
    Option{"--filter", "TEXT", "only apps whose id or image contains TEXT"},
};

QByteArray asText(const std::vector<RunningApp> &apps)
{
    std::vector<QStringList> rows;
    for (const RunningApp &app : apps)
        rows.push_back({app.id, statusName(statusOf(app)),
            QString::number(app.tasksRunning) + u'/' + QString::number(app.instances),
            app.image.isEmpty() ? u"–"_s : app.image});
    return columns(rows).toUtf8();
}

QByteArray asJson(const std::vector<RunningApp> &apps)
{
    JsonWriter json;
    json.beginObject();
    json.member("schema", qint64(1));
    json.key("apps");
    json.beginArray();
    for (const RunningApp &app : apps) {
        json.beginObject();
        json.member("id", app.id);
        json.member("status", statusName(statusOf(app)));
        json.member("instances", qint64(app.instances));
        json.member("running", qint64(app.tasksRunning));
        json.member("healthy", qint64(app.tasksHealthy));
        json.member("unhealthy", qint64(app.tasksUnhealthy));
        json.member("staged", qint64(app.tasksStaged));
        json.member("image", app.image);
        json.member("version", app.version);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

ExitCode runApps(const Arguments &arguments, Console &console)
{
    return withTarget(arguments, {}, console, [&](OpenTarget &open) -> Result<ExitCode> {
        Result<std::vector<RunningApp>> apps
            = resultOf(open.cluster->marathon().apps(std::stop_token()));
        if (!apps)
            return tl::make_unexpected(apps.error());
        const QString filter = QString::fromUtf8(arguments.value("--filter"));
        std::erase_if(*apps, [&filter](const RunningApp &app) {
            return !app.id.contains(filter) && !app.image.contains(filter);
        });
        console.print(wantsJson(arguments) ? asJson(*apps) : asText(*apps));
        return ExitCode::Clean;
    });
}

} // namespace

constinit const Command AppsCommand{
    .name = "apps",
    .operands = "",
    .summary = "lists what runs on a target",
    .help = "One line for each app: id, status, running and wanted instances, image. The exit code "
            "is 4 when the target does not answer.",
    .leastWords = 0,
    .mostWords = 0,
    .options = Options,
    .run = runApps,
};

} // namespace Pinion
