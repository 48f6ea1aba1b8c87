// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/deploywatch.h"
#include "cli/targetoptions.h"
#include "cli/waiting.h"
#include "json/jsonedit.h"
#include "marathon/definition.h"
#include "marathon/tagclass.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    TargetOption,
    Option{"--to", "VERSION", "the version to go back to; the one before by default"},
    Option{"--keep-instances", "", "keep the present number of instances"},
    Option{"--dry-run", "", "send nothing; print what would be sent"},
    WaitOption,
    ConfirmOption,
    TimeoutOption,
    FormatOption,
};

struct WayBack
{
    RunningApp now;
    RunningApp earlier;
};

Result<AppVersion> versionBefore(MarathonClient &marathon, const RunningApp &now)
{
    const Result<std::vector<AppVersion>> versions
        = resultOf(marathon.versions(now.id, std::stop_token()));
    if (!versions)
        return tl::make_unexpected(versions.error());
    for (const AppVersion &version : *versions) {
        if (instantOf(version) < instantOf(now.version))
            return version;
    }
    return fail(ErrorKind::Invalid, u"%1 has no version before the present one."_s.arg(now.id));
}

Result<WayBack> wayBack(MarathonClient &marathon, const QString &id, const QString &asked)
{
    const Result<RunningApp> now = resultOf(marathon.app(id, std::stop_token()));
    if (!now)
        return tl::make_unexpected(now.error());
    const Result<AppVersion> version
        = asked.isEmpty() ? versionBefore(marathon, *now) : Result<AppVersion>(asked);
    if (!version)
        return tl::make_unexpected(version.error());
    const Result<RunningApp> earlier = resultOf(marathon.version(id, *version, std::stop_token()));
    if (!earlier)
        return tl::make_unexpected(earlier.error());
    return WayBack{*now, *earlier};
}

Result<DeployRequest> requestFor(const WayBack &way, bool keepsInstances)
{
    const JsonTree tree = JsonTree::parse(withoutServerFields(way.earlier.definition));
    QByteArray body = tree.bytes();
    if (keepsInstances) {
        const QByteArray count = QByteArray::number(way.now.instances);
        const Result<TextEdit> edit = setValue(tree, JsonPointer::of("/instances"), count);
        if (!edit)
            return tl::make_unexpected(edit.error());
        body = applied(body, *edit);
    }
    DeployRequest request;
    request.id = way.now.id;
    request.body = body;
    request.apps.push_back({way.now.id, body});
    request.basedOn[way.now.id] = way.now.version;
    return request;
}

Result<ExitCode> rollBack(const Arguments &arguments, OpenTarget &open, Console &console)
{
    const QString id = absoluteId(QString::fromUtf8(arguments.words().first()));
    const Result<WatchOptions> watch = watchOptions(arguments);
    if (!watch)
        return tl::make_unexpected(watch.error());
    const Result<WritePermit> permit = DeployGuard::permit(
        open.target, DeployAction::Deploy, {id}, QString::fromUtf8(arguments.value("--confirm")));
    const bool isDry = arguments.has("--dry-run");
    if (!permit && !isDry) {
        console.complain(u"pinion-cli: "_s + printable(permit.error().message));
        console.complain(u"Add --confirm %1."_s.arg(DeployGuard::nameToType({id})));
        return ExitCode::Usage;
    }
    const Result<WayBack> way
        = wayBack(open.cluster->marathon(), id, QString::fromUtf8(arguments.value("--to")));
    if (!way)
        return tl::make_unexpected(way.error());
    if (isMutable(classifyImage(way->earlier.image).tagClass) && !way->earlier.image.isEmpty())
        console.complain(u"pinion-cli: That version runs %1, whose tag moves: going back to the "
                         "definition may not bring back the image."_s.arg(way->earlier.image));
    Result<DeployRequest> request = requestFor(*way, arguments.has("--keep-instances"));
    if (!request)
        return tl::make_unexpected(request.error());
    if (isDry) {
        console.print(request->body);
        console.printLine();
        return ExitCode::Clean;
    }
    return deployAndWatch(*open.cluster, std::move(*request), *permit, *watch, console);
}

ExitCode runRollback(const Arguments &arguments, Console &console)
{
    return withTarget(arguments, {}, console,
        [&](OpenTarget &open) { return rollBack(arguments, open, console); });
}

} // namespace

constinit const Command RollbackCommand{
    .name = "rollback",
    .operands = "ID",
    .summary = "deploys an earlier version of an app again",
    .help = "Reads the version from the target and sends it as a whole definition, as deploy would "
            "a file; nothing is sent if the app has changed meanwhile. Guarded targets want the "
            "last part of the id in --confirm.\n"
            "\n"
            "An earlier definition with a tag that moves may come up with another image than it "
            "had; the command says so. Exit codes are those of deploy.",
    .leastWords = 1,
    .mostWords = 1,
    .options = Options,
    .run = runRollback,
};

} // namespace Pinion
