// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/jsonwriter.h"
#include "cli/ruletext.h"
#include "marathon/schema.h"
#include "rules/configstack.h"
#include "rules/profiles.h"
#include "rules/ruleset.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array Options{
    Option{"--format", "text|json", "how to write the list; text by default"},
    Option{"--profile", "NAME", "show the levels of this profile"},
};

QString levelName(const Rule &rule, const RuleConfig &config)
{
    const std::optional<Severity> level = effectiveLevel(rule, rule.severity, config.levels);
    return level ? severityName(*level) : u"off"_s;
}

QByteArray listAsJson(const RuleConfig &config)
{
    JsonWriter json;
    json.beginArray();
    for (const Rule &rule : allRules()) {
        json.beginObject();
        json.member("id", text(rule.id));
        json.member("family", familyName(rule.family));
        json.member("severity", severityName(rule.severity));
        json.member("title", text(rule.title));
        json.member("why", text(rule.why));
        json.member("remedy", text(rule.remedy));
        json.member("exception", text(rule.exception));
        json.member("source", text(rule.source));
        json.member("onByDefault", rule.isOnByDefault);
        json.member("level", levelName(rule, config));
        json.endObject();
    }
    json.endArray();
    return json.take();
}

QByteArray listAsText(const RuleConfig &config, const Console &console)
{
    qsizetype width = 0;
    for (const Rule &rule : allRules())
        width = std::max(width, qsizetype(rule.id.size()));

    QByteArray result;
    std::optional<RuleFamily> family;
    for (const Rule &rule : allRules()) {
        if (family != rule.family) {
            result += family ? "\n" : "";
            result += console.toned(Tone::Strong, familyTitle(rule.family)) + '\n';
            family = rule.family;
        }
        result += "  " + levelName(rule, config).leftJustified(9).toUtf8()
            + bytes(rule.id).leftJustified(width + 2) + bytes(rule.title)
            + (rule.isOnByDefault ? "" : " (off by default)") + '\n';
    }
    return result;
}

ExitCode runRules(const Arguments &arguments, Console &console)
{
    const QString profile = QString::fromUtf8(arguments.value("--profile"));
    if (arguments.has("--profile") && !findProfile(profile)) {
        console.complain(u"pinion-cli: --profile: "_s + printable(noSuchProfile(profile)));
        return ExitCode::Usage;
    }
    const RuleConfig config = RuleConfig::settled(
        std::make_shared<const ConfigStack>(std::vector<ConfigFile>(), profile), {});
    console.print(
        arguments.value("--format") == "json" ? listAsJson(config) : listAsText(config, console));
    return ExitCode::Clean;
}

} // namespace

constinit const Command RulesCommand{
    .name = "rules",
    .operands = "",
    .summary = "lists all rules",
    .help = "Lists the rules with their level by default or under a profile. With --format json "
            "the output is an array "
            "of objects with id, family, severity, title, why, remedy, exception, source, "
            "onByDefault and level.",
    .leastWords = 0,
    .mostWords = 0,
    .options = Options,
    .run = runRules,
};

} // namespace Pinion
