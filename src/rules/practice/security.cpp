// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/security.h"

#include "rules/families.h"
#include "rules/practice/secretkeys.h"

#include <array>

namespace Pinion {

namespace {

void judgeHostAccess(const Workload &workload, Reporter &reporter)
{
    judgeHostVolumes(workload, reporter);
    judgeDockerOptions(workload, reporter);
}

constexpr std::array SecretParameters = {
    RuleParameter{"keyPattern", SecretKeyPattern,
        "Regular expression for names of variables and labels that promise a secret."},
    RuleParameter{"ignoreKeys", "[]", "Names of variables and labels that hold no secret."},
    RuleParameter{"ignoreValues", "[]", "Values that are no secrets, such as those of a sandbox."},
};

constexpr std::array MountParameters = {
    RuleParameter{"allowReadOnly",
        R"(["/etc/localtime", "/etc/timezone", "/etc/ssl/**", "/etc/pki/**", "/etc/resolv.conf", )"
        R"("/etc/hosts", "/dev/urandom", "/sys/fs/cgroup"])",
        "Globs of the agent's paths that a container may read."},
};

constexpr std::array Rows = {
    Rule{
        .id = PlaintextSecret,
        .severity = Severity::Error,
        .title = "Secret in plain text",
        .why = "Everybody with access to Marathon's API or pages reads it. It stays in old "
               "versions, in backups, in version control, and in what people paste into a chat.",
        .remedy = "Take it from the secret store or from a file on the agent, and rotate it: what "
                  "was written down once is known.",
        .exception = "References to a secret; placeholders, paths and variables; values of fewer "
                     "than four characters, switches such as true, and the key itself; names that "
                     "go on after the word, as in DB_PASSWORD_FILE. A mere name is a warning only.",
        .source = "mesosphere/marathon#2295; kube-linter's env-var-secret",
        .failing = R"({"env": {"DB_PASSWORD": "hunter22"}})",
        .passing = R"({"env": {"DB_PASSWORD": {"secret": "db"}, "DB_PASSWORD_FILE": "/run/db"}, )"
                   R"("secrets": {"db": {"source": "/shop/db"}}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .parameters = SecretParameters,
        .judge = judgeSecrets,
    },
    Rule{
        .id = CredentialsInUri,
        .severity = Severity::Error,
        .title = "Password in an address",
        .why = "Readers of the definition have it, and the fetcher writes it to the log of each "
               "task. Signed addresses expire, so that a restart weeks later cannot fetch.",
        .remedy = "Leave access to the agents' own settings, to a secret, or fetch from a place "
                  "that needs none.",
        .exception = "Passwords that come from a variable or a placeholder; a user without one.",
        .source = "The Mesos fetcher logs its URIs; secret scanners of checkov and trivy",
        .failing
        = R"({"fetch": [{"uri": "https://deploy:s3cr3t@repo.example.com/app-1.2.0.tgz"}]})",
        .passing = R"({"fetch": [{"uri": "https://repo.example.com/app-1.2.0.tgz"}]})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Guided,
        .judge = judgeSecrets,
    },
    Rule{
        .id = SecretInLabel,
        .severity = Severity::Warning,
        .title = "Secret in a label",
        .why = "Labels are copied into the environment of each task, to the state pages of Mesos "
               "and into the load balancer's settings.",
        .remedy = "Write a crypt hash for the load balancer; keep other secrets out of labels.",
        .exception = "Placeholders, and Pinion's own labels.",
        .source = "marathon-lb's description of HAPROXY_{n}_AUTH",
        .failing = R"({"labels": {"HAPROXY_GROUP": "external", )"
                   R"("HAPROXY_0_AUTH": "site:admin:opensesame"}})",
        .passing = R"({"labels": {"HAPROXY_GROUP": "external", )"
                   R"("HAPROXY_0_AUTH": "site:admin:$5$abc$Zq1"}})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .judge = judgeSecretLabels,
    },
    Rule{
        .id = Privileged,
        .severity = Severity::Error,
        .title = "Privileged container",
        .why = "It is root on the agent: one service that is broken into owns all tasks there, "
               "the agent's credentials and the Docker daemon.",
        .remedy = "Find out which capability it needs and give it that one.",
        .exception = "Containers of type MESOS, where the field means nothing.",
        .source = "The privileged mode of \"docker run\"",
        .failing = R"({"container": {"docker": {"privileged": true}}})",
        .passing = R"({"container": {"docker": {"privileged": false}}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Guided,
        .judge = judgeHostAccess,
    },
    Rule{
        .id = DockerSocket,
        .severity = Severity::Error,
        .title = "Container that controls its agent",
        .why = "Who talks to the container runtime starts a privileged container, which is as much "
               "as root on the agent, and outside of what Mesos accounts for. A read-only mount "
               "of a socket is no less.",
        .remedy = "Remove the volume.",
        .source = "kube-linter's docker-sock; Docker's notes on its daemon's attack surface",
        .failing = R"({"container": {"volumes": [{"containerPath": "/var/run/docker.sock", )"
                   R"("hostPath": "/var/run/docker.sock", "mode": "RO"}]}})",
        .passing = R"({"container": {"volumes": []}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Guided,
        .judge = judgeHostAccess,
    },
    Rule{
        .id = SensitiveHostMount,
        .severity = Severity::Error,
        .title = "System folder of the agent in a container",
        .why = "Who writes there changes the agent; who reads there finds keys and, in the work "
               "folder of Mesos, the files of all other tasks.",
        .remedy = "Mount only the file that is needed, read-only.",
        .exception = "Read-only mounts that allowReadOnly names; /dev/shm. A read-only mount is a "
                     "warning only.",
        .source = "kube-linter's sensitive-host-mounts",
        .failing = R"({"container": {"volumes": [{"containerPath": "/host-etc", )"
                   R"("hostPath": "/etc", "mode": "RW"}]}})",
        .passing = R"({"container": {"volumes": [{"containerPath": "/etc/localtime", )"
                   R"("hostPath": "/etc/localtime", "mode": "RO"}]}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Safe,
        .parameters = MountParameters,
        .judge = judgeHostAccess,
    },
    Rule{
        .id = DockerParameters,
        .severity = Severity::Error,
        .title = "Docker option that goes round Mesos",
        .why = "Mesos does not know of it: a restart policy revives tasks that Mesos has given up, "
               "a fixed name makes the second copy fail, hidden ports and volumes clash.",
        .remedy = "Use Marathon's own fields: volumes, portMappings, networks, mem.",
        .exception = "Options that touch the container alone, such as log-driver, hostname, "
                     "ulimit or cap-drop; containers of type MESOS. What does not open the agent "
                     "is a warning only.",
        .source = "The options of \"docker run\" beside the fields of Marathon",
        .failing = R"({"container": {"docker": )"
                   R"({"parameters": [{"key": "restart", "value": "always"}]}}})",
        .passing = R"({"container": {"docker": )"
                   R"({"parameters": [{"key": "log-driver", "value": "journald"}]}}})",
        .exampleBase = ExampleBase::App,
        .fixKind = FixKind::Safe,
        .judge = judgeHostAccess,
    },
};

} // namespace

std::span<const Rule> securityRules()
{
    return Rows;
}

} // namespace Pinion
