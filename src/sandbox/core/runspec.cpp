// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/runspec.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

const Json &at(const Json &object, const char *key)
{
    static const Json none;
    return object.is_object() && object.contains(key) ? object[key] : none;
}

QString textAt(const Json &object, const char *key)
{
    const Json &value = at(object, key);
    return value.is_string() ? QString::fromStdString(value.get<std::string>()) : QString();
}

double numberAt(const Json &object, const char *key, double otherwise = 0)
{
    const Json &value = at(object, key);
    return value.is_number() ? value.get<double>() : otherwise;
}

Millis secondsAt(const Json &object, const char *key, double otherwise = 0)
{
    return Millis(numberAt(object, key, otherwise) * 1000);
}

QStringList textsOf(const Json &list)
{
    QStringList texts;
    for (const Json &value : list) {
        if (value.is_string())
            texts.append(QString::fromStdString(value.get<std::string>()));
    }
    return texts;
}

ConstraintOperator operatorOf(const QString &word)
{
    static constexpr std::array Words{
        "UNIQUE"_L1, "CLUSTER"_L1, "GROUP_BY"_L1, "LIKE"_L1, "UNLIKE"_L1, "MAX_PER"_L1, "IS"_L1};
    const auto found = std::find(Words.begin(), Words.end(), word);
    return found == Words.end() ? ConstraintOperator::Is
                                : ConstraintOperator(found - Words.begin());
}

void readConstraints(RunSpec &spec, const Json &list)
{
    for (const Json &entry : list) {
        if (entry.is_object()) { // of a pod
            spec.constraints.push_back({textAt(entry, "fieldName"),
                operatorOf(textAt(entry, "operator")), textAt(entry, "value")});
        } else {
            const QStringList words = textsOf(entry);
            spec.constraints.push_back(
                {words.value(0), operatorOf(words.value(1)), words.value(2)});
        }
    }
}

void readPorts(RunSpec &spec, const Json &app)
{
    const bool isFixed = at(app, "requirePorts") == true;
    for (const Json &port : at(app, "portDefinitions")) {
        const int number = int(numberAt(port, "port"));
        spec.servicePorts.append(number);
        spec.hostPorts.append(isFixed ? number : 0);
    }
    for (const Json &mapping : at(at(app, "container"), "portMappings")) {
        spec.servicePorts.append(int(numberAt(mapping, "servicePort")));
        if (at(mapping, "hostPort").is_number())
            spec.hostPorts.append(int(numberAt(mapping, "hostPort")));
    }
}

void readChecks(RunSpec &spec, const Json &app)
{
    for (const Json &check : at(app, "healthChecks")) {
        const QString protocol = textAt(check, "protocol");
        spec.healthChecks.push_back({protocol.startsWith("MESOS_"_L1) || protocol == "COMMAND"_L1,
            secondsAt(check, "gracePeriodSeconds", 300), secondsAt(check, "intervalSeconds", 60),
            int(numberAt(check, "maxConsecutiveFailures", 3)),
            std::make_shared<const Json>(check)});
    }
    spec.hasCheck = at(app, "check").is_object();
    for (const Json &check : at(app, "readinessChecks")) {
        const QString name = textAt(check, "name");
        spec.readinessChecks.push_back({name.isEmpty() ? u"readinessCheck"_s : name,
            at(check, "preserveLastResponse") == true});
    }
}

void readUnreachable(RunSpec &spec, const Json &strategy)
{
    spec.unreachable.isDisabled = strategy.is_string();
    spec.unreachable.inactiveAfter = secondsAt(strategy, "inactiveAfterSeconds");
    spec.unreachable.expungeAfter = secondsAt(strategy, "expungeAfterSeconds");
}

void readUpgrade(RunSpec &spec, const Json &strategy)
{
    spec.minimumHealth = numberAt(strategy, "minimumHealthCapacity", 1);
    spec.maximumOver = numberAt(strategy, "maximumOverCapacity", 1);
}

bool hasPersistent(const Json &volumes)
{
    return std::any_of(volumes.begin(), volumes.end(),
        [](const Json &volume) { return at(volume, "persistent").is_object(); });
}

void readApp(RunSpec &spec, const Json &app)
{
    spec.instances = int(numberAt(app, "instances", 1));
    spec.resources = {
        numberAt(app, "cpus"), numberAt(app, "mem"), numberAt(app, "disk"), numberAt(app, "gpus")};
    spec.acceptedRoles = textsOf(at(app, "acceptedResourceRoles"));
    readConstraints(spec, at(app, "constraints"));
    readPorts(spec, app);
    readChecks(spec, app);
    readUpgrade(spec, at(app, "upgradeStrategy"));
    readUnreachable(spec, at(app, "unreachableStrategy"));
    spec.isResident = hasPersistent(at(at(app, "container"), "volumes"));
    spec.dependencies = textsOf(at(app, "dependencies"));
    spec.killsOldestFirst = textAt(app, "killSelection") == "OLDEST_FIRST"_L1;
    spec.backoff = {secondsAt(app, "backoffSeconds", 1), numberAt(app, "backoffFactor", 1.15),
        secondsAt(app, "maxLaunchDelaySeconds", 300)};
    const Json &docker = at(at(app, "container"), "docker");
    spec.image = textAt(docker, "image");
    spec.forcesPull = at(docker, "forcePullImage") == true;
}

void readPodContainer(RunSpec &spec, const Json &container)
{
    const Json &resources = at(container, "resources");
    spec.resources += {numberAt(resources, "cpus"), numberAt(resources, "mem"),
        numberAt(resources, "disk"), numberAt(resources, "gpus")};
    spec.containers.append(textAt(container, "name"));
    for (const Json &endpoint : at(container, "endpoints")) {
        if (at(endpoint, "hostPort").is_number())
            spec.hostPorts.append(int(numberAt(endpoint, "hostPort")));
    }
    const Json &image = at(container, "image");
    if (spec.image.isEmpty())
        spec.image = textAt(image, "id");
    spec.forcesPull = spec.forcesPull || at(image, "forcePull") == true;
}

void readPod(RunSpec &spec, const Json &pod)
{
    spec.instances = int(numberAt(at(pod, "scaling"), "instances", 1));
    spec.resources = {0.1, 32, 10, 0}; // of the executor
    for (const Json &container : at(pod, "containers"))
        readPodContainer(spec, container);
    const Json &scheduling = at(pod, "scheduling");
    const Json &backoff = at(scheduling, "backoff");
    spec.backoff = {secondsAt(backoff, "backoff", 1), numberAt(backoff, "backoffFactor", 1.15),
        secondsAt(backoff, "maxLaunchDelay", 300)};
    readUpgrade(spec, at(scheduling, "upgrade"));
    readUnreachable(spec, at(scheduling, "unreachableStrategy"));
    spec.killsOldestFirst = textAt(scheduling, "killSelection") == "OLDEST_FIRST"_L1;
    const Json &placement = at(scheduling, "placement");
    readConstraints(spec, at(placement, "constraints"));
    spec.acceptedRoles = textsOf(at(placement, "acceptedResourceRoles"));
    spec.isResident = hasPersistent(at(pod, "volumes"));
}

} // namespace

SandboxResources &SandboxResources::operator+=(const SandboxResources &other)
{
    cpus += other.cpus;
    mem += other.mem;
    disk += other.disk;
    gpus += other.gpus;
    return *this;
}

SandboxResources operator-(SandboxResources left, const SandboxResources &right)
{
    left.cpus -= right.cpus;
    left.mem -= right.mem;
    left.disk -= right.disk;
    left.gpus -= right.gpus;
    return left;
}

bool RunSpec::hasMesosHealth() const
{
    return std::any_of(healthChecks.begin(), healthChecks.end(),
        [](const HealthCheckSpec &check) { return check.isByMesos; });
}

RunSpecPtr makeRunSpec(const Json &definition, const SpecVersions &versions, bool isPod)
{
    auto spec = std::make_shared<RunSpec>();
    spec->id = textAt(definition, "id");
    spec->isPod = isPod;
    spec->versions = versions;
    spec->definition = std::make_shared<const Json>(definition);
    spec->role = textAt(definition, "role");
    if (isPod)
        readPod(*spec, definition);
    else
        readApp(*spec, definition);
    return spec;
}

RunSpecPtr withVersions(const RunSpec &spec, const SpecVersions &versions)
{
    auto copy = std::make_shared<RunSpec>(spec);
    copy->versions = versions;
    return copy;
}

RunSpecPtr withInstances(const RunSpec &spec, int instances)
{
    auto copy = std::make_shared<RunSpec>(spec);
    auto definition = std::make_shared<Json>(*spec.definition);
    if (spec.isPod)
        (*definition)["scaling"]["instances"] = instances;
    else
        (*definition)["instances"] = instances;
    copy->instances = instances;
    copy->definition = std::move(definition);
    return copy;
}

} // namespace Pinion
