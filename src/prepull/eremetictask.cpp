// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/eremetictask.h"

#include "json/jsontree.h"
#include "prepull/jobname.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *PullBySocket
    = "timeout \"$PINION_PULL_SECONDS\" docker pull \"$PINION_IMAGE\"";
constexpr const char *Socket = "/var/run/docker.sock";

EremeticTask readTask(JsonNode node)
{
    EremeticTask task;
    task.id = node["id"].stringOr();
    task.name = node["name"].stringOr();
    task.retries = int(node["retry"].toInteger().value_or(0));
    qint64 began = 0;
    qint64 last = 0;
    for (const JsonNode entry : node["status"].children()) {
        task.status = entry["status"].stringOr();
        last = entry["time"].toInteger().value_or(0);
        if (task.status == "TASK_RUNNING"_L1)
            began = last;
    }
    if (began > 0 && task.isOver())
        task.ran = std::chrono::seconds(last - began);
    return task;
}

} // namespace

QString eremeticName(const PrepullPlan &plan, const QString &host)
{
    return jobName(plan.runId, plan.pins.value(host, host));
}

QByteArray eremeticTask(const PrepullPlan &plan, const QString &host)
{
    const PrepullTaskNeed need = taskNeed(PrepullVia::Eremetic);
    const bool isDirect = plan.helperImage.isEmpty();
    Json task{{"name", eremeticName(plan, host).toStdString()}, {"cpu", need.cpus},
        {"mem", int(need.mem)}, {"image", (isDirect ? plan.image : plan.helperImage).toStdString()},
        {"command", isDirect ? "exit 0" : PullBySocket}};
    if (!isDirect) {
        task["env"] = {{"PINION_IMAGE", plan.image.toStdString()},
            {"PINION_PULL_SECONDS", std::to_string(plan.pullTime.count())}};
        task["volumes"] = Json::array({{{"container_path", Socket}, {"host_path", Socket}}});
    }
    task["force_pull_image"] = isDirect;
    task["agent_constraints"] = Json::array({{{"attribute_name", plan.pinAttribute.toStdString()},
        {"attribute_value", plan.pins.value(host).toStdString()}}});
    return QByteArray::fromStdString(task.dump());
}

bool EremeticTask::isDeletable() const
{
    static const QStringList Ends{
        u"TASK_FINISHED"_s, u"TASK_FAILED"_s, u"TASK_KILLED"_s, u"TASK_LOST"_s};
    return Ends.contains(status);
}

bool EremeticTask::isOver() const
{
    return isDeletable() || status == "TASK_ERROR"_L1;
}

Result<std::vector<EremeticTask>> readEremeticTasks(const QByteArray &body)
{
    const JsonTree tree = JsonTree::parse(body);
    const bool isEmpty = tree.root().literal() == "null"; // the list of no tasks
    if (!tree.root().isArray() && !isEmpty)
        return fail(
            ErrorKind::Protocol, u"What answers there is no Eremetic."_s, u"Check the address."_s);
    std::vector<EremeticTask> tasks;
    for (const JsonNode node : tree.root().children())
        tasks.push_back(readTask(node));
    return tasks;
}

} // namespace Pinion
