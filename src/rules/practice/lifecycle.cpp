// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/lifecycle.h"

#include "rules/families.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array GraceParameters = {
    RuleParameter{"minExposedSeconds", "10",
        "What a workload that others call should have at least, in seconds."},
    RuleParameter{"proposed", "30", "What the fix writes, in seconds."},
};

constexpr std::array Rows = {
    Rule{
        .id = ShellWithoutExec,
        .severity = Severity::Warning,
        .title = "Shell between Docker and the program",
        .why = "The shell is process 1 of the container and does not pass SIGTERM on. The program "
               "never gets to shut down: each stop takes the whole grace period, ends with "
               "SIGKILL, and cuts the requests that are under way.",
        .remedy = "Put exec before the last command, so that it takes the shell's place.",
        .exception = "A single command, before which most shells do that themselves; commands "
                     "with a trap; containers of type MESOS, where the whole tree of processes is "
                     "told to end.",
        .source = "hadolint DL3025; mesosphere/marathon#712 and #2876",
        .failing = R"({"cmd": "cd /srv && ./run"})",
        .passing = R"({"cmd": "cd /srv && exec ./run"})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Safe,
        .judge = judgeShellWithoutExec,
    },
    Rule{
        .id = KillGraceShort,
        .severity = Severity::Warning,
        .title = "Little time to shut down",
        .why = "Mesos waits 3 seconds between SIGTERM and SIGKILL unless it is told to wait "
               "longer. Requests and commits that take longer are cut at every deployment.",
        .remedy = "Set taskKillGracePeriodSeconds (in pods killGracePeriodSeconds) to what the "
                  "program needs to finish.",
        .exception = "Without a value, workloads that nobody calls from outside. Only a value "
                     "below 3 seconds is a warning.",
        .source = "Marathon's reference of taskKillGracePeriodSeconds",
        .failing = R"({"taskKillGracePeriodSeconds": 0})",
        .passing = R"({"taskKillGracePeriodSeconds": 30})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Safe,
        .parameters = GraceParameters,
        .judge = judgeKillGrace,
    },
    Rule{
        .id = ExitsImmediately,
        .severity = Severity::Warning,
        .title = "Command that ends at once",
        .why = "Marathon restarts a task that ends, with exit code 0 as well: an endless loop of "
               "starts.",
        .remedy = "Keep the program in the foreground. For work that is done once use a job of "
                  "Chronos or Metronome, or wait behind it.",
        .exception = "Lines in which something that keeps running follows; apps with no "
                     "instances.",
        .source = "How Marathon treats TASK_FINISHED",
        .failing = R"({"cmd": "docker pull registry.example.com/shop/api:2.7.1"})",
        .passing = R"({"cmd": "docker pull registry.example.com/shop/api:2.7.1 )"
                   R"(&& exec sleep 86400"})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .judge = judgeExitsImmediately,
    },
};

} // namespace

std::span<const Rule> lifecycleRules()
{
    return Rows;
}

} // namespace Pinion
