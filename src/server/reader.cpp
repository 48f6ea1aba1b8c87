// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reader.h"

#include "server/readerwalk.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::string_view Source
    = "Marathon's readers, generated from its RAML; play-json's messages";

constexpr std::array Rows = {
    ServerRule{
        .id = ReadEmptyRule,
        .phase = Phase::Text,
        .title = "An empty body",
        .why = "Marathon wants a JSON text and got nothing.",
        .remedy = "Send the definition.",
        .source = Source,
    },
    ServerRule{
        .id = ReadTextRule,
        .phase = Phase::Text,
        .title = "A body that is not JSON",
        .why = "Nothing can be read before the text is JSON: comments and trailing commas are not.",
        .remedy = "Mend the syntax.",
        .source = Source,
    },
    ServerRule{
        .id = ReadTypeRule,
        .phase = Phase::Reader,
        .title = "A value that does not fit its type",
        .why = "Whole numbers must fit 32 bits, sizes of volumes 64, and an object that the server "
               "writes itself must still have the right form when it is sent back.",
        .remedy = "Write a value of the field's type.",
        .failing = R"({"instances": 3000000000})",
        .passing = R"({"instances": 3})",
        .source = Source,
    },
    ServerRule{
        .id = ReadValueRule,
        .phase = Phase::Reader,
        .title = "A value outside what its field takes",
        .why = "Limits, words and patterns are checked while the body is read. The names of a "
               "pod's variables take letters, digits and underscores and start with no digit.",
        .remedy = "Choose a value that the field takes.",
        .failing = R"({"id": "/t/pod", "environment": {"9 LIVES": "yes"},)"
                   R"( "containers": [{"name": "web", "resources": {"cpus": 1}}]})",
        .passing = R"({"id": "/t/pod", "environment": {"NINE_LIVES": "yes"},)"
                   R"( "containers": [{"name": "web", "resources": {"cpus": 1}}]})",
        .source = Source,
    },
    ServerRule{
        .id = ReadMissingRule,
        .phase = Phase::Reader,
        .title = "A member that is missing",
        .why = "Some members must be there. The server even asks for all of versionInfo, which "
               "only it writes.",
        .remedy = "Add the member, or leave the object out.",
        .failing = R"({"versionInfo": {"lastScalingAt": "2020-01-01T00:00:00.000Z"}})",
        .passing = R"({"versionInfo": null})",
        .source = Source,
    },
    ServerRule{
        .id = ReadFormRule,
        .phase = Phase::Reader,
        .title = "A value that fits none of its forms",
        .why = "A volume or a command may take several forms. Where none fits, the server names "
               "what the last form lacks, which often is not what is wrong.",
        .remedy = "Complete the form that is meant.",
        .failing = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "d",)"
                   R"( "mode": "RW", "external": {"name": "v", "provider": "dvdi",)"
                   R"( "size": 3000000000}}]}})",
        .passing = R"({"container": {"type": "MESOS", "volumes": [{"containerPath": "d",)"
                   R"( "mode": "RW", "hostPath": "/srv"}]}})",
        .source = Source,
    },
    ServerRule{
        .id = ReadDateRule,
        .phase = Phase::Reader,
        .title = "A version that is no date and time",
        .why = "The version of a definition is the time of its change. The server ignores it in "
               "most bodies, but reads it first.",
        .remedy = "Remove it.",
        .failing = R"({"version": "yesterday"})",
        .passing = R"({"version": "2020-01-01T00:00:00.000Z"})",
        .source = Source,
    },
};

std::vector<Violation> readRoot(
    SchemaRoot root, JsonNode body, MarathonVersion version, bool isWhole)
{
    ReaderWalk walk(root, body, version);
    walk.root(body, isWhole);
    return walk.takeViolations();
}

} // namespace

std::vector<Violation> readApp(JsonNode body, MarathonVersion version)
{
    return readRoot(SchemaRoot::App, body, version, true);
}

std::vector<Violation> readAppUpdate(JsonNode body, MarathonVersion version)
{
    return readRoot(SchemaRoot::App, body, version, false);
}

std::vector<Violation> readApps(JsonNode array, MarathonVersion version)
{
    ReaderWalk walk(SchemaRoot::App, array, version);
    for (const JsonNode app : array.children())
        walk.root(app, false);
    return walk.takeViolations();
}

std::vector<Violation> readPod(JsonNode body, MarathonVersion version)
{
    return readRoot(SchemaRoot::Pod, body, version, true);
}

std::vector<Violation> readGroup(JsonNode body, MarathonVersion version)
{
    ReaderWalk walk(SchemaRoot::Group, body, version);
    walk.group(body);
    return walk.takeViolations();
}

Verdict readText(const JsonTree &tree)
{
    Verdict verdict;
    verdict.refusedStatus = 400;
    if (tree.isValid())
        return verdict;
    const SyntaxError &error = tree.errors().front();
    if (error.problem == SyntaxProblem::Empty) {
        verdict.violations.push_back({ReadEmptyRule, {},
            u"No content to map due to end-of-input\n at [Source: (byte[])"_s
            u"; line: 1, column: 0]"_s,
            {}});
    } else {
        verdict.violations.push_back({ReadTextRule, {}, describe(error, tree.bytes()), {}});
    }
    return verdict;
}

std::span<const ServerRule> readerServerRules()
{
    return Rows;
}

} // namespace Pinion
