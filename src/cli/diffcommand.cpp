// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/comparedtext.h"
#include "cli/diffjson.h"
#include "cli/difftext.h"
#include "cli/targetoptions.h"
#include "cli/waiting.h"
#include "deploy/runningbodies.h"
#include "diff/patch.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int WidestTerminal = 400;

constexpr std::array Options{
    Option{"--format", "text|json|patch",
        "text by default; patch is a JSON Patch (RFC 6902) from one to the other"},
    Option{"--side-by-side", {}, "both texts next to each other, COLUMNS wide"},
    Option{"--show-defaults", {}, "also what the server fills in on both sides alike"},
    TargetOption,
};

/// Both sides of one run.
struct Sides
{
    DocumentSide before;
    DocumentSide after;
    ServerSettings settings;
};

int widthOfTerminal()
{
    bool isNumber = false;
    const int columns = qEnvironmentVariableIntValue("COLUMNS", &isNumber);
    return isNumber && columns >= 40 ? std::min(columns, WidestTerminal) : DiffTextOptions().width;
}

ExitCode printPatch(const Sides &sides, Console &console)
{
    const std::vector<PatchStep> steps = patch(sides.before.tree.root(), sides.after.tree.root());
    console.print(patchText(steps));
    return steps.empty() ? ExitCode::Clean : ExitCode::Found;
}

ExitCode print(
    const Sides &sides, const RuleConfig &config, const Arguments &arguments, Console &console)
{
    const QByteArray format = arguments.value("--format");
    if (format == "patch")
        return printPatch(sides, console);
    const DocumentComparison comparison
        = compareDocuments(sides.before, sides.after, sides.settings);
    const SecretMask mask(config);
    DiffTextOptions options;
    options.hasColours = console.hasColours();
    options.isSideBySide = arguments.has("--side-by-side");
    options.showsFilledIn = arguments.has("--show-defaults");
    options.width = widthOfTerminal();
    options.isHidden = [&mask](JsonNode value) { return mask.hides(value); };
    console.print(
        format == "json" ? diffJson(comparison, options.isHidden) : diffText(comparison, options));
    return comparison.differences.empty() ? ExitCode::Clean : ExitCode::Found;
}

ExitCode diffWithTarget(const ComparedText &file, const Arguments &arguments, Console &console)
{
    const Result<RunningQuestion> question = RunningQuestion::about(*file.tree);
    if (!question)
        return complainOf(question.error(), console);
    return withTarget(arguments, file.path, console, [&](OpenTarget &open) -> Result<ExitCode> {
        const Result<RunningBodies> running
            = resultOf(readRunning(*open.cluster, *question, std::stop_token()));
        if (!running)
            return tl::make_unexpected(running.error());
        const JsonTree served = JsonTree::parse(running->text);
        const ServerSettings server = running->settings(file.server());
        return print(
            {{served, BodyOrigin::Served}, {*file.tree}, server}, file.config, arguments, console);
    });
}

ExitCode misused(Console &console)
{
    console.complain(
        u"pinion-cli: diff compares FILE with another file or with a --target. See \"pinion-cli "
        "help diff\"."_s);
    return ExitCode::Usage;
}

ExitCode runDiff(const Arguments &arguments, Console &console)
{
    const QList<QByteArray> &words = arguments.words();
    const bool hasTarget = arguments.has("--target");
    if (hasTarget != (words.size() == 1))
        return misused(console);
    ExitCode code = ExitCode::Clean;
    const auto files = ComparedText::readAll(words, console, code);
    if (!std::ranges::all_of(files, &std::optional<ComparedText>::has_value))
        return code;
    const ComparedText &file = *files.front();
    if (hasTarget)
        return diffWithTarget(file, arguments, console);
    const ComparedText &other = *files.back();
    return print({{*file.tree}, {*other.tree}, other.server()}, other.config, arguments, console);
}

} // namespace

constinit const Command DiffCommand{
    .name = "diff",
    .operands = "FILE [OTHER]",
    .summary = "tells what differs, as Marathon sees it",
    .help = "Compares what Marathon would store: order of members, spelled-out defaults, old "
            "spellings and unknown members are no differences; elements of lists are known by "
            "name, path or content, not by their place. With OTHER it tells what changes from FILE "
            "to OTHER; with --target what deploying FILE would change there, leaving out what "
            "only the server writes. Apps of groups and lists are found by their ids.\n"
            "\n"
            "The exit code is 0 when nothing differs, 1 when something does, 2 for wrong arguments "
            "and 3 when a file cannot be read or is not JSON; 4 when the target cannot be "
            "reached. Files without a Marathon definition are compared as plain JSON.\n"
            "\n"
            "Secrets are shown as dots, and so they are with --format json. That prints one "
            "object: \"schema\" (1), \"same\", the number of definitions without differences, and "
            "\"differences\", each with id, kind, change and \"changes\". A change has kind "
            "(added, removed, changed, moved), place, label, and on either side the pointer in "
            "the compared form, the value, and where the author wrote it.\n"
            "\n"
            "--format patch is another thing: a JSON Patch that turns the one text into the other, "
            "exactly, defaults, unknown members and secrets included. There the exit code tells "
            "whether the patch is empty.",
    .leastWords = 1,
    .mostWords = 2,
    .options = Options,
    .run = runDiff,
};

} // namespace Pinion
