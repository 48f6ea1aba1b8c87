// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/fetch.h"

#include "rules/families.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array TransportParameters = {
    RuleParameter{"trustedHosts",
        R"(["localhost", "127.0.0.1", "*.mesos", "*.thisdcos.directory"])",
        "Globs of hosts that are reached over the cluster's own network."},
};

constexpr std::array Rows = {
    Rule{
        .id = InsecureTransport,
        .severity = Severity::Error,
        .title = "Download that anybody on the way can change",
        .why = "Whoever sits between agent and server can replace what is then run. Marathon has "
               "no field for a checksum that would notice.",
        .remedy = "Fetch over https.",
        .exception = "Hosts that trustedHosts names. What is not marked as executable is a "
                     "warning only.",
        .source = "The Mesos fetcher verifies no content",
        .failing = R"({"fetch": [{"uri": "http://files.example.com/app-1.2.0.tgz"}]})",
        .passing = R"({"fetch": [{"uri": "https://files.example.com/app-1.2.0.tgz"}]})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Guided,
        .parameters = TransportParameters,
        .judge = judgeUris,
    },
    Rule{
        .id = FloatingUri,
        .severity = Severity::Error,
        .title = "Download that moves",
        .why = "The address means another file after each release, so instances that started on "
               "different days differ. With the fetcher's cache it is the other way round: each "
               "agent keeps the first file it ever got.",
        .remedy = "Fetch a version, by an address of its own.",
        .exception = "A full version or a commit in the file's name; such words in a host's name. "
                     "Without the cache it is a warning only.",
        .source = "The documentation of the Mesos fetcher's cache",
        .failing = R"({"fetch": [{"uri": "https://files.example.com/app-latest.tgz"}]})",
        .passing = R"({"fetch": [{"uri": "https://files.example.com/app-1.2.0.tgz"}]})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Guided,
        .judge = judgeUris,
    },
    Rule{
        .id = ArchiveQueryString,
        .severity = Severity::Warning,
        .title = "Archive that is not unpacked",
        .why = "The fetcher tells an archive by the end of its name, and takes the query for a "
               "part of that name. The files that the command expects are not there.",
        .remedy = "Give it a name with destPath.",
        .exception = "Entries with a destPath, and those that are not to be extracted.",
        .source = "The documentation of the Mesos fetcher",
        .failing = R"({"fetch": [{"uri": "https://files.example.com/app-1.2.0.tgz?rev=3"}]})",
        .passing = R"({"fetch": [{"uri": "https://files.example.com/app-1.2.0.tgz?rev=3", )"
                   R"("destPath": "app-1.2.0.tgz"}]})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Safe,
        .judge = judgeUris,
    },
    Rule{
        .id = PipeToShell,
        .severity = Severity::Warning,
        .title = "Download that is run unseen",
        .why = "The start depends on a remote script, which may change, break off half-way or be "
               "hostile. Every restart runs what is there at that moment.",
        .remedy = "Build it into the image, or fetch one version of it.",
        .exception = "Downloads that are written to a file first.",
        .source = "hadolint DL4006 and its neighbours",
        .failing = R"({"cmd": "curl -s https://get.example.com/install | sh"})",
        .passing = R"({"cmd": "exec /app/start.sh"})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Guided,
        .judge = judgePipeToShell,
    },
};

} // namespace

std::span<const Rule> fetchRules()
{
    return Rows;
}

} // namespace Pinion
