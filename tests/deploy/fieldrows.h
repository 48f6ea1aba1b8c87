// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

/// What a change of one field means: patches (RFC 7396) of FieldBase before and after, and what
/// becomes of the instances that run.
struct FieldRow
{
    const char *name;
    const char *before;
    const char *after;
    const char *impact;
    const char *version = "1.10";
};

inline constexpr const char *FieldBase
    = R"({"id": "/shop/web", "cmd": "./run", "instances": 3, "cpus": 0.5, "mem": 512})";

/// Every field that the server compares, one by one, and those that it does not.
[[nodiscard]] inline std::vector<FieldRow> fieldRows()
{
    std::vector<FieldRow> rows;
    const auto row = [&rows](const char *name, const char *before, const char *after,
                         const char *impact, const char *version = "1.10") {
        rows.push_back({name, before, after, impact, version});
    };
    const auto restarts
        = [&row](const char *name, const char *after) { row(name, "{}", after, "restart"); };
    const char *const bridge = R"({"container": {"docker": {"image": "a:1"}, "portMappings": [
        {"containerPort": 80, "name": "http"}]}, "networks": [{"mode": "container/bridge"}]})";
    row("nothing", "{}", "{}", "nothing");
    row("instances alone", "{}", R"({"instances": 5})", "scale");
    row("instances and another", "{}", R"({"instances": 5, "mem": 64})", "restart");
    row("another at no instances", "{}", R"({"instances": 0, "mem": 64})", "scale");
    row("another, none before either", R"({"instances": 0})", R"({"instances": 0, "mem": 64})",
        "scale");
    row("from no instances", R"({"instances": 0})", R"({"instances": 2, "mem": 64})", "restart");
    restarts("cmd", R"({"cmd": "./other"})");
    restarts("args", R"({"cmd": null, "args": ["a"]})");
    row("order of args", R"({"cmd": null, "args": ["a", "b"]})",
        R"({"cmd": null, "args": ["b", "a"]})", "restart");
    restarts("user", R"({"user": "u"})");
    restarts("env", R"({"env": {"A": "1"}})");
    restarts(
        "secret in env", R"({"env": {"A": {"secret": "s"}}, "secrets": {"s": {"source": "x"}}})");
    restarts("secrets", R"({"secrets": {"s": {"source": "x"}}})");
    restarts("cpus", R"({"cpus": 1})");
    restarts("mem", R"({"mem": 64})");
    restarts("disk", R"({"disk": 1})");
    restarts("gpus", R"({"gpus": 1})");
    restarts("resourceLimits", R"({"resourceLimits": {"mem": 1024}})");
    row("resourceLimits before 1.10", "{}", R"({"resourceLimits": {"mem": 1024}})", "nothing",
        "1.9");
    restarts("executor", R"({"executor": "//cmd"})");
    row("executorResources", "{}", R"({"executorResources": {"cpus": 1}})", "nothing");
    restarts("constraints", R"({"constraints": [["hostname", "UNIQUE"]]})");
    row("order of constraints", R"({"constraints": [["a", "UNIQUE"], ["b", "UNIQUE"]]})",
        R"({"constraints": [["b", "UNIQUE"], ["a", "UNIQUE"]]})", "nothing");
    restarts("fetch", R"({"fetch": [{"uri": "http://x/a"}]})");
    restarts("uris", R"({"uris": ["http://x/a"]})");
    row("order of fetch", R"({"fetch": [{"uri": "http://x/a"}, {"uri": "http://x/b"}]})",
        R"({"fetch": [{"uri": "http://x/b"}, {"uri": "http://x/a"}]})", "restart");
    restarts("portDefinitions", R"({"portDefinitions": [{"port": 8080}]})");
    row("an assigned port", R"({"portDefinitions": [{"port": 10007, "name": "h"}]})",
        R"({"portDefinitions": [{"port": 0, "name": "h"}]})", "nothing");
    row("one port more", R"({"portDefinitions": [{"port": 10007}]})",
        R"({"portDefinitions": [{"port": 0}, {"port": 0}]})", "restart");
    restarts("ports", R"({"ports": [8080]})");
    restarts("requirePorts", R"({"requirePorts": true})");
    restarts("backoffSeconds", R"({"backoffSeconds": 5})");
    restarts("backoffFactor", R"({"backoffFactor": 2})");
    restarts("maxLaunchDelaySeconds", R"({"maxLaunchDelaySeconds": 60})");
    row("image", bridge, R"({"container": {"docker": {"image": "a:2"}, "portMappings": [
        {"containerPort": 80, "name": "http"}]}, "networks": [{"mode": "container/bridge"}]})",
        "restart");
    row("forcePullImage", bridge, R"({"container": {"docker": {"image": "a:1",
        "forcePullImage": true}, "portMappings": [{"containerPort": 80, "name": "http"}]},
        "networks": [{"mode": "container/bridge"}]})",
        "restart");
    row("port mapping", bridge, R"({"container": {"docker": {"image": "a:1"}, "portMappings": [
        {"containerPort": 81, "name": "http"}]}, "networks": [{"mode": "container/bridge"}]})",
        "restart");
    row("networks", bridge, R"({"container": {"docker": {"image": "a:1"}, "portMappings": [
        {"containerPort": 80, "name": "http"}]}, "networks": [{"name": "n"}]})",
        "restart");
    restarts("healthChecks", R"({"healthChecks": [{"path": "/"}]})");
    restarts("check", R"({"check": {"tcp": {"port": 80}}})");
    row("check before 1.8", "{}", R"({"check": {"tcp": {"port": 80}}})", "nothing", "1.7");
    row("readinessChecks", R"({"portDefinitions": [{"port": 0, "name": "http-api"}]})",
        R"({"portDefinitions": [{"port": 0, "name": "http-api"}],
            "readinessChecks": [{"name": "r"}]})",
        "restart");
    restarts("labels", R"({"labels": {"team": "a"}})");
    restarts("dependencies", R"({"dependencies": ["/db"]})");
    restarts("upgradeStrategy", R"({"upgradeStrategy": {"minimumHealthCapacity": 0.5,
        "maximumOverCapacity": 0}})");
    restarts("killSelection", R"({"killSelection": "OLDEST_FIRST"})");
    restarts("taskKillGracePeriodSeconds", R"({"taskKillGracePeriodSeconds": 5})");
    restarts("unreachableStrategy", R"({"unreachableStrategy": "disabled"})");
    restarts("acceptedResourceRoles", R"({"acceptedResourceRoles": ["*"]})");
    restarts("role", R"({"role": "shop"})");
    row("role before 1.9", "{}", R"({"role": "shop"})", "nothing", "1.8");
    restarts("tty", R"({"tty": true})");
    row("tty before 1.5", "{}", R"({"tty": true})", "nothing", "1.4");
    row("residency without volumes", "{}", R"({"residency": {}})", "nothing");
    row("version", "{}", R"({"version": "2020-01-01T00:00:00.000Z"})", "nothing");
    row("tasks", "{}", R"({"tasksRunning": 3, "tasks": []})", "nothing");
    row("an unknown member", "{}", R"({"healthCheck": {}})", "nothing");
    return rows;
}
