// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/jsonwriter.h"
#include "cli/targetoptions.h"
#include "cli/waiting.h"

#include <QDir>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    FormatOption,
    Option{"--check", "", "ask each target whether it answers, and which Marathon it is"},
};

struct TargetRow
{
    Target target;
    bool isChecked = false;
    std::optional<ServerInfo> info;
    std::chrono::milliseconds latency{0};
    QString problem;
};

void ask(TargetRow &row, Console &console)
{
    row.isChecked = true;
    Result<OpenTarget> open = openTarget(row.target, console);
    if (!open) {
        row.problem = open.error().text();
        return;
    }
    MarathonClient &marathon = open->cluster->marathon();
    const auto latency = resultOf(marathon.ping(std::stop_token()));
    const auto info = resultOf(marathon.info(std::stop_token()));
    if (info)
        row.info = *info;
    else
        row.problem = info.error().text();
    if (latency)
        row.latency = *latency;
}

QString kindName(const Target &target)
{
    const std::string_view name = kindSpec(target.kind).name;
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

QString verdict(const TargetRow &row)
{
    if (!row.isChecked)
        return {};
    if (!row.problem.isEmpty())
        return row.problem;
    return u"Marathon %1, %2, %3 ms"_s.arg(row.info->versionText,
        row.info->leader.isEmpty() ? u"no leader"_s : u"leader "_s + row.info->leader,
        QString::number(row.latency.count()));
}

QByteArray asText(const std::vector<TargetRow> &rows)
{
    std::vector<QStringList> lines;
    for (const TargetRow &row : rows)
        lines.push_back({row.target.name, kindName(row.target), row.target.host(), verdict(row)});
    return columns(lines).toUtf8();
}

QByteArray asJson(const std::vector<TargetRow> &rows)
{
    JsonWriter json;
    json.beginObject();
    json.member("schema", qint64(1));
    json.key("targets");
    json.beginArray();
    for (const TargetRow &row : rows) {
        json.beginObject();
        json.member("name", row.target.name);
        json.member("kind", kindName(row.target));
        json.member("guarded", row.target.isGuarded());
        json.key("urls");
        json.beginArray();
        for (const QUrl &url : row.target.urls)
            json.value(url.toString(QUrl::RemoveUserInfo));
        json.endArray();
        json.member("signIn", signInName(row.target.signIn));
        json.member("source", row.target.source);
        if (row.isChecked)
            json.member("answers", row.problem.isEmpty());
        if (row.info) {
            json.member("version", row.info->versionText);
            json.member("leader", row.info->leader);
            json.member("milliseconds", qint64(row.latency.count()));
        }
        if (!row.problem.isEmpty())
            json.member("error", row.problem);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

ExitCode runTargets(const Arguments &arguments, Console &console)
{
    const Result<std::vector<Target>> targets = TargetStore().targets(QDir::currentPath());
    if (!targets) {
        console.complain(u"pinion-cli: "_s + printable(targets.error().text()));
        return ExitCode::Usage;
    }
    const OnlineScope online;
    std::vector<TargetRow> rows;
    ExitCode code = ExitCode::Clean;
    for (const Target &target : *targets) {
        TargetRow row;
        row.target = target;
        if (arguments.has("--check"))
            ask(row, console);
        if (!row.problem.isEmpty())
            code = ExitCode::Target;
        rows.push_back(std::move(row));
    }
    console.print(wantsJson(arguments) ? asJson(rows) : asText(rows));
    if (rows.empty() && !wantsJson(arguments))
        console.complain(u"pinion-cli: No target is known here; write one into \"targets\" of a "
                         ".pinion.json."_s);
    return code;
}

} // namespace

constinit const Command TargetsCommand{
    .name = "targets",
    .operands = "",
    .summary = "lists the clusters that can be deployed to",
    .help = "Targets are told in \"targets\" of the .pinion.json files around the present folder, "
            "and in targets.json of your own configuration. Logins are in neither: they come from "
            "PINION_USER, PINION_PASSWORD and PINION_TOKEN, from the keychain of the system, or "
            "from the keyboard.\n"
            "\n"
            "With --check the exit code is 4 when a target does not answer.",
    .leastWords = 0,
    .mostWords = 0,
    .options = Options,
    .run = runTargets,
};

} // namespace Pinion
