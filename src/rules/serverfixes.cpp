// SPDX-License-Identifier: GPL-3.0-or-later
// Remedies of the server's refusals, where one is obvious. What is refused does not run, so that a
// safe fix is one that leaves no choice: the server takes nothing else, or both forms say the same.
#include "rules/serverremedy.h"
#include "rules/serverrules.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The place of the refusal goes, or gets the one value that the server takes.
struct PlainFix
{
    std::string_view rule;
    std::string_view literal; ///< empty: goes
    bool isSafe = false;
    std::string_view title = {}; ///< empty: "Remove cpus", "Set cpus to 1"
};

constexpr std::array PlainFixes = {
    PlainFix{"server-accepted-roles-empty", {}},
    PlainFix{"server-check-docker", {}},
    PlainFix{"server-check-https", "\"HTTP\""},
    PlainFix{"server-constraint-unique-value", {}, false, "Remove the value"},
    PlainFix{"server-csi-instances", "1"},
    PlainFix{"server-csi-read-only", "\"RO\""},
    PlainFix{"server-csi-writer-instances", "1"},
    PlainFix{"server-dependency-reserved", {}, false, "Remove the dependency"},
    PlainFix{"server-docker-credential", {}, false,
        "Remove credential, to log in by pullConfig or fetch"},
    PlainFix{"server-docker-pull-config", {}},
    PlainFix{"server-external-docker-size", {}},
    PlainFix{"server-external-instances", "1"},
    PlainFix{"server-external-mesos-mode", "\"RW\""},
    PlainFix{"server-external-over-capacity", "0", true},
    PlainFix{"server-gpus-docker", "0"},
    PlainFix{"server-gpus-feature", "0"},
    PlainFix{"server-group-enforce-role", {}},
    PlainFix{"server-group-scale", {}},
    PlainFix{"server-group-version", {}, true},
    PlainFix{"server-health-check-ipv6", {}},
    PlainFix{"server-mesos-docker-parameters", {}},
    PlainFix{"server-migration-labels", {}},
    PlainFix{"server-network-bridge-named", {}, false, "Remove the name"},
    PlainFix{"server-persistent-constraint-empty", {}, false, "Remove the constraint"},
    PlainFix{"server-persistent-constraint-unsupported", {}, false, "Remove the constraint"},
    PlainFix{"server-persistent-max-size-type", {}},
    PlainFix{"server-persistent-mode", "\"RW\""},
    PlainFix{"server-persistent-root-constraints", {}},
    PlainFix{"server-pod-container-port-host-mode", {}},
    PlainFix{"server-pod-host-port-twice", "0", false, "Let Mesos choose the port"},
    PlainFix{"server-pod-limit-cgroups", {}},
    PlainFix{"server-pod-resident-roles", "[\"*\"]", true},
    PlainFix{"server-pod-resident-unreachable", "\"disabled\"", true},
    PlainFix{"server-pod-resource-roles", "[\"*\"]"},
    PlainFix{"server-pod-seccomp", {}},
    PlainFix{"server-pod-user-empty", {}, true},
    PlainFix{"server-pod-volume-unmounted", {}},
    PlainFix{"server-port-negative", "0", false, "Let Marathon choose the port"},
    PlainFix{"server-port-numbers-unique", "0", false, "Let Marathon choose the port"},
    PlainFix{"server-ports-unique", "0", false, "Let Marathon choose the port"},
    PlainFix{"server-read-date", {}, true},
    PlainFix{"server-resident-accepted-roles", "[\"*\"]", true},
    PlainFix{"server-resident-over-capacity", "0", true},
    PlainFix{"server-resident-unreachable", "\"disabled\"", true},
    PlainFix{"server-seccomp-both", {}},
    PlainFix{"server-seccomp-neither", {}},
    PlainFix{"server-shm-size", {}},
    PlainFix{"server-single-instance-count", "1"},
    PlainFix{"server-update-version", {}, true},
    PlainFix{"server-volume-profile-empty", {}},
};

void offerPlain(const PlainFix &fix, Remedy &remedy)
{
    const QString title = QString::fromUtf8(fix.title.data(), qsizetype(fix.title.size()));
    if (!fix.literal.empty()) {
        const QByteArray literal(fix.literal.data(), qsizetype(fix.literal.size()));
        remedy.write(remedy.place(), literal, fix.isSafe, title);
    } else if (remedy.place().parent()) {
        remedy.remove(remedy.place(), fix.isSafe, title);
    }
}

} // namespace

std::vector<Fix> serverFixes(const Refusal &refusal, const RuleContext &context)
{
    Remedy remedy(refusal, context);
    for (const PlainFix &fix : PlainFixes) {
        if (fix.rule == remedy.rule())
            offerPlain(fix, remedy);
    }
    for (const auto table : {identityFixes(), legacyFixes(), networkFixes(), checkFixes(),
             placementFixes(), volumeFixes(), podAndGroupFixes()}) {
        for (const ServerFix &fix : table) {
            if (fix.rule == remedy.rule())
                fix.offer(remedy);
        }
    }
    return remedy.takeFixes();
}

} // namespace Pinion
