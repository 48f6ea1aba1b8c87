// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/comparedtext.h"
#include "cli/diffjson.h"
#include "cli/difftext.h"
#include "cli/jsonwriter.h"
#include "cli/targetoptions.h"
#include "cli/textlayout.h"
#include "cli/waiting.h"
#include "deploy/runningbodies.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    TargetOption,
    FormatOption,
};

struct PlannedApp
{
    const DefinitionDifference *difference = nullptr;
    Forecast forecast;
};

/// What deploying a document would do, definition by definition.
struct Plan
{
    QString target;
    MarathonVersion version;
    DocumentComparison comparison;
    std::vector<PlannedApp> apps; ///< one for each difference that a deployment would make
    QStringList removed; ///< that the group's body would remove
};

Plan planOf(const RunningBodies &running, const JsonTree &served, const ComparedText &file,
    const QString &target)
{
    Plan plan;
    plan.target = target;
    const ServerSettings settings = running.settings(file.server());
    plan.version = settings.version;
    plan.comparison = compareDocuments({served, BodyOrigin::Served}, {*file.tree}, settings);
    for (const DefinitionDifference &difference : plan.comparison.differences) {
        if (difference.kind == ChangeKind::Removed) {
            plan.removed.append(difference.id);
            continue;
        }
        const QString role = difference.comparison.after().root()["role"].stringOr();
        plan.apps.push_back({&difference,
            forecast(difference.comparison, running.stateOf(difference.id),
                running.roomFor(difference.id, role), settings.version)});
    }
    return plan;
}

Tone toneOf(ForecastWeight weight)
{
    switch (weight) {
    case ForecastWeight::Danger:
        return Tone::Error;
    case ForecastWeight::Warning:
        return Tone::Warning;
    case ForecastWeight::Info:
        break;
    }
    return Tone::Info;
}

QString weightName(ForecastWeight weight)
{
    return weight == ForecastWeight::Danger ? u"danger"_s
        : weight == ForecastWeight::Warning ? u"warning"_s
                                            : u"info"_s;
}

QString effectName(RolloutEffect effect)
{
    return effect == RolloutEffect::Restart ? u"restart"_s
        : effect == RolloutEffect::Scale    ? u"scale"_s
                                            : u"nothing"_s;
}

void printText(const Plan &plan, Console &console)
{
    if (plan.apps.empty() && plan.removed.isEmpty()) {
        console.printLine(
            u"Nothing to deploy: %1 already runs this definition."_s.arg(plan.target));
        return;
    }
    bool isFirst = true;
    for (const PlannedApp &app : plan.apps) {
        if (!std::exchange(isFirst, false))
            console.printLine();
        console.print(console.toned(Tone::Strong, printable(app.difference->id)) + ": "
            + app.forecast.sentence.toUtf8() + '\n');
        for (const FieldEffect &effect : app.forecast.effects) {
            const Change &change = app.difference->comparison.changes()[size_t(effect.change)];
            if (app.forecast.impact != Impact::Create)
                console.printLine(u"  %1 %2 – %3"_s.arg(changeName(change.kind),
                    elided(printable(change.label), 60), effectName(effect.effect)));
        }
        for (const ForecastNote &note : app.forecast.notes) {
            const QString text = wrapped(note.text, 4).mid(4);
            console.print("  "
                + console.toned(
                    toneOf(note.weight), note.weight == ForecastWeight::Info ? u"i"_s : u"!"_s)
                + ' ' + text.toUtf8());
        }
    }
    for (const QString &id : plan.removed)
        console.printLine(u"%1: removed, with all of its instances."_s.arg(printable(id)));
}

void writeRolling(JsonWriter &writer, const RollingPlan &rolling)
{
    writer.beginObject();
    writer.member("minHealthy", qint64(rolling.minHealthy));
    writer.member("maxCapacity", qint64(rolling.maxCapacity));
    writer.member("hasExtra", rolling.hasExtra);
    writer.member("killNow", qint64(rolling.killNow));
    writer.member("startNow", qint64(rolling.startNow));
    writer.member("firstBatch", qint64(rolling.firstBatch));
    writer.member("rounds", qint64(rolling.rounds));
    writer.member("isStalled", rolling.isStalled);
    writer.endObject();
}

void writeOptional(JsonWriter &writer, QByteArrayView name, std::optional<int> number)
{
    writer.key(name);
    if (number)
        writer.value(qint64(*number));
    else
        writer.null();
}

void writeApp(JsonWriter &writer, const PlannedApp &app)
{
    const Forecast &forecast = app.forecast;
    writer.beginObject();
    writer.member("id", app.difference->id);
    writer.member("impact", impactName(forecast.impact));
    writer.member("sentence", forecast.sentence);
    writeOptional(writer, "present", forecast.present);
    writer.member("target", qint64(forecast.target));
    writer.member("floor", qint64(forecast.floor));
    writer.member("ceiling", qint64(forecast.ceiling));
    writer.member("extra", qint64(forecast.extra));
    writeOptional(writer, "room", forecast.room);
    writer.key("rolling");
    if (forecast.rolling)
        writeRolling(writer, *forecast.rolling);
    else
        writer.null();
    writer.key("effects");
    writer.beginArray();
    for (const FieldEffect &effect : forecast.effects) {
        const Change &change = app.difference->comparison.changes()[size_t(effect.change)];
        writer.beginObject();
        writer.member("place", change.place.toString());
        writer.member("kind", changeName(change.kind));
        writer.member("effect", effectName(effect.effect));
        writer.endObject();
    }
    writer.endArray();
    writer.key("notes");
    writer.beginArray();
    for (const ForecastNote &note : forecast.notes) {
        writer.beginObject();
        writer.member("id", note.id);
        writer.member("weight", weightName(note.weight));
        writer.member("text", note.text);
        writer.endObject();
    }
    writer.endArray();
    writer.endObject();
}

QByteArray planJson(const Plan &plan)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member("schema", qint64(1));
    writer.member("target", plan.target);
    writer.member("version", plan.version.toString());
    writer.key("apps");
    writer.beginArray();
    for (const PlannedApp &app : plan.apps)
        writeApp(writer, app);
    writer.endArray();
    writer.key("removed");
    writer.beginArray();
    for (const QString &id : plan.removed)
        writer.value(id);
    writer.endArray();
    writer.endObject();
    return writer.take();
}

ExitCode plan(const ComparedText &file, const Arguments &arguments, Console &console)
{
    Result<RunningQuestion> question = RunningQuestion::about(*file.tree);
    if (!question)
        return complainOf(question.error(), console);
    question->wantsAgents = true;
    return withTarget(arguments, file.path, console, [&](OpenTarget &open) -> Result<ExitCode> {
        const Result<RunningBodies> running
            = resultOf(readRunning(*open.cluster, *question, std::stop_token()));
        if (!running)
            return tl::make_unexpected(running.error());
        const JsonTree served = JsonTree::parse(running->text);
        const Plan planned = planOf(*running, served, file, open.target.name);
        if (wantsJson(arguments))
            console.print(planJson(planned));
        else
            printText(planned, console);
        return ExitCode::Clean;
    });
}

ExitCode runPlan(const Arguments &arguments, Console &console)
{
    ExitCode code = ExitCode::Clean;
    const std::optional<ComparedText> file
        = ComparedText::read(arguments.words().first(), console, code);
    if (!file)
        return code;
    return plan(*file, arguments, console);
}

} // namespace

constinit const Command PlanCommand{
    .name = "plan",
    .operands = "FILE",
    .summary = "tells what deploying a file would do to what runs",
    .help = "Compares FILE with what runs on the --target and tells for each app whether a "
            "deployment would do nothing, scale or restart, how many instances keep working, how "
            "many run at once at most, and what room that takes on the agents, by the arithmetic "
            "of the Marathon that runs there. Nothing is changed.\n"
            "\n"
            "A group's body removes the apps that it does not list; those are named as well.\n"
            "\n"
            "With --format json the output is one object: \"schema\" (1), \"target\", \"version\" "
            "of its Marathon, \"apps\" with impact (nothing, create, scale, restart), numbers, "
            "effects of each change and notes, and \"removed\". The exit code is 0 whatever the "
            "plan, 2 for wrong arguments, 3 when the file cannot be read, and 4 when the target "
            "cannot be reached.",
    .leastWords = 1,
    .mostWords = 1,
    .options = Options,
    .run = runPlan,
};

} // namespace Pinion
