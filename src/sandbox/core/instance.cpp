// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/instance.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct ConditionRow
{
    QLatin1StringView name;
    QLatin1StringView state;
    bool isTerminal;
    bool isActive;
};
constexpr std::array Rows{
    ConditionRow{"Scheduled"_L1, "TASK_STAGING"_L1, false, false},
    ConditionRow{"Provisioned"_L1, "TASK_STAGING"_L1, false, true},
    ConditionRow{"Staging"_L1, "TASK_STAGING"_L1, false, true},
    ConditionRow{"Starting"_L1, "TASK_STARTING"_L1, false, true},
    ConditionRow{"Running"_L1, "TASK_RUNNING"_L1, false, true},
    ConditionRow{"Killing"_L1, "TASK_KILLING"_L1, false, true},
    ConditionRow{"Killed"_L1, "TASK_KILLED"_L1, true, false},
    ConditionRow{"Finished"_L1, "TASK_FINISHED"_L1, true, false},
    ConditionRow{"Failed"_L1, "TASK_FAILED"_L1, true, false},
    ConditionRow{"Error"_L1, "TASK_ERROR"_L1, true, false},
    ConditionRow{"Unreachable"_L1, "TASK_UNREACHABLE"_L1, false, true},
    ConditionRow{"UnreachableInactive"_L1, "TASK_UNREACHABLE"_L1, false, false},
    ConditionRow{"Gone"_L1, "TASK_GONE"_L1, true, false},
    ConditionRow{"Dropped"_L1, "TASK_DROPPED"_L1, true, false},
    ConditionRow{"Unknown"_L1, "TASK_UNKNOWN"_L1, true, false},
};

const ConditionRow &row(Condition condition)
{
    return Rows.at(size_t(condition));
}

} // namespace

QString conditionName(Condition condition)
{
    return row(condition).name;
}

QString taskState(Condition condition)
{
    return row(condition).state;
}

bool isTerminal(Condition condition)
{
    return row(condition).isTerminal;
}

bool isActive(Condition condition)
{
    return row(condition).isActive;
}

std::optional<int> SandboxInstance::checkExitCode(Millis now) const
{
    std::optional<int> code;
    if (condition != Condition::Running || !spec->hasCheck)
        return code;
    for (const CheckAnswer &answer : script.checks) {
        if (startedAt + answer.after <= now)
            code = answer.exitCode;
    }
    return code;
}

QString SandboxInstance::taskId() const
{
    // Before 1.8 a launch was an instance of its own, and its id was the task's.
    if (incarnation < 0)
        return QString(id).replace(".instance-"_L1, "."_L1);
    return u"%1._app.%2"_s.arg(id).arg(incarnation);
}

QStringList SandboxInstance::taskIds() const
{
    if (!spec->isPod)
        return {taskId()};
    QStringList ids;
    for (const QString &container : spec->containers)
        ids.append(incarnation < 0 ? id + u'.' + container
                                   : u"%1.%2.%3"_s.arg(id, container).arg(incarnation));
    return ids;
}

void SandboxInstance::setTimer(Move move, Millis at)
{
    dropTimer(move);
    timers.push_back({at, move});
}

void SandboxInstance::dropTimer(Move move)
{
    std::erase_if(timers, [move](const InstanceTimer &timer) { return timer.move == move; });
}

} // namespace Pinion
