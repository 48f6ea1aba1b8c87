// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schematables.h"

namespace Pinion::SchemaTables {

namespace {

using enum FieldType;

constexpr std::string_view InfoSource = "Marathon 1.11 app answers (AppInfo)";

constexpr FieldSpec Rows[] = {
    {
        .pointer = "/version",
        .types = String,
        .label = "Version",
        .help = "When this version was stored. A partial update with this and other fields is "
                "refused; with the id alone it rolls back to that version.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/versionInfo",
        .types = Object,
        .label = "Version info",
        .help = "When the app was last changed and last scaled. Ignored when sent, but it must be "
                "well formed.",
        .since = {0, 11},
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/versionInfo/lastScalingAt",
        .types = String,
        .label = "Last scaling",
        .help = "When the number of instances last changed, or the app was restarted.",
        .isRequired = true,
        .since = {0, 11},
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/versionInfo/lastConfigChangeAt",
        .types = String,
        .label = "Last change",
        .help = "When anything but the number of instances last changed.",
        .isRequired = true,
        .since = {0, 11},
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/tasksStaged",
        .types = Integer,
        .label = "Tasks starting",
        .help = "Number of tasks that are starting.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/tasksRunning",
        .types = Integer,
        .label = "Tasks running",
        .help = "Number of tasks that run.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/tasksHealthy",
        .types = Integer,
        .label = "Tasks healthy",
        .help = "Number of tasks that pass their checks.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/tasksUnhealthy",
        .types = Integer,
        .label = "Tasks unhealthy",
        .help = "Number of tasks that fail their checks.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/deployments",
        .types = Array,
        .label = "Deployments",
        .help = "Deployments of the app that are under way.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/deployments/*",
        .types = Object,
        .label = "Deployment",
        .help = "One deployment.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/deployments/*/id",
        .types = String,
        .label = "Deployment id",
        .help = "Id of the deployment.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/tasks",
        .types = Array,
        .label = "Tasks",
        .help = "The app's tasks with their nodes, ports and health.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/tasks/*",
        .types = Object,
        .label = "Task",
        .help = "One task as Mesos knows it.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/tasksStats",
        .types = Object,
        .label = "Task statistics",
        .help = "Counts and ages of the tasks by version.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/tasksStats/*",
        .types = Object,
        .label = "Statistics",
        .help = "Statistics of one group of tasks.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/taskStats",
        .types = Object,
        .label = "Task statistics",
        .help = "Another spelling of tasksStats, found in stored answers.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/taskStats/*",
        .types = Object,
        .label = "Statistics",
        .help = "Statistics of one group of tasks.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/lastTaskFailure",
        .types = Object,
        .label = "Last failure",
        .help = "The failure that was seen last, with Mesos' reason.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/lastTaskFailure/appId",
        .types = String,
        .label = "App",
        .help = "Id of the app.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/lastTaskFailure/host",
        .types = String,
        .label = "Node",
        .help = "Where the task ran.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/lastTaskFailure/message",
        .types = String,
        .label = "Message",
        .help = "What Mesos said.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/lastTaskFailure/state",
        .types = String,
        .label = "State",
        .help = "The task's last state, such as TASK_FAILED.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/lastTaskFailure/taskId",
        .types = String,
        .label = "Task",
        .help = "Id of the task.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/lastTaskFailure/timestamp",
        .types = String,
        .label = "Time",
        .help = "When it failed.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/lastTaskFailure/version",
        .types = String,
        .label = "Version",
        .help = "Version of the app that failed.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/lastTaskFailure/slaveId",
        .types = String,
        .label = "Agent",
        .help = "Mesos' id of the node.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/readinessCheckResults",
        .types = Array,
        .label = "Readiness results",
        .help = "Last answers to the readiness check, while a deployment waits for it.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
    {
        .pointer = "/readinessCheckResults/*",
        .types = Object,
        .label = "Readiness result",
        .help = "Result for one task.",
        .status = FieldStatus::ReadOnly,
        .source = InfoSource,
    },
};

} // namespace

std::span<const FieldSpec> readOnly()
{
    return Rows;
}

} // namespace Pinion::SchemaTables
