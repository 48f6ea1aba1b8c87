// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/examples.h"

#include <nlohmann/json.hpp>

namespace Pinion {

namespace {

constexpr std::string_view App = R"({
  "id": "/shop/api",
  "instances": 3,
  "cpus": 0.5,
  "mem": 512,
  "container": {
    "type": "DOCKER",
    "docker": {"image": "registry.example.com/shop/api:2.7.1"},
    "portMappings": [{"containerPort": 8080, "hostPort": 0, "name": "http"}]
  },
  "networks": [{"mode": "container/bridge"}],
  "constraints": [["hostname", "MAX_PER", "1"]],
  "healthChecks": [{
    "protocol": "MESOS_HTTP", "path": "/healthz", "portIndex": 0, "gracePeriodSeconds": 120,
    "intervalSeconds": 15, "timeoutSeconds": 5, "maxConsecutiveFailures": 3
  }],
  "upgradeStrategy": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0.2},
  "taskKillGracePeriodSeconds": 20
})";

constexpr std::string_view Pod = R"({
  "id": "/shop/edge",
  "scaling": {"kind": "fixed", "instances": 2},
  "networks": [{"mode": "container/bridge"}],
  "scheduling": {
    "placement": {
      "constraints": [{"fieldName": "hostname", "operator": "MAX_PER", "value": "1"}]
    },
    "upgrade": {"minimumHealthCapacity": 0.5, "maximumOverCapacity": 0.5}
  },
  "containers": [{
    "name": "web",
    "resources": {"cpus": 0.2, "mem": 128},
    "image": {"kind": "DOCKER", "id": "registry.example.com/shop/web:1.9.3"},
    "endpoints": [{"name": "http", "containerPort": 8080, "hostPort": 0, "protocol": ["tcp"]}],
    "healthCheck": {
      "http": {"endpoint": "http", "path": "/healthz"}, "gracePeriodSeconds": 60,
      "intervalSeconds": 15, "timeoutSeconds": 5, "maxConsecutiveFailures": 3
    },
    "lifecycle": {"killGracePeriodSeconds": 20}
  }]
})";

constexpr std::string_view Command = R"({"id": "/t/app", "cmd": "sleep 10"})";

} // namespace

std::string_view exampleBaseText(ExampleBase base)
{
    switch (base) {
    case ExampleBase::None:
        return {};
    case ExampleBase::App:
        return App;
    case ExampleBase::Pod:
        return Pod;
    case ExampleBase::Command:
        return Command;
    }
    Q_UNREACHABLE();
}

QByteArray exampleDocument(const Rule &rule, std::string_view example)
{
    const std::string_view base = exampleBaseText(rule.exampleBase);
    if (base.empty())
        return QByteArray(example.data(), qsizetype(example.size()));
    nlohmann::ordered_json document = nlohmann::ordered_json::parse(base);
    document.merge_patch(nlohmann::ordered_json::parse(example));
    return QByteArray::fromStdString(document.dump(2));
}

} // namespace Pinion
