// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/state.h"

#include <QUuid>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

QSet<QString> SandboxDeployment::affected() const
{
    QSet<QString> ids;
    for (const PlannedStep &planned : steps) {
        for (const PlannedAction &action : planned)
            ids.insert(action.id);
    }
    return ids;
}

Millis SandboxState::nextVersion()
{
    m_lastVersion = std::max(now, m_lastVersion + 1);
    return m_lastVersion;
}

QString SandboxState::nextUuid()
{
    static const QUuid space(u"{6f1d0f4e-3a54-4c55-9b1e-0242ac110002}"_s);
    return QUuid::createUuidV5(space, QByteArray::number(++m_lastUuid))
        .toString(QUuid::WithoutBraces);
}

void SandboxState::publish(
    const char *type, nlohmann::ordered_json fields, const nlohmann::ordered_json *heavyPlan) const
{
    if (!onEvent)
        return;
    fields["eventType"] = type;
    fields["timestamp"] = timestamp(now).toStdString();
    SandboxEvent event{type, QByteArray::fromStdString(fields.dump())};
    if (heavyPlan) {
        fields["plan"] = *heavyPlan;
        event.heavyData = QByteArray::fromStdString(fields.dump());
    }
    onEvent(event);
}

const SandboxAgent *SandboxState::agent(const QString &id) const
{
    const auto found = std::find_if(
        agents.begin(), agents.end(), [&id](const SandboxAgent &agent) { return agent.id == id; });
    return found == agents.end() ? nullptr : &*found;
}

SandboxInstance &SandboxState::add(SandboxInstance instance)
{
    const auto place = instances.insert(instances.end(), std::move(instance));
    m_places.insert(place->id, place);
    return *place;
}

void SandboxState::remove(SandboxInstance &instance)
{
    instances.erase(m_places.take(instance.id));
}

SandboxInstance *SandboxState::instance(const QString &id)
{
    const auto found = m_places.constFind(id);
    return found == m_places.cend() ? nullptr : &**found;
}

std::vector<SandboxInstance *> SandboxState::instancesOf(const QString &specId)
{
    std::vector<SandboxInstance *> found;
    for (SandboxInstance &instance : instances) {
        if (instance.spec->id == specId)
            found.push_back(&instance);
    }
    return found;
}

std::vector<const SandboxInstance *> SandboxState::instancesOf(const QString &specId) const
{
    std::vector<const SandboxInstance *> found;
    for (const SandboxInstance &instance : instances) {
        if (instance.spec->id == specId)
            found.push_back(&instance);
    }
    return found;
}

QSet<QString> SandboxState::locked() const
{
    QSet<QString> ids;
    for (const SandboxDeployment &deployment : deployments)
        ids += deployment.affected();
    return ids;
}

} // namespace Pinion
