// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/naming.h"

#include "rules/families.h"

#include <array>

namespace Pinion {

namespace {

constexpr std::array Rows = {
    Rule{
        .id = NameNotDnsSafe,
        .severity = Severity::Warning,
        .title = "Id that makes no host name",
        .why = "Mesos-DNS builds host names from ids. A dot ends a label and a long name is cut, "
               "so look-ups fail, or two apps answer to one name.",
        .remedy = "Choose an id without dots, short enough with its groups. An id cannot be "
                  "changed: deploy under the new one, move the clients, then delete the old app.",
        .exception = "Projects that say that nobody looks apps up by name "
                     "(cluster.serviceDiscovery).",
        .source = "mesosphere/marathon#5503; mesosphere/mesos-dns#175 and #522",
        .failing = R"({"id": "/shop/api.v2"})",
        .passing = R"({"id": "/shop/api-v2"})",
        .exampleBase = ExampleBase::App,
        .check = checkNames,
    },
    Rule{
        .id = RuntimeFields,
        .severity = Severity::Warning,
        .title = "Fields that only the server writes",
        .why = "Marathon refuses an update with a version and other fields. The rest is noise that "
               "goes stale, and a reader takes it for a setting.",
        .remedy = "Remove them. Here that is right, since Marathon ignores what is there.",
        .exception = "A document of id and version only, which goes back to that version.",
        .source = "The validation of updates in Marathon's API; exports",
        .failing = R"({"versionInfo": {"lastScalingAt": "2016-05-01T10:00:00.000Z"}, )"
                   R"("tasksRunning": 3})",
        .passing = R"({})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Safe,
        .check = checkRuntimeFields,
    },
};

} // namespace

std::span<const Rule> namingRules()
{
    return Rows;
}

} // namespace Pinion
