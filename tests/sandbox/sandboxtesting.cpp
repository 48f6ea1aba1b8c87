// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxtesting.h"

using namespace Qt::StringLiterals;

namespace Pinion {

Talk::Talk(SandboxSettings settings, int agents)
    : marathon(std::move(settings))
{
    for (int i = 0; i < agents; ++i) {
        SandboxAgent agent;
        agent.hostname = u"agent-%1.example"_s.arg(i + 1);
        marathon.addAgent(std::move(agent));
    }
    marathon.state().onEvent = [this](const SandboxEvent &event) { events.append(event); };
    marathon.settle();
}

SandboxAnswer Talk::ask(const QByteArray &method, const QByteArray &target, const QByteArray &body)
{
    SandboxRequest request;
    request.method = method;
    request.target = target;
    request.headers
        = {{"Host", "marathon.example:8080"}, {"Content-Length", QByteArray::number(body.size())}};
    request.body = body;
    request.peer = u"127.0.0.1"_s;
    return answerMarathon(marathon, {u"127.0.0.1:8080"_s, u"http://127.0.0.1:5050/"_s}, request);
}

Json Talk::json(const QByteArray &method, const QByteArray &target, const QByteArray &body)
{
    return Json::parse(ask(method, target, body).body.toStdString(), nullptr, false);
}

bool Talk::finish()
{
    for (int i = 0; i < 3600; ++i) {
        marathon.settle();
        if (marathon.state().deployments.empty())
            return true;
        marathon.advance(1000);
    }
    return false;
}

bool Talk::run(const QByteArray &app)
{
    const SandboxAnswer answer = ask("POST", "/v2/apps", app);
    return answer.status == 201 && finish();
}

QStringList Talk::story() const
{
    QStringList words;
    for (const SandboxEvent &event : events) {
        const Json json = Json::parse(event.data.toStdString());
        const bool isInstance = event.type == "instance_changed_event";
        const bool isStatus = event.type == "status_update_event";
        words.append(isInstance ? QString::fromStdString(json["condition"].get<std::string>())
                : isStatus      ? QString::fromStdString(json["taskStatus"].get<std::string>())
                                : QString::fromLatin1(event.type));
    }
    return words;
}

QStringList Talk::types() const
{
    QStringList list;
    for (const SandboxEvent &event : events)
        list.append(QString::fromLatin1(event.type));
    return list;
}

Json Talk::event(qsizetype index) const
{
    return Json::parse(events.at(index).data.toStdString());
}

QStringList Talk::plan()
{
    QStringList steps;
    const Json deployments = get("/v2/deployments");
    if (deployments.empty())
        return steps;
    for (const Json &step : deployments[0]["steps"]) {
        QStringList actions;
        for (const Json &action : step["actions"]) {
            const std::string id = action.contains("app") ? action["app"] : action["pod"];
            actions.append(QString::fromStdString(action["action"].get<std::string>() + ' ' + id));
        }
        steps.append(actions.join(", "_L1));
    }
    return steps;
}

QByteArray appBody(const QByteArray &id, const QByteArray &members)
{
    return QByteArray("{\"id\":\"" + id + "\",\"cmd\":\"sleep 1000\",\"cpus\":0.1,\"mem\":32"
        + (members.isEmpty() ? QByteArray() : QByteArray("," + members)) + "}");
}

} // namespace Pinion
