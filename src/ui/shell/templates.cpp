// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/templates.h"

#include "json/jsonstring.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// %id, %image and %port stand for JSON literals.
constexpr QByteArrayView WebService = R"({
  "id": %id,
  "instances": 2,
  "cpus": 0.5,
  "mem": 512,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": %image,
      "forcePullImage": false
    },
    "portMappings": [
      {
        "name": "http",
        "containerPort": %port,
        "hostPort": 0,
        "protocol": "tcp"
      }
    ]
  },
  "networks": [
    {
      "mode": "container/bridge"
    }
  ],
  "env": {},
  "healthChecks": [
    {
      "protocol": "MESOS_HTTP",
      "path": "/health",
      "portIndex": 0,
      "gracePeriodSeconds": 120,
      "intervalSeconds": 15,
      "timeoutSeconds": 10,
      "maxConsecutiveFailures": 3
    }
  ],
  "upgradeStrategy": {
    "minimumHealthCapacity": 1,
    "maximumOverCapacity": 0.5
  }
}
)";

// A worker has no port to ask; it shows that it is alive by touching a file every minute.
constexpr QByteArrayView Worker = R"({
  "id": %id,
  "instances": 2,
  "cpus": 0.5,
  "mem": 512,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": %image,
      "forcePullImage": false
    }
  },
  "env": {},
  "healthChecks": [
    {
      "protocol": "COMMAND",
      "command": {
        "value": "test -n \"$(find /tmp/alive -mmin -2)\""
      },
      "gracePeriodSeconds": 60,
      "intervalSeconds": 30,
      "timeoutSeconds": 10,
      "maxConsecutiveFailures": 3
    }
  ],
  "upgradeStrategy": {
    "minimumHealthCapacity": 0.5,
    "maximumOverCapacity": 0.5
  }
}
)";

// Sleeps between its runs: Marathon restarts whatever ends.
constexpr QByteArrayView ScheduledHelper = R"({
  "id": %id,
  "cmd": "touch /tmp/alive; while ./run-once; do touch /tmp/alive; sleep 3600; done",
  "instances": 1,
  "cpus": 0.1,
  "mem": 256,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": %image,
      "forcePullImage": false
    }
  },
  "env": {},
  "healthChecks": [
    {
      "protocol": "COMMAND",
      "command": {
        "value": "test -n \"$(find /tmp/alive -mmin -90)\""
      },
      "gracePeriodSeconds": 60,
      "intervalSeconds": 60,
      "timeoutSeconds": 10,
      "maxConsecutiveFailures": 3
    }
  ],
  "upgradeStrategy": {
    "minimumHealthCapacity": 0,
    "maximumOverCapacity": 0
  }
}
)";

constexpr QByteArrayView Command = R"({
  "id": %id,
  "cmd": "exec ./start.sh",
  "instances": 1,
  "cpus": 0.1,
  "mem": 256,
  "fetch": [],
  "env": {},
  "healthChecks": [
    {
      "protocol": "COMMAND",
      "command": {
        "value": "test -n \"$(find $MESOS_SANDBOX/alive -mmin -2)\""
      },
      "gracePeriodSeconds": 120,
      "intervalSeconds": 30,
      "timeoutSeconds": 10,
      "maxConsecutiveFailures": 3
    }
  ],
  "upgradeStrategy": {
    "minimumHealthCapacity": 1,
    "maximumOverCapacity": 1
  }
}
)";

constexpr QByteArrayView Empty = R"({
  "id": %id,
  "instances": 1,
  "cpus": 0.1,
  "mem": 256,
  "container": {
    "type": "DOCKER",
    "docker": {
      "image": %image
    }
  }
}
)";

QByteArrayView textOf(AppTemplate kind)
{
    switch (kind) {
    case AppTemplate::WebService:
        return WebService;
    case AppTemplate::Worker:
        return Worker;
    case AppTemplate::ScheduledHelper:
        return ScheduledHelper;
    case AppTemplate::Command:
        return Command;
    case AppTemplate::Empty:
        break;
    }
    return Empty;
}

} // namespace

QByteArray newAppText(const NewApp &app)
{
    // The image goes in last: of what the author typed, it alone may hold a '%'.
    return textOf(app.kind)
        .toByteArray()
        .replace("%port", QByteArray::number(app.port.value_or(8080)))
        .replace("%id", encodeString(app.id))
        .replace("%image", encodeString(app.image));
}

bool usesImage(AppTemplate kind)
{
    return kind != AppTemplate::Command;
}

bool usesPort(AppTemplate kind)
{
    return kind == AppTemplate::WebService;
}

} // namespace Pinion
