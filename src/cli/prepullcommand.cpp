// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/prepullwatch.h"
#include "cli/targetoptions.h"
#include "cli/waiting.h"
#include "deploy/guard.h"
#include "prepull/leftovers.h"
#include "prepull/machine.h"
#include "prepull/pullimage.h"
#include "prepull/scene.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    TargetOption,
    Option{"--via", "marathon|chronos|eremetic", "what runs the pulls; marathon by default"},
    Option{"--agents", "LIST",
        "host names with commas between them; all agents that can be used by default"},
    Option{"--at-once", "N", "hosts that pull at a time; as many as --via bears by default"},
    Option{"--timeout", "S", "seconds for one pull on one host, 1800 by default"},
    Option{"--sudo", "", "run docker by \"sudo -n\""},
    Option{"--credentials", "URI",
        "a docker.tar.gz for the agents to fetch, such as file:///etc/docker.tar.gz"},
    Option{"--scheduler", "URL", "where Chronos or Eremetic answers"},
    Option{"--helper", "IMAGE",
        "for Eremetic: an image with a Docker client; without it the image itself is started"},
    Option{"--attribute", "NAME",
        "for Eremetic: the attribute that is different on each agent; found by itself otherwise"},
    Option{"--clean-up", "", "first remove what earlier runs have left on the target"},
    Option{"--confirm", "NAME", "guarded targets want to see \"prepull\""},
    FormatOption,
};

/// What is changed on the target, as DeployGuard wants to know.
const QStringList Changed{u"/pinion/prepull"_s};

struct Job
{
    const Arguments &arguments;
    OpenTarget &open;
    Console &console;
    WritePermit permit;
    PrepullJournal journal;
    SchedulerPlace place;
    bool isJson = false;
};

Result<std::optional<int>> numberOf(const Arguments &arguments, QByteArrayView option)
{
    if (!arguments.has(option))
        return std::optional<int>();
    bool isNumber = false;
    const int number = arguments.value(option).toInt(&isNumber);
    if (!isNumber || number <= 0)
        return fail(
            ErrorKind::Invalid, u"%1 takes a number above 0."_s.arg(QString::fromLatin1(option)));
    return std::optional(number);
}

Result<PrepullWish> wishOf(const Arguments &arguments)
{
    const auto atOnce = numberOf(arguments, "--at-once");
    if (!atOnce)
        return tl::make_unexpected(atOnce.error());
    const auto seconds = numberOf(arguments, "--timeout");
    if (!seconds)
        return tl::make_unexpected(seconds.error());
    PrepullWish wish;
    wish.image = QString::fromUtf8(arguments.words().value(0));
    wish.via
        = viaFromName(QString::fromLatin1(arguments.value("--via"))).value_or(PrepullVia::Marathon);
    for (const QByteArray &host : arguments.value("--agents").split(',')) {
        if (const QString name = QString::fromUtf8(host.trimmed()); !name.isEmpty())
            wish.hosts.append(name);
    }
    wish.atOnce = atOnce->value_or(0);
    wish.pullTime = std::chrono::seconds(seconds->value_or(int(wish.pullTime.count())));
    wish.credentials = QString::fromUtf8(arguments.value("--credentials"));
    wish.user = arguments.has("--sudo") ? PullUser::Sudo : PullUser::AsIs;
    wish.helperImage = QString::fromUtf8(arguments.value("--helper"));
    return wish;
}

/// The login of Chronos or Eremetic, which is not that of the target.
SchedulerPlace placeOf(const Arguments &arguments)
{
    SchedulerPlace place{QUrl(QString::fromUtf8(arguments.value("--scheduler"))), {}};
    const QByteArray password = qgetenv("PINION_SCHEDULER_PASSWORD");
    const QString user = qEnvironmentVariable("PINION_SCHEDULER_USER");
    if (!password.isEmpty() && !user.isEmpty())
        place.login = Credentials::basic(user, password);
    return place;
}

PrepullRecord recordFor(const OpenTarget &open)
{
    PrepullRecord record;
    record.target = open.target.name;
    for (const QUrl &url : open.target.urls)
        record.addresses.append(url.toString());
    return record;
}

/// What is left of earlier runs on this target. Errors: those of MarathonClient.
Result<std::vector<PrepullRecord>> findLeftovers(const Job &job)
{
    const Result<std::vector<RunningApp>> helpers = resultOf(
        job.open.cluster->marathon().labelledApps(u"PINION_KIND==prepull"_s, std::stop_token()));
    if (!helpers)
        return tl::make_unexpected(helpers.error());
    return leftovers(
        job.journal.entries(), *helpers, recordFor(job.open), QDateTime::currentDateTimeUtc());
}

Result<ExitCode> cleanUp(Job &job, const ServerInfo &info, const std::vector<PrepullRecord> &left)
{
    for (const PrepullRecord &record : left) {
        PrepullPlan nothing;
        nothing.runId = record.runId;
        nothing.via = record.via;
        SchedulerPlace place = job.place;
        place.url = record.scheduler;
        const auto machine
            = PrepullMachine::make(*job.open.cluster, info, nothing, place, job.permit);
        if (!machine)
            return tl::make_unexpected(machine.error());
        PrepullRun run((*machine)->backend(), job.open.cluster->line().clock(), job.journal);
        resultOf(run.cleanUpAfter(record));
        if (!run.status().isClean)
            return fail(ErrorKind::Network,
                u"What the pre-pull %1 left could not be removed. %2"_s.arg(record.runId,
                    run.status().cleaningError ? run.status().cleaningError->text() : QString()));
        job.console.complain(
            u"Removed what the pre-pull %1 had left on %2."_s.arg(record.runId, record.target));
    }
    return ExitCode::Clean;
}

/// Removes what is left, or says that there is something.
Result<ExitCode> lookAfterLeftovers(Job &job, const ServerInfo &info)
{
    const Result<std::vector<PrepullRecord>> left = findLeftovers(job);
    if (!left)
        return tl::make_unexpected(left.error());
    if (job.arguments.has("--clean-up")) {
        if (left->empty())
            job.console.complain(
                u"Nothing is left on %1 of earlier runs."_s.arg(job.open.target.name));
        return cleanUp(job, info, *left);
    }
    for (const PrepullRecord &record : *left)
        job.console.complain(
            u"pinion-cli: The pre-pull %1 of %2 was cut short, and its helpers "
            "are still on %3. Remove them by --clean-up."_s.arg(
                record.runId, localTime(record.began.toString(Qt::ISODateWithMs)), record.target));
    job.console.flush();
    return ExitCode::Clean;
}

Result<ExitCode> pull(Job &job, const ServerInfo &info)
{
    const Result<PrepullWish> wish = wishOf(job.arguments);
    if (!wish)
        return tl::make_unexpected(wish.error());
    if (const auto image = pullableImage(wish->image); !image)
        return tl::make_unexpected(image.error());
    Cluster &cluster = *job.open.cluster;
    const Result<PrepullScene> scene
        = resultOf(readScene(cluster, wish->via == PrepullVia::Eremetic, std::stop_token()));
    if (!scene)
        return tl::make_unexpected(scene.error());
    const Result<PrepullPlan> plan
        = planOn(*scene, *wish, QString::fromUtf8(job.arguments.value("--attribute")), newRunId(),
            cluster.line().clock().now());
    if (!plan)
        return tl::make_unexpected(plan.error());
    const auto machine = PrepullMachine::make(cluster, info, *plan, job.place, job.permit);
    if (!machine)
        return tl::make_unexpected(machine.error());
    PrepullRecord record = recordFor(job.open);
    record.runId = plan->runId;
    record.via = plan->via;
    record.scheduler = plan->via == PrepullVia::Marathon ? QUrl() : job.place.url;
    record.image = plan->image;
    record.hosts = plan->hosts;
    record.began = plan->began;
    PrepullRun run((*machine)->backend(), cluster.line().clock(), job.journal);
    return pullAndWatch(run, *plan, record, job.isJson, job.console);
}

Result<ExitCode> prepull(const Arguments &arguments, OpenTarget &open, Console &console)
{
    if (arguments.words().isEmpty() && !arguments.has("--clean-up"))
        return fail(ErrorKind::Invalid, u"prepull takes an image."_s);
    const Result<WritePermit> permit = DeployGuard::permit(open.target, DeployAction::Deploy,
        Changed, QString::fromUtf8(arguments.value("--confirm")));
    if (!permit) {
        console.complain(u"pinion-cli: "_s + printable(permit.error().message));
        console.complain(u"Add --confirm %1."_s.arg(DeployGuard::nameToType(Changed)));
        return ExitCode::Usage;
    }
    Job job{arguments, open, console, *permit, PrepullJournal(), placeOf(arguments),
        wantsJson(arguments)};
    const Result<ServerInfo> info = resultOf(open.cluster->marathon().info(std::stop_token()));
    if (!info)
        return tl::make_unexpected(info.error());
    Result<ExitCode> code = lookAfterLeftovers(job, *info);
    if (!code || arguments.words().isEmpty())
        return code;
    return pull(job, *info);
}

ExitCode runPrepull(const Arguments &arguments, Console &console)
{
    return withTarget(arguments, {}, console,
        [&](OpenTarget &open) { return prepull(arguments, open, console); });
}

} // namespace

constinit const Command PrepullCommand{
    .name = "prepull",
    .operands = "[IMAGE]",
    .summary = "stores an image with Docker on the agents, before a deployment needs it",
    .help
    = "Runs \"docker pull\" on every agent of the target that can take a task, or on those of "
      "--agents, and tells for each host what came of it. Agents that cannot be used are "
      "listed with the reason. The image needs a fixed tag or a digest.\n"
      "\n"
      "The pulls are tasks of a temporary Marathon app, of Chronos or of Eremetic. The "
      "command runs on the agents themselves, as root as a rule, and the pulls use network "
      "and disk of all of them. Whatever was started is removed at the end, also after "
      "Ctrl+C; the run is written down first, so that what a killed program leaves is found "
      "again: --clean-up removes it, with or without an image to pull.\n"
      "\n"
      "It helps apps that run in Docker. Those of the Mesos containerizer keep images in a "
      "store of their own. Jobs that clean Docker's store may remove the image again.\n"
      "\n"
      "Chronos is reached at --scheduler, from release 2.5 on. Eremetic too, from 0.28 on; "
      "it starts containers only and needs a text attribute that differs on every agent. A "
      "login for either comes from PINION_SCHEDULER_USER and PINION_SCHEDULER_PASSWORD. "
      "Guarded targets want --confirm prepull.\n"
      "\n"
      "The exit code is 0 when every chosen host has the image, 1 when one has not, 2 for "
      "wrong arguments or a missing --confirm and 4 when the target cannot be reached or "
      "something may be left on it.",
    .leastWords = 0,
    .mostWords = 1,
    .options = Options,
    .run = runPrepull,
};

} // namespace Pinion
