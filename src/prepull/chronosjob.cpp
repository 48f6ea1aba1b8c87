// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/chronosjob.h"

#include "json/jsontree.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

constexpr int UsualTries = 2; // what the command does unasked

Json variable(const char *name, const QString &value)
{
    return {{"name", name}, {"value", value.toStdString()}};
}

Json environment(const PrepullPlan &plan)
{
    Json list = Json::array({variable("PINION_IMAGE", plan.image),
        variable("PINION_PULL_SECONDS", QString::number(plan.pullTime.count())),
        variable("PINION_MODE", pullModeName(PullMode::Job))});
    if (plan.tries != UsualTries)
        list.push_back(variable("PINION_TRIES", QString::number(plan.tries)));
    return list;
}

} // namespace

QByteArray chronosJob(const PrepullPlan &plan, const QString &host)
{
    const PrepullTaskNeed need = taskNeed(PrepullVia::Chronos);
    // epsilon: 2.x drops a job that could not start for so long, by default after a minute.
    Json job{{"name", jobName(plan.runId, host).toStdString()},
        {"command", pullCommand(plan.user).toStdString()}, {"schedule", "R1//PT24H"},
        {"epsilon", "PT2H"}, {"owner", ""}, {"async", false}, {"shell", true}, {"retries", 0},
        {"disabled", false}, {"cpus", need.cpus}, {"mem", int(need.mem)}, {"disk", int(need.disk)},
        {"constraints",
            Json::array(
                {Json::array({"hostname", "EQUALS", plan.pins.value(host, host).toStdString()})})},
        {"environmentVariables", environment(plan)}};
    if (!plan.credentials.isEmpty())
        job["fetch"] = Json::array({{{"uri", plan.credentials.toStdString()}, {"extract", true},
            {"executable", false}, {"cache", false}}});
    return QByteArray::fromStdString(job.dump());
}

Result<std::vector<ChronosJob>> readChronosJobs(const QByteArray &body)
{
    const JsonTree tree = JsonTree::parse(body);
    if (!tree.root().isArray())
        return fail(
            ErrorKind::Protocol, u"What answers there is no Chronos."_s, u"Check the address."_s);
    std::vector<ChronosJob> jobs;
    for (const JsonNode node : tree.root().children()) {
        ChronosJob job;
        job.name = node["name"].stringOr();
        job.successes = int(node["successCount"].toInteger().value_or(0));
        job.errors = int(node["errorCount"].toInteger().value_or(0));
        job.schedule = node["schedule"].stringOr();
        for (const JsonNode constraint : node["constraints"].children()) {
            QStringList words;
            for (const JsonNode word : constraint.children())
                words.append(word.stringOr());
            job.constraints.push_back(words);
        }
        jobs.push_back(std::move(job));
    }
    return jobs;
}

QHash<QString, QString> readChronosStates(const QByteArray &body)
{
    QHash<QString, QString> states;
    const JsonTree tree = JsonTree::parse(body);
    for (const JsonNode job : tree.root()["jobs"].children())
        states.insert(job["name"].stringOr(), job["state"].stringOr());
    if (tree.root().isObject())
        return states;
    for (const QString &line : QString::fromUtf8(body).split(u'\n')) {
        const QStringList cells = line.trimmed().split(u','); // node,NAME,LAST,STATE
        if (cells.size() == 4 && cells.first() == "node"_L1)
            states.insert(cells[1], cells[3]);
    }
    return states;
}

bool isPinned(const ChronosJob &job, const QString &host)
{
    return std::any_of(
        job.constraints.begin(), job.constraints.end(), [&host](const QStringList &words) {
            return words == QStringList{u"hostname"_s, u"EQUALS"_s, host};
        });
}

} // namespace Pinion
