// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/forecastsubject.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

double number(JsonNode node, double otherwise = 0)
{
    return node.toDouble().value_or(otherwise);
}

void add(InstanceResources &sum, JsonNode resources)
{
    sum.cpus += number(resources["cpus"]);
    sum.mem += number(resources["mem"]);
    sum.disk += number(resources["disk"]);
    sum.gpus += number(resources["gpus"]);
}

template <typename Predicate> bool anyOf(JsonNode list, Predicate &&predicate)
{
    const auto children = list.children();
    return std::any_of(children.begin(), children.end(), predicate);
}

bool isPersistent(JsonNode volume)
{
    return volume["persistent"].exists();
}

/// Mesos reports on at most one check of a task, whichever that is.
HealthSource healthSource(JsonNode app)
{
    const auto isOfMesos = [](JsonNode check) {
        const QString protocol = check["protocol"].stringOr(u"HTTP"_s);
        return protocol.startsWith(u"MESOS_"_s) || protocol == u"COMMAND"_s;
    };
    if (anyOf(app["healthChecks"], isOfMesos))
        return HealthSource::Mesos;
    const bool isChecked = app["healthChecks"].childCount() > 0 || app["check"].exists()
        || app["readinessChecks"].childCount() > 0;
    return isChecked ? HealthSource::Marathon : HealthSource::None;
}

bool isUnique(const QString &field, const QString &operation)
{
    return operation.toUpper() == u"UNIQUE"_s
        && (field == u"hostname"_s || field == u"@hostname"_s);
}

void readApp(ForecastSubject &subject, JsonNode app)
{
    subject.instances = int(number(app["instances"], 1));
    const JsonNode strategy = app["upgradeStrategy"];
    subject.minimumHealth = number(strategy["minimumHealthCapacity"], 1);
    subject.overCapacity = number(strategy["maximumOverCapacity"], 1);
    subject.isResident = anyOf(app["container"]["volumes"], isPersistent);
    subject.health = healthSource(app);
    add(subject.each, app);
    subject.isUniquePerHost = anyOf(app["constraints"], [](JsonNode constraint) {
        return isUnique(constraint.element(0).stringOr(), constraint.element(1).stringOr());
    });
    const auto hasHostPort = [](JsonNode mapping) { return number(mapping["hostPort"]) > 0; };
    const auto hasPort = [](JsonNode definition) { return number(definition["port"]) > 0; };
    const bool requiresPorts = app["requirePorts"].toBool().value_or(false);
    subject.hasFixedHostPort = anyOf(app["container"]["portMappings"], hasHostPort)
        || (requiresPorts && anyOf(app["portDefinitions"], hasPort));
}

void readPod(ForecastSubject &subject, JsonNode pod)
{
    subject.instances = int(number(pod["scaling"]["instances"], 1));
    const JsonNode scheduling = pod["scheduling"];
    subject.minimumHealth = number(scheduling["upgrade"]["minimumHealthCapacity"], 1);
    subject.overCapacity = number(scheduling["upgrade"]["maximumOverCapacity"], 1);
    subject.isResident = anyOf(pod["volumes"], isPersistent);
    const auto isChecked = [](JsonNode container) { return container["healthCheck"].exists(); };
    if (anyOf(pod["containers"], isChecked))
        subject.health = HealthSource::Mesos;
    add(subject.each, pod["executorResources"]);
    for (const JsonNode container : pod["containers"].children()) {
        add(subject.each, container["resources"]);
        subject.hasFixedHostPort |= anyOf(container["endpoints"],
            [](JsonNode endpoint) { return number(endpoint["hostPort"]) > 0; });
    }
    subject.isUniquePerHost = anyOf(
        scheduling["placement"]["constraints"], [](JsonNode constraint) {
            return isUnique(constraint["fieldName"].stringOr(), constraint["operator"].stringOr());
        });
}

} // namespace

ForecastSubject::ForecastSubject(JsonNode body, SchemaRoot root)
    : exists(body.childCount() > 0)
{
    if (exists && root == SchemaRoot::App)
        readApp(*this, body);
    else if (exists && root == SchemaRoot::Pod)
        readPod(*this, body);
}

} // namespace Pinion
