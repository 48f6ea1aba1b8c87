// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/foreachlimited.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/jsonwriter.h"
#include "cli/targetoptions.h"
#include "cli/waiting.h"
#include "deploy/runrequest.h"
#include "marathon/definition.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int ReadsAtOnce = 4;
constexpr int DefaultLimit = 10;

constexpr std::array Options{
    TargetOption,
    FormatOption,
    Option{"--limit", "N", "show at most N versions, 10 by default; 0 shows all"},
    Option{"--show", "VERSION", "print the definition of this version instead"},
};

QByteArray asText(const std::vector<RunningApp> &versions, const AppVersion &current)
{
    std::vector<QStringList> rows;
    for (const RunningApp &app : versions)
        rows.push_back({app.version, localTime(app.version),
            sameVersion(app.version, current) ? u"running"_s : QString(),
            app.image.isEmpty() ? u"–"_s : app.image, QString::number(app.instances)});
    return columns(rows).toUtf8();
}

QByteArray asJson(
    const QString &id, const std::vector<RunningApp> &versions, const AppVersion &current)
{
    JsonWriter json;
    json.beginObject();
    json.member("schema", qint64(1));
    json.member("id", id);
    json.member("current", current);
    json.key("versions");
    json.beginArray();
    for (const RunningApp &app : versions) {
        json.beginObject();
        json.member("version", app.version);
        json.member("image", app.image);
        json.member("instances", qint64(app.instances));
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

Result<ExitCode> show(
    MarathonClient &marathon, const QString &id, const QString &version, Console &console)
{
    const Result<RunningApp> app = resultOf(marathon.version(id, version, std::stop_token()));
    if (!app)
        return tl::make_unexpected(app.error());
    console.print(withoutServerFields(app->definition));
    console.printLine();
    return ExitCode::Clean;
}

Result<ExitCode> list(MarathonClient &marathon, const QString &id, const Arguments &arguments,
    int limit, Console &console)
{
    const std::stop_token stop;
    const Result<RunningApp> current = resultOf(marathon.app(id, stop));
    if (!current)
        return tl::make_unexpected(current.error());
    Result<std::vector<AppVersion>> names = resultOf(marathon.versions(id, stop));
    if (!names)
        return tl::make_unexpected(names.error());
    const std::size_t total = names->size();
    if (limit > 0 && names->size() > std::size_t(limit))
        names->resize(std::size_t(limit));
    const auto ask = [&](const AppVersion &version) { return marathon.version(id, version, stop); };
    const std::vector<Result<RunningApp>> answers
        = resultOf(forEachLimited(std::move(*names), ReadsAtOnce, ask, stop));
    std::vector<RunningApp> versions;
    for (const Result<RunningApp> &answer : answers) {
        if (!answer)
            return tl::make_unexpected(answer.error());
        versions.push_back(*answer);
    }
    console.print(wantsJson(arguments) ? asJson(id, versions, current->version)
                                       : asText(versions, current->version));
    if (!wantsJson(arguments) && total > versions.size())
        console.printLine(u"… and %1 more; --limit 0 shows all"_s.arg(total - versions.size()));
    return ExitCode::Clean;
}

ExitCode runVersions(const Arguments &arguments, Console &console)
{
    bool isNumber = true;
    const QByteArray asked = arguments.value("--limit");
    const int limit = asked.isEmpty() ? DefaultLimit : asked.toInt(&isNumber);
    if (!isNumber || limit < 0) {
        console.complain(u"pinion-cli: --limit takes a number, 0 for all."_s);
        return ExitCode::Usage;
    }
    const QString id = absoluteId(QString::fromUtf8(arguments.words().first()));
    return withTarget(arguments, {}, console, [&](OpenTarget &open) -> Result<ExitCode> {
        MarathonClient &marathon = open.cluster->marathon();
        if (arguments.has("--show"))
            return show(marathon, id, QString::fromUtf8(arguments.value("--show")), console);
        return list(marathon, id, arguments, limit, console);
    });
}

} // namespace

constinit const Command VersionsCommand{
    .name = "versions",
    .operands = "ID",
    .summary = "lists the versions of an app, the newest first",
    .help = "Each with the image and the instances that it asks for. Marathon keeps the last 50; "
            "some may never have run, because they were refused while another deployment held the "
            "app.\n"
            "\n"
            "--show prints a definition as it could be sent again. The exit code is 4 when the "
            "target does not answer or does not know the app.",
    .leastWords = 1,
    .mostWords = 1,
    .options = Options,
    .run = runVersions,
};

} // namespace Pinion
