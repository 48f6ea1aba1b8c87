// SPDX-License-Identifier: GPL-3.0-or-later
// The server's rows as rows of the catalogue.
#include "rules/serverrules.h"

#include "server/judgegroup.h"
#include "server/judgepod.h"
#include "server/judgeupdate.h"
#include "server/reader.h"
#include "server/serverrules_app.h"

#include "rules/hygiene.h"

#include <algorithm>
#include <array>
#include <deque>
#include <string>

namespace Pinion {

namespace {

/// Rows whose example is a finding of another name: the schema's rows know the same fault and keep
/// their id, with this row's answer. The first one's example is no longer seen to be an app.
constexpr std::array ToldOtherwise = {
    std::string_view{"server-command-missing"},
    std::string_view{"server-docker-credential"},
    std::string_view{"server-dependency-segments"},
    std::string_view{"server-limit-word"},
    std::string_view{"server-persistent-constraint-empty"},
    std::string_view{"server-external-name"},
    std::string_view{"server-external-provider-missing"},
    std::string_view{"server-external-provider-unknown"},
    std::string_view{"server-readiness-count"},
    std::string_view{"server-constraint-length"},
    std::string_view{"server-accepted-roles-empty"},
    std::string_view{"server-pod-user-empty"},
};

/// Whole bodies tell themselves by what only they have; all others are changes of a plain app.
ExampleBase baseOf(const ServerRule &rule)
{
    static constexpr std::array ofWhole
        = {R"("containers")", R"("apps")", R"("groups")", R"("scaleBy")"};
    const bool isWhole = rule.failing.starts_with(R"({"id")")
        && std::any_of(ofWhole.begin(), ofWhole.end(), [&rule](std::string_view key) {
               return rule.failing.find(key) != std::string_view::npos;
           });
    return rule.failing.empty() || isWhole ? ExampleBase::None : ExampleBase::Command;
}

/// A configuration with the server that the examples speak to; empty for the usual one.
std::string configOf(const ServerRule &rule)
{
    const bool isNewer = rule.since > DefaultMarathonVersion;
    if (rule.features.empty() && !isNewer)
        return {};
    std::string config = R"({"cluster": {)";
    if (isNewer)
        config += R"("marathonVersion": ")" + rule.since.toString().toStdString() + '"';
    if (!rule.features.empty())
        config += isNewer ? R"(, "features": {)" : R"("features": {)";
    for (size_t begin = 0; begin < rule.features.size();) {
        const size_t end = std::min(rule.features.find(',', begin), rule.features.size());
        config += (begin > 0 ? R"(, ")" : R"(")")
            + std::string(rule.features.substr(begin, end - begin)) + R"(": true)";
        begin = end + 1;
    }
    return config + (rule.features.empty() ? "}}" : "}}}");
}

Rule rowOf(ServerRule rule)
{
    if (std::find(ToldOtherwise.begin(), ToldOtherwise.end(), rule.id) != ToldOtherwise.end()) {
        rule.failing = {};
        rule.passing = {};
    }
    // Rows hold views; what is made here lives as long as the program.
    static std::deque<std::string> configs;
    configs.push_back(configOf(rule));
    return {
        .id = rule.id,
        .family = RuleFamily::Refused,
        .severity = Severity::Error,
        .title = rule.title,
        .why = rule.why,
        .remedy = rule.remedy,
        .source = rule.source,
        .failing = rule.failing,
        .passing = rule.passing,
        .exampleBase = baseOf(rule),
        .exampleConfig = configs.back(),
        .check = checkSchema,
    };
}

} // namespace

std::span<const Rule> serverRules()
{
    static const std::vector<Rule> rows = [] {
        std::vector<Rule> all;
        for (const std::span<const ServerRule> table : {readerServerRules(), appServerRules(),
                 podServerRules(), groupServerRules(), updateServerRules()}) {
            for (const ServerRule &rule : table) {
                // What is no JSON is a matter of the syntax rules.
                if (rule.phase != Phase::Text)
                    all.push_back(rowOf(rule));
            }
        }
        return all;
    }();
    return rows;
}

} // namespace Pinion
