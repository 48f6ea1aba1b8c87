// SPDX-License-Identifier: GPL-3.0-or-later
#include "practicelaws.h"

#include <QTest>

#include <array>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

/// A document and the levels at which a rule reports it.
struct Clause
{
    const char *rule;
    const char *name;
    const char *levels; ///< a letter for each finding in order; empty: silent
    const char *json; ///< a merge patch over the base, or without one a whole document
    const char *cluster = ""; ///< members of "cluster" in .pinion.json
    ExampleBase base = ExampleBase::App;
};

constexpr auto Deadlock = "deploy-fixed-port-deadlock";
constexpr auto ZeroHealth = "deploy-zero-health-capacity";
constexpr auto Doubles = "deploy-doubles-capacity";
constexpr auto Backoff = "deploy-backoff-disabled";
constexpr auto Overlap = "deploy-singleton-overlap";
constexpr auto Partition = "deploy-partition-duplicates";
constexpr auto Unreachable = "deploy-unreachable-disabled";

#define MAPPINGS(mappings) R"("container": {"portMappings": [)" mappings "]}"
#define FIXED MAPPINGS(R"({"containerPort": 80, "hostPort": 31080})")
#define UPGRADE(health, over)                                                                      \
    R"("upgradeStrategy": {"minimumHealthCapacity": )" health R"(, "maximumOverCapacity": )" over  \
    "}"
#define CONSTRAINTS(all) R"("constraints": [)" all "]"
#define LABELS(all) R"("labels": {)" all "}"
#define SINGLE LABELS(R"("MARATHON_SINGLE_INSTANCE_APP": "true")")
#define CHECKS(all) R"("healthChecks": [)" all "]"
#define PERSISTENT                                                                                 \
    R"("container": {"volumes": [{"containerPath": "d", "mode": "RW", "persistent": {"size": 1}}]})"
#define EXTERNAL R"("container": {"volumes": [{"containerPath": "/d", "external": {"name": "d"}}]})"
#define HOSTPATH(path, mode)                                                                       \
    R"("container": {"volumes": [{"containerPath": "/d", "hostPath": ")" path                      \
    R"(", "mode": ")" mode R"("}]})"
#define PIN R"(["hostname", "LIKE", "db1\\.example\\.com"])"

const std::array DeployClauses = {
    Clause{Deadlock, "as many agents as instances", "E", "{" FIXED "," UPGRADE("1", "0") "}",
        R"("agents": 3)"},
    Clause{Deadlock, "more agents", "", "{" FIXED "," UPGRADE("1", "0") "}", R"("agents": 4)"},
    Clause{Deadlock, "fewer agents is another rule", "", "{" FIXED "," UPGRADE("1", "0") "}",
        R"("agents": 2)"},
    Clause{Deadlock, "unknown agents", "W", "{" FIXED "," UPGRADE("1", "1") "}"},
    Clause{Deadlock, "one instance somewhere", "",
        R"({"instances": 1,)" FIXED "," UPGRADE("1", "1") "}"},
    Clause{Deadlock, "one instance at one place", "E",
        R"({"instances": 1,)" FIXED "," UPGRADE("1", "1") "," CONSTRAINTS(PIN) "}"},
    Clause{Deadlock, "old ones stop first", "", "{" FIXED "," UPGRADE("0.5", "0") "}"},
    Clause{Deadlock, "parked", "", R"({"instances": 0,)" FIXED "," UPGRADE("1", "1") "}"},
    Clause{Deadlock, "a pod", "W",
        R"({"scheduling": {"upgrade": {"minimumHealthCapacity": 1, "maximumOverCapacity": 1}},
            "containers": [{"name": "web", "resources": {"cpus": 1, "mem": 32}, "endpoints":
            [{"name": "http", "containerPort": 80, "hostPort": 31080}]}]})",
        "", ExampleBase::Pod},
    Clause{ZeroHealth, "three instances", "W", "{" UPGRADE("0", "0") "}"},
    Clause{ZeroHealth, "one instance", "", R"({"instances": 1,)" UPGRADE("0", "0") "}"},
    Clause{ZeroHealth, "with a volume", "", "{" PERSISTENT "," UPGRADE("0", "0") "}"},
    Clause{ZeroHealth, "with an external volume", "", "{" EXTERNAL "," UPGRADE("0", "0") "}"},
    Clause{ZeroHealth, "a pod", "W",
        R"({"scheduling": {"upgrade": {"minimumHealthCapacity": 0, "maximumOverCapacity": 0}}})",
        "", ExampleBase::Pod},
    Clause{Doubles, "by default", "I", R"({"instances": 10, "upgradeStrategy": null})"},
    Clause{Doubles, "nine", "", R"({"instances": 9, "upgradeStrategy": null})"},
    Clause{Doubles, "blue and green", "",
        R"({"instances": 10, "upgradeStrategy": null, "labels": {"HAPROXY_GROUP": "x",
            "HAPROXY_DEPLOYMENT_GROUP": "api"}})"},
    Clause{Backoff, "no longest pause", "W", R"({"maxLaunchDelaySeconds": 0})"},
    Clause{Backoff, "no growth", "W", R"({"backoffFactor": 1})"},
    Clause{
        Backoff, "no growth of a long pause", "", R"({"backoffFactor": 1, "backoffSeconds": 5})"},
    Clause{Backoff, "two at once", "W", R"({"backoffFactor": 1, "backoffSeconds": 0})"},
    Clause{Backoff, "absent", "", "{}"},
    Clause{Backoff, "a pod", "W", R"({"scheduling": {"backoff": {"backoff": 0}}})", "",
        ExampleBase::Pod},
    Clause{Overlap, "a misspelt label", "W",
        R"({"instances": 1,)" LABELS(R"("MARATHON_SINGLE_INSTANCE_APP": "True")") "}"},
    Clause{Overlap, "a misspelt label, old one first", "",
        R"({"instances": 2,)" LABELS(R"("MARATHON_SINGLE_INSTANCE_APP": "yes")") "}"},
    Clause{Overlap, "a placeholder", "",
        R"({"instances": 1,)" LABELS(R"("MARATHON_SINGLE_INSTANCE_APP": "{{x}}")") "}"},
    Clause{Overlap, "a folder that may be lost", "",
        R"({"instances": 1,)" CONSTRAINTS(PIN) "," HOSTPATH("/tmp/x", "RW") "}"},
    Clause{Overlap, "a folder to read", "",
        R"({"instances": 1,)" CONSTRAINTS(PIN) "," HOSTPATH("/srv/x", "RO") "}"},
    Clause{Overlap, "not pinned", "", R"({"instances": 1,)" HOSTPATH("/srv/x", "RW") "}"},
    Clause{Partition, "both values 0", "I",
        R"({"instances": 1, "unreachableStrategy": {"inactiveAfterSeconds": 0,
            "expungeAfterSeconds": 0},)" SINGLE "," UPGRADE("0", "0") "}"},
    Clause{Partition, "disabled", "",
        R"({"instances": 1, "unreachableStrategy": "disabled",)" SINGLE "," UPGRADE("0", "0") "}"},
    Clause{Partition, "before 1.6", "", R"({"instances": 1,)" SINGLE "," UPGRADE("0", "0") "}",
        R"("marathonVersion": "1.5")"},
    Clause{Unreachable, "a single instance", "",
        R"({"instances": 1, "unreachableStrategy": "disabled",)" SINGLE "," UPGRADE("0", "0") "}"},
    Clause{Unreachable, "a volume", "", R"({"unreachableStrategy": "disabled",)" PERSISTENT "}"},
    Clause{Unreachable, "a pod", "W", R"({"scheduling": {"unreachableStrategy": "disabled"}})", "",
        ExampleBase::Pod},
};

constexpr auto NoCheck = "health-missing";
constexpr auto Extra = "health-extra-checks-ignored";
constexpr auto Scheduler = "health-scheduler-level";
constexpr auto Startup = "health-kills-during-startup";
constexpr auto Zero = "health-zero-failures";
constexpr auto Timeout = "health-timeout-exceeds-interval";
constexpr auto Tool = "health-command-tool-in-image";
constexpr auto Port = "health-port-unresolvable";
constexpr auto Small = "health-mesos-timeout-small";

#define COMMAND(line) R"({"protocol": "COMMAND", "command": {"value": ")" line R"("}})"
#define HTTP(more) R"({"protocol": "HTTP")" more "}"
#define MESOS(more) R"({"protocol": "MESOS_HTTP", "portIndex": 0)" more "}"
#define QUICK                                                                                      \
    R"(, "gracePeriodSeconds": 5, "intervalSeconds": 5, "delaySeconds": 0, "maxConsecutiveFailures": 1)"
#define WORKER R"("id": "/w", "cmd": "exec ./w", "cpus": 1, "mem": 64)"

const std::array HealthClauses = {
    Clause{NoCheck, "null", "W", R"({"healthChecks": null})"},
    Clause{NoCheck, "a worker", "I", "{" WORKER "}", "", ExampleBase::None},
    Clause{NoCheck, "an exposed worker", "W", "{" WORKER "," LABELS(R"("HAPROXY_GROUP": "x")") "}",
        "", ExampleBase::None},
    Clause{NoCheck, "readiness only", "I",
        R"({"healthChecks": [], "readinessChecks": [{"name": "r", "portName": "http"}]})"},
    Clause{NoCheck, "parked", "", R"({"instances": 0, "healthChecks": []})"},
    Clause{NoCheck, "a container with endpoints", "W",
        R"({"containers": [{"name": "a", "resources": {"cpus": 1, "mem": 32},
            "endpoints": [{"name": "e", "containerPort": 80, "hostPort": 0}]},
            {"name": "b", "resources": {"cpus": 1, "mem": 32}}]})",
        "", ExampleBase::Pod},
    Clause{Extra, "a command and a probe of the agent", "E",
        "{" CHECKS(COMMAND("/check") "," MESOS("")) "}"},
    Clause{Extra, "both kinds", "W", "{" CHECKS(COMMAND("/check") "," HTTP("")) "}"},
    Clause{Extra, "two of Marathon's", "", "{" CHECKS(HTTP("") "," HTTP("")) "}"},
    Clause{Extra, "two of the agent's", "", "{" CHECKS(MESOS("") "," MESOS("")) "}"},
    Clause{Scheduler, "by default", "I", "{" CHECKS("{}") "}"},
    Clause{Scheduler, "each", "II", "{" CHECKS(HTTP("") "," HTTP("")) "}"},
    Clause{Scheduler, "a command", "", "{" CHECKS(COMMAND("/check")) "}"},
    Clause{Startup, "26 s", "W",
        "{" CHECKS(HTTP(
            R"(, "gracePeriodSeconds": 6, "intervalSeconds": 20, "maxConsecutiveFailures": 1)")) "}"},
    Clause{Startup, "30 s", "",
        "{" CHECKS(HTTP(
            R"(, "gracePeriodSeconds": 10, "intervalSeconds": 20, "maxConsecutiveFailures": 1)")) "}"},
    Clause{Startup, "30 s for Java", "W",
        R"({"cmd": "java -Xmx64m -jar a.jar",)" CHECKS(HTTP(
            R"(, "gracePeriodSeconds": 10, "intervalSeconds": 20, "maxConsecutiveFailures": 1)")) "}"},
    Clause{Startup, "the delay counts for the agent", "",
        "{" CHECKS(MESOS(
            R"(, "gracePeriodSeconds": 10, "intervalSeconds": 5, "maxConsecutiveFailures": 1)")) "}"},
    Clause{Startup, "never kills", "",
        "{" CHECKS(HTTP(
            R"(, "gracePeriodSeconds": 1, "intervalSeconds": 1, "maxConsecutiveFailures": 0)")) "}"},
    Clause{Startup, "defaults", "", "{" CHECKS(HTTP("")) "}"},
    Clause{Zero, "Marathon's", "I", "{" CHECKS(HTTP(R"(, "maxConsecutiveFailures": 0)")) "}"},
    Clause{Zero, "absent", "", "{" CHECKS(MESOS("")) "}"},
    Clause{Timeout, "by default", "I", "{" CHECKS(HTTP(R"(, "intervalSeconds": 10)")) "}"},
    Clause{Timeout, "the agent waits", "",
        "{" CHECKS(MESOS(R"(, "intervalSeconds": 3, "timeoutSeconds": 15)")) "}"},
    Clause{Tool, "wget", "I", "{" CHECKS(COMMAND("wget -q http://localhost/")) "}"},
    Clause{Tool, "part of a name", "", "{" CHECKS(COMMAND("/app/nc-check curling")) "}"},
    Clause{Tool, "without an image", "", "{" WORKER "," CHECKS(COMMAND("curl localhost")) "}", "",
        ExampleBase::None},
    Clause{Tool, "a pod", "I",
        R"({"containers": [{"name": "a", "resources": {"cpus": 1, "mem": 32},
            "image": {"kind": "DOCKER", "id": "shop/a:1.0.0"},
            "endpoints": [{"name": "e", "containerPort": 8080, "hostPort": 0}],
            "healthCheck": {"exec": {"command": {"shell": "curl -f http://localhost:8080/ok"}}}}]})",
        "", ExampleBase::Pod},
    Clause{Port, "a fixed port", "", "{" FIXED "," CHECKS(HTTP(R"(, "port": 31080)")) "}"},
    Clause{Port, "a port without a mapping", "E", "{" CHECKS(HTTP(R"(, "port": 9999)")) "}"},
    Clause{Port, "UDP only", "E",
        "{" MAPPINGS(R"({"containerPort": 53, "protocol": "udp"})") "," CHECKS(MESOS("")) "}"},
    Clause{Port, "both protocols", "",
        "{" MAPPINGS(R"({"containerPort": 53, "protocol": "udp,tcp"})") "," CHECKS(MESOS("")) "}"},
    Clause{Port, "on the host", "", "{" WORKER "," CHECKS(HTTP(R"(, "port": 9999)")) "}", "",
        ExampleBase::None},
    Clause{Small, "Marathon's", "", "{" CHECKS(HTTP(R"(, "timeoutSeconds": 1)")) "}"},
    Clause{Small, "5 s", "", "{" CHECKS(MESOS(R"(, "timeoutSeconds": 5)")) "}"},
};

constexpr auto Heap = "res-jvm-heap-exceeds-mem";
constexpr auto Unbounded = "res-jvm-heap-unbounded";
constexpr auto Unset = "res-request-unset";
constexpr auto Fit = "res-cannot-fit";

const std::array ResourceClauses = {
    Clause{Heap, "little room", "W", R"({"cmd": "java -Xmx900m -jar a.jar", "mem": 1024})"},
    Clause{Heap, "the default of mem", "E", R"({"cmd": "java -Xmx128m -jar a.jar", "mem": null})"},
    Clause{Heap, "the last one wins", "",
        R"({"cmd": "java -Xmx4g -Xmx256m -jar a.jar", "mem": 1024})"},
    Clause{Heap, "a variable of Java", "E", R"({"env": {"JAVA_OPTS": "-Xmx2G"}, "mem": 1024})"},
    Clause{Heap, "another variable", "", R"({"env": {"HINT": "-Xmx2G"}, "mem": 1024})"},
    Clause{Heap, "a limit", "",
        R"({"cmd": "java -Xmx1g -jar a.jar", "mem": 1024, "resourceLimits": {"mem": 2048}})"},
    Clause{Heap, "no limit", "",
        R"({"cmd": "java -Xmx1g -jar a.jar", "mem": 512, "resourceLimits": {"mem": "unlimited"}})"},
    Clause{Heap, "by a variable", "", R"({"cmd": "java -Xmx${HEAP}m -jar a.jar"})"},
    Clause{Heap, "a pod", "E",
        R"({"containers": [{"name": "a", "resources": {"cpus": 1, "mem": 512},
            "exec": {"command": {"shell": "java -Xmx1g -jar a.jar"}}},
            {"name": "b", "resources": {"cpus": 1, "mem": 2048}}]})",
        "", ExampleBase::Pod},
    Clause{Unbounded, "arguments", "I", R"({"args": ["java", "-jar", "a.jar"]})"},
    Clause{Unbounded, "a variable of Java", "I", R"({"env": {"JAVA_OPTS": "-Dx=1"}})"},
    Clause{Unbounded, "an unknown variable", "", R"({"cmd": "java $JAVA_OPTS -jar a.jar"})"},
    Clause{Unbounded, "a placeholder", "", R"({"env": {"JAVA_OPTS": "{{options}}"}})"},
    Clause{Unbounded, "the image is no sign", "",
        R"({"container": {"docker": {"image": "openjdk:8.0.1"}}})"},
    Clause{Unset, "cpus", "I", R"({"cpus": null})"},
    Clause{Unset, "both", "I", R"({"cpus": null, "mem": null})"},
    Clause{Unset, "mem of Java", "W", R"({"cmd": "java -Xmx32m -jar a.jar", "mem": null})"},
    Clause{Unset, "parked", "", R"({"instances": 0, "mem": null})"},
    Clause{Fit, "CPUs and memory", "EE", R"({"cpus": 9, "mem": 64000})",
        R"("largestAgent": {"cpus": 8, "mem": 30000})"},
    Clause{Fit, "just so", "", R"({"cpus": 8, "mem": 30000})",
        R"("largestAgent": {"cpus": 8, "mem": 30000})"},
    Clause{Fit, "not told", "", R"({"mem": 64000})"},
    Clause{Fit, "a pod with its executor", "E", "{}", R"("largestAgent": {"mem": 150})",
        ExampleBase::Pod},
};

constexpr auto Dropped = "net-mappings-dropped";
constexpr auto Twice = "net-duplicate-host-port";
constexpr auto FixedPort = "net-fixed-host-port";
constexpr auto Variable = "net-port-env-in-bridge";
constexpr auto Require = "net-require-ports-ineffective";
constexpr auto Assumed = "net-random-port-assumed-fixed";
constexpr auto Legacy = "net-legacy-api";

#define SERVER(more)                                                                               \
    R"({"id": "/web", "cpus": 1, "mem": 64, "portDefinitions": [{"port": 9000}])" more "}"

const std::array NetworkClauses = {
    Clause{Dropped, "definitions on a bridge", "W",
        R"({"portDefinitions": [{"port": 9000, "name": "http"}]})"},
    Clause{Dropped, "zeros", "", R"({"ports": [0]})"},
    Clause{Dropped, "an export", "",
        R"({"portDefinitions": [{"port": 10004, "name": "http", "labels": {}}],)" MAPPINGS(
            R"({"containerPort": 80, "servicePort": 10004, "name": "http"})") "}"},
    Clause{Dropped, "an export without mappings", "",
        R"({"ports": [10004], "tasksRunning": 3, "container": {"portMappings": null}})"},
    Clause{Dropped, "a number without mappings", "W",
        R"({"ports": [8080], "container": {"portMappings": null}})"},
    Clause{Dropped, "empty", "", R"({"networks": null, "container": {"portMappings": []}})"},
    Clause{
        Twice, "different protocols", "E", "{" MAPPINGS(R"({"containerPort": 1, "hostPort": 31000},
            {"containerPort": 2, "hostPort": 31000, "protocol": "udp"})") "}"},
    Clause{Twice, "0 is any port", "",
        "{" MAPPINGS(
            R"({"containerPort": 1, "hostPort": 0}, {"containerPort": 2, "hostPort": 0})") "}"},
    Clause{FixedPort, "inside the range", "I", "{" FIXED "}", R"("portRanges": ["31000-32000"])"},
    Clause{FixedPort, "outside the range", "W",
        "{" MAPPINGS(R"({"containerPort": 80, "hostPort": 80})") "}",
        R"("portRanges": ["31000-32000"])"},
    Clause{FixedPort, "a public agent", "",
        R"({"acceptedResourceRoles": ["slave_public"],)" FIXED "}"},
    Clause{FixedPort, "a pod", "I",
        R"({"containers": [{"name": "web", "resources": {"cpus": 1, "mem": 32}, "endpoints":
            [{"name": "http", "containerPort": 80, "hostPort": 31080}]}]})",
        "", ExampleBase::Pod},
    Clause{Variable, "by name, in braces", "W", R"({"cmd": "exec ./serve ${PORT_HTTP}"})"},
    Clause{Variable, "plain", "W", R"({"cmd": "exec ./serve $PORT"})"},
    Clause{Variable, "an argument", "W", R"({"args": ["--port", "$PORT0"]})"},
    Clause{Variable, "a check", "W", "{" CHECKS(COMMAND("./check $PORT0")) "}"},
    Clause{Variable, "equal ports", "",
        R"({"cmd": "exec ./serve $PORT0",)" MAPPINGS(R"({"containerPort": 0})") "}"},
    Clause{Variable, "out of range", "", R"({"cmd": "exec ./serve $PORT3"})"},
    Clause{Variable, "printed", "", R"({"cmd": "echo $PORT0 && exec ./serve"})"},
    Clause{Variable, "announced", "", R"({"cmd": "exec ./serve --advertise-port $PORT0"})"},
    Clause{
        Variable, "announced in one word", "", R"({"cmd": "exec ./serve -Deureka.port=$PORT0"})"},
    Clause{Variable, "behind the agent's address", "",
        "{" CHECKS(COMMAND("curl -f http://$HOST:$PORT0/ && nc -z ${HOST}:${PORT_HTTP}")) "}"},
    Clause{Variable, "on the container's address", "W",
        "{" CHECKS(COMMAND("curl -f http://localhost:$PORT0/")) "}"},
    Clause{Variable, "another variable", "", R"({"cmd": "exec ./serve $PORTAL"})"},
    Clause{Require, "all fixed", "", R"({"requirePorts": true,)" FIXED "}"},
    Clause{Require, "no mappings", "",
        R"({"requirePorts": true, "container": {"portMappings": []}, "healthChecks": null})"},
    Clause{Assumed, "a variable", "W", SERVER(R"(, "cmd": "./x", "env": {"PORT": "9000"})"), "",
        ExampleBase::None},
    Clause{Assumed, "a check", "W",
        SERVER(R"(, "cmd": "./x",)" CHECKS(R"({"protocol": "TCP", "port": 9000})")), "",
        ExampleBase::None},
    Clause{Assumed, "part of a number", "", SERVER(R"(, "cmd": "./x --port 19000")"), "",
        ExampleBase::None},
    Clause{Assumed, "a time", "", SERVER(R"(, "cmd": "./x --read_timeout '9000' $PORT0")"), "",
        ExampleBase::None},
    Clause{Assumed, "a time and a port", "W",
        SERVER(R"(, "cmd": "./x --timeout=9000 --port 9000")"), "", ExampleBase::None},
    Clause{Assumed, "a size in a variable", "",
        SERVER(R"(, "cmd": "./x", "env": {"CACHE_SIZE": "9000"})"), "", ExampleBase::None},
    Clause{Assumed, "required", "", SERVER(R"(, "cmd": "./x 9000", "requirePorts": true)"), "",
        ExampleBase::None},
    Clause{Assumed, "nowhere", "", SERVER(R"(, "cmd": "./x")"), "", ExampleBase::None},
    Clause{Legacy, "uris and ports", "I",
        "{" WORKER R"(, "uris": ["https://a.example.com/a.tgz"], "ports": [9000]})", "",
        ExampleBase::None},
    Clause{Legacy, "empty lists", "", "{" WORKER R"(, "uris": [], "ports": []})", "",
        ExampleBase::None},
    Clause{Legacy, "an address", "I",
        R"({"networks": null, "ipAddress": {"networkName": "dcos"},)" CHECKS("") "}"},
    Clause{Legacy, "before 1.5", "",
        R"({"networks": null, "container": {"portMappings": null, "docker": {"network":
            "BRIDGE"}}})",
        R"("marathonVersion": "1.4")"},
};

constexpr auto Alone = "place-single-instance";
constexpr auto Spread = "place-no-spread";
constexpr auto Exceeds = "place-unique-exceeds-agents";
constexpr auto Group = "place-group-by-no-value";
constexpr auto Pinned = "place-pinned-host";
constexpr auto Never = "place-unsatisfiable";

#define EXPOSED LABELS(R"("HAPROXY_GROUP": "external")")

const std::array PlacementClauses = {
    Clause{Alone, "pinned", "", R"({"instances": 1,)" EXPOSED "," CONSTRAINTS(PIN) "}"},
    Clause{Alone, "with a volume", "", R"({"instances": 1,)" EXPOSED "," PERSISTENT "}"},
    Clause{Alone, "two", "", R"({"instances": 2,)" EXPOSED "}"},
    Clause{Spread, "inside", "I", R"({"constraints": null})"},
    Clause{Spread, "exposed", "W", R"({"constraints": null,)" EXPOSED "}"},
    Clause{Spread, "exposed, agents and zones known", "W", R"({"constraints": [],)" EXPOSED "}",
        R"("agents": 2, "zones": 3)"},
    Clause{Spread, "pinned", "", "{" CONSTRAINTS(PIN) "}"},
    Clause{Spread, "fixed ports", "", R"({"constraints": [],)" FIXED "}"},
    Clause{Spread, "a pod", "I", R"({"scheduling": {"placement": {"constraints": []}}})", "",
        ExampleBase::Pod},
    Clause{Exceeds, "MAX_PER", "E",
        R"({"instances": 9,)" CONSTRAINTS(R"(["hostname", "MAX_PER", "2"])") "}", R"("agents": 4)"},
    Clause{Exceeds, "MAX_PER that fits", "",
        R"({"instances": 8,)" CONSTRAINTS(R"(["hostname", "MAX_PER", "2"])") "}", R"("agents": 4)"},
    Clause{Exceeds, "fixed ports", "E", R"({"instances": 5, "constraints": [],)" FIXED "}",
        R"("agents": 4)"},
    Clause{Exceeds, "zones", "E", "{" CONSTRAINTS(R"(["@zone", "UNIQUE"])") "}", R"("zones": 2)"},
    Clause{Exceeds, "not told", "",
        R"({"instances": 99,)" CONSTRAINTS(R"(["hostname", "UNIQUE"])") "}"},
    Clause{Exceeds, "other constraints", "",
        R"({"instances": 5,)" CONSTRAINTS(R"(["hostname", "UNIQUE"], ["rack", "LIKE", "r1"])") "}",
        R"("agents": 4)"},
    Clause{Group, "zones", "W", "{" CONSTRAINTS(R"(["@zone", "GROUP_BY"])") "}", R"("zones": 3)"},
    Clause{Group, "1.11", "E", "{" CONSTRAINTS(R"(["rack", "GROUP_BY"])") "}",
        R"("marathonVersion": "1.11")"},
    Clause{Pinned, "IS", "W", "{" CONSTRAINTS(R"(["hostname", "IS", "a1"])") "}"},
    Clause{Pinned, "several hosts", "", "{" CONSTRAINTS(R"(["hostname", "LIKE", "a[12]"])") "}"},
    Clause{Pinned, "to its data", "", "{" CONSTRAINTS(PIN) "," HOSTPATH("/srv/x", "RW") "}"},
    Clause{Pinned, "a folder that may be lost", "W",
        "{" CONSTRAINTS(PIN) "," HOSTPATH("/tmp/x", "RW") "}"},
    Clause{Pinned, "parked", "", R"({"instances": 0,)" CONSTRAINTS(PIN) "}"},
    Clause{Never, "a literal pattern", "E", "{" CONSTRAINTS(PIN R"(, ["hostname", "UNIQUE"])") "}"},
    Clause{Never, "at most two, all together", "E",
        "{" CONSTRAINTS(R"(["rack", "MAX_PER", "2"], ["rack", "CLUSTER", "r1"])") "}"},
    Clause{Never, "at most three, all together", "",
        "{" CONSTRAINTS(R"(["rack", "MAX_PER", "3"], ["rack", "CLUSTER", "r1"])") "}"},
    Clause{Never, "pinned with a fixed port", "E", "{" CONSTRAINTS(PIN) "," FIXED "}"},
    Clause{Never, "one instance", "",
        R"({"instances": 1,)" CONSTRAINTS(PIN R"(, ["hostname", "UNIQUE"])") "," FIXED "}"},
    Clause{Never, "two values", "E",
        R"({"instances": 1,)" CONSTRAINTS(R"(["rack", "IS", "a"], ["rack", "CLUSTER", "b"])") "}"},
    Clause{Never, "like and unlike", "E",
        "{" CONSTRAINTS(R"(["rack", "LIKE", "a.*"], ["rack", "UNLIKE", "a.*"])") "}"},
    Clause{Never, "together without a name, elsewhere", "",
        "{" CONSTRAINTS(R"(["hostname", "UNIQUE"], ["rack", "CLUSTER"])") "}"},
};

std::vector<Clause> allClauses()
{
    std::vector<Clause> all;
    const auto add
        = [&all](const auto &clauses) { all.insert(all.end(), clauses.begin(), clauses.end()); };
    add(DeployClauses);
    add(HealthClauses);
    add(ResourceClauses);
    add(NetworkClauses);
    add(PlacementClauses);
    return all;
}

void addClauses()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("levels");
    for (const Clause &each : allClauses()) {
        const QByteArray cluster(each.cluster);
        const QByteArray config = cluster.isEmpty()
            ? QByteArray()
            : QByteArray(R"({"pinion": 1, "cluster": {)" + cluster + "}}");
        QTest::addRow("%s: %s", each.rule, each.name)
            << patched(each.base, each.json) << config << QString::fromUtf8(each.rule)
            << QString::fromUtf8(each.levels);
    }
}

} // namespace

/// When each rule speaks and when it stays silent, clause by clause.
class PracticeClausesTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data() { addClauses(); }
    void judges();
    void fixesKeepTheLaw_data() { addClauses(); }
    void fixesKeepTheLaw();
    void partialDocumentsLackNothing();
    void parametersCount();
    void twinsAreNotTranslated();
};

void PracticeClausesTest::judges()
{
    QFETCH(QByteArray, document);
    QFETCH(QByteArray, config);
    QFETCH(QString, rule);
    QFETCH(QString, levels);
    QString found;
    for (const Finding &finding : checkText(document, configOf(config)).findings) {
        if (finding.rule != rule)
            continue;
        found += severityName(finding.severity).at(0).toUpper();
        QVERIFY2(finding.message.size() <= 200, qPrintable(finding.message));
    }
    QCOMPARE(found, levels);
}

void PracticeClausesTest::fixesKeepTheLaw()
{
    QFETCH(QByteArray, document);
    QFETCH(QByteArray, config);
    QFETCH(QString, rule);
    QCOMPARE(brokenLawOf(document, rule, configOf(config)), QString());
}

void PracticeClausesTest::partialDocumentsLackNothing()
{
    RuleConfig config = RuleConfig::builtIn();
    config.parameters.isPartial = true;
    QCOMPARE(verdictOf(checkText(R"({"id": "/shop/api", "instances": 3,
        "container": {"portMappings": [{"containerPort": 80}]}})",
                 config)
                           .findings),
        QStringList());
}

void PracticeClausesTest::parametersCount()
{
    RuleConfig config = RuleConfig::builtIn();
    config.parameters.own.insert(u"deploy-doubles-capacity"_s, {{u"minInstances"_s, 3}});
    const QByteArray app = patched(ExampleBase::App, R"({"upgradeStrategy": null})");
    QVERIFY(!findingOf(checkText(app).findings, u"deploy-doubles-capacity"_s));
    QVERIFY(findingOf(checkText(app, config).findings, u"deploy-doubles-capacity"_s));
}

/// Which of the two counts is for the author to say first.
void PracticeClausesTest::twinsAreNotTranslated()
{
    const QByteArray app
        = "{\"id\": \"/web\", \"cmd\": \"./x\", \"ports\": [1], \"uris\": [\"a\"]}";
    const QByteArray twins = QByteArray(app).replace("\"uris\"", "\"ports\": [2], \"uris\"");
    const auto fixesOf = [](const QByteArray &text) {
        return findingOf(checkText(text).findings, u"net-legacy-api"_s)->fixes.size();
    };
    QCOMPARE(fixesOf(app), size_t(1));
    QCOMPARE(fixesOf(twins), size_t(0));
}

QTEST_APPLESS_MAIN(PracticeClausesTest)
#include "tst_practice_clauses.moc"
