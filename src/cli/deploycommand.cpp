// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "cli/command.h"
#include "cli/configcache.h"
#include "cli/deploywatch.h"
#include "cli/filereport.h"
#include "cli/targetoptions.h"
#include "deploy/guardladder.h"
#include "marathon/imageplace.h"
#include "marathon/tagclass.h"

#include <QFile>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    TargetOption,
    WaitOption,
    ConfirmOption,
    TimeoutOption,
    Option{"--based-on", "VERSION", "send nothing if the app has another version by now"},
    Option{"--accept-warnings", "", "deploy to a guarded target in spite of warnings"},
    FormatOption,
};

/// A file that can be deployed, and what the rules say of it.
struct Checked
{
    DeployRequest request;
    DeployConditions conditions;
};

int countOf(const FileReport &report, Severity severity)
{
    const auto &findings = report.check.findings;
    return int(std::count_if(findings.begin(), findings.end(), [severity](const Finding &finding) {
        return finding.severity == severity && !finding.suppressed;
    }));
}

bool hasMovingImage(const FileReport &report, const RuleConfig &config)
{
    const std::vector<ImagePlace> places = imagePlaces(findDefinitions(*report.tree));
    return std::any_of(places.begin(), places.end(), [&config](const ImagePlace &place) {
        return isMutable(classifyImage(place.reference(), config.parameters.images).tagClass);
    });
}

/// Errors: Io for a file that cannot be read, Invalid for what is no definition.
Result<Checked> checkFile(const QString &path, ConfigCache &configs)
{
    Result<QByteArray> bytes = readFile(path);
    if (!bytes)
        return fail(ErrorKind::Io, bytes.error().message, bytes.error().hint);
    const Result<const RuleConfig *> config = configs.forFile(path);
    if (!config)
        return tl::make_unexpected(config.error());
    const FileReport report = examine(path, std::move(*bytes), **config);
    if (report.problem)
        return fail(ErrorKind::Io, complaint(path, *report.problem));
    Result<DeployRequest> request = deployRequest(*report.tree);
    if (!request)
        return tl::make_unexpected(request.error());
    Checked checked;
    checked.request = std::move(*request);
    checked.request.documentPath = path;
    checked.conditions.errors = countOf(report, Severity::Error);
    checked.conditions.warnings = countOf(report, Severity::Warning);
    checked.conditions.isMovingImage = hasMovingImage(report, **config);
    checked.conditions.isSeen = true; // whoever types the command has the file before him
    checked.conditions.isReviewed = true;
    return checked;
}

ExitCode deploy(const Arguments &arguments, const QString &path, Checked checked, OpenTarget &open,
    Console &console, const WatchOptions &watch)
{
    DeployConditions &conditions = checked.conditions;
    conditions.kind = open.target.kind;
    if (arguments.has("--accept-warnings"))
        conditions.acceptedWarnings = conditions.warnings;
    const DeployDecision decision = onReviewConfirmed(conditions);
    if (decision.step != DeployStep::Deploy) {
        console.complain(u"pinion-cli: %1 was not sent to %2. %3"_s.arg(
            path, open.target.name, decision.reasons.join(u' ')));
        console.complain(u"See \"pinion-cli check %1\"."_s.arg(path));
        return ExitCode::Found;
    }
    const Result<WritePermit> permit = DeployGuard::permit(open.target, DeployAction::Deploy,
        checked.request.ids(), QString::fromUtf8(arguments.value("--confirm")));
    if (!permit) {
        console.complain(u"pinion-cli: "_s + printable(permit.error().message));
        console.complain(
            u"Add --confirm %1."_s.arg(DeployGuard::nameToType(checked.request.ids())));
        return ExitCode::Usage;
    }
    if (arguments.has("--based-on")) {
        for (const WantedApp &app : checked.request.apps)
            checked.request.basedOn[app.id] = QString::fromUtf8(arguments.value("--based-on"));
    }
    return deployAndWatch(*open.cluster, std::move(checked.request), *permit, watch, console);
}

ExitCode runDeploy(const Arguments &arguments, Console &console)
{
    const Result<WatchOptions> watch = watchOptions(arguments);
    if (!watch)
        return complainOf(watch.error(), console);
    const QString path = QFile::decodeName(arguments.words().first());
    ConfigCache configs;
    Result<Checked> checked = checkFile(path, configs);
    if (!checked) {
        console.complain(u"pinion-cli: "_s + printable(checked.error().text()));
        return checked.error().kind == ErrorKind::Io ? ExitCode::Unreadable : ExitCode::Usage;
    }
    return withTarget(arguments, path, console, [&](OpenTarget &open) -> Result<ExitCode> {
        return deploy(arguments, path, std::move(*checked), open, console, *watch);
    });
}

} // namespace

constinit const Command DeployCommand{
    .name = "deploy",
    .operands = "FILE",
    .summary = "sends a definition to a target, once",
    .help = "The file is checked first; with an error nothing is sent. What is sent is the whole "
            "definition, which replaces what runs, and never overrides another deployment. Guarded "
            "targets (production, disaster-recovery) also want the last part of the id in "
            "--confirm, an image that does not move, and --accept-warnings where there are any.\n"
            "\n"
            "With --wait it follows the deployment until the new instances are healthy and the old "
            "ones are gone. If the answer of Marathon is lost it looks what became of the "
            "definition, and sends nothing again.\n"
            "\n"
            "The exit code is 0 when all is well, 1 when it was not sent, refused or did not end "
            "well, 2 for wrong arguments or a missing --confirm, 3 for a file that cannot be read "
            "and 4 when the target cannot be reached or the end was not seen.",
    .leastWords = 1,
    .mostWords = 1,
    .options = Options,
    .run = runDeploy,
};

} // namespace Pinion
