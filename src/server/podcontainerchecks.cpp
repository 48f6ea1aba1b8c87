// SPDX-License-Identifier: GPL-3.0-or-later
// The checks of a pod's containers and their endpoints.
#include "server/podchecks.h"
#include "server/servertext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QStringList endpointNames(JsonNode container)
{
    QStringList names;
    for (const JsonNode endpoint : container["endpoints"].children())
        names.append(endpoint["name"].stringOr());
    return names;
}

void checkImage(const PodView &view, JsonNode image, Violations &found)
{
    const JsonNode config = image["pullConfig"];
    if (config.isAbsent())
        return;
    if (!view.hasSecrets()) {
        refuse(found, "server-pod-secrets-feature", view.path(config), MustBeEmpty, config, true);
        refuse(
            found, "server-pod-secrets-feature", view.path(config), SecretsDisabled, config, true);
    }
    const std::optional<QString> secret = view.plainText(config["secret"]);
    if (secret && !view.secretNames.contains(*secret)) {
        refuse(found, "server-pod-secret-unknown", view.path(config),
            u"pullConfig.secret must refer to an existing secret"_s, config["secret"]);
    }
}

void checkEndpointOfCheck(const PodView &view, JsonNode check, Violations &found)
{
    const JsonNode container = check.parent().parent();
    const JsonNode endpoint = check["endpoint"];
    const std::optional<QString> name = view.plainText(endpoint);
    if (name && !endpointNames(container).contains(*name)) {
        refuse(found, "server-pod-check-endpoint", view.path(endpoint),
            u"contained in the container endpoints"_s, endpoint);
    }
}

void checkHealth(const PodView &view, JsonNode check, Violations &found)
{
    if (!check.isObject())
        return;
    const double interval = check["intervalSeconds"].toDouble().value_or(60);
    const double timeout = check["timeoutSeconds"].toDouble().value_or(20);
    if (timeout >= interval) {
        const JsonNode written = check["timeoutSeconds"].isNumber() ? check["timeoutSeconds"]
                                                                    : check["intervalSeconds"];
        refuse(found, "server-pod-check-timeout", view.path(check) + u"/timeoutSeconds"_s,
            u"got %1, expected less than %2"_s.arg(qint64(timeout)).arg(qint64(interval)), written);
    }
    int kinds = 0;
    for (const char *kind : {"http", "tcp", "exec"})
        kinds += !check[kind].isAbsent();
    if (kinds != 1) {
        refuse(found, "server-pod-check-kinds", view.path(check),
            u"Only one of http, tcp, or command may be specified"_s, check, true);
    }
    checkEndpointOfCheck(view, check["http"], found);
    checkEndpointOfCheck(view, check["tcp"], found);
}

void checkMounts(const PodView &view, JsonNode mounts, Violations &found)
{
    for (const JsonNode mount : mounts.children()) {
        const std::optional<QString> name = view.plainText(mount["name"]);
        if (name && !view.volumeNames.contains(*name)) {
            refuse(found, "server-pod-mount-unknown", view.path(mount["name"]),
                u"Referenced Volume in VolumeMount should exist"_s, mount["name"]);
        }
    }
}

void checkLimit(const PodView &view, JsonNode limit, double request, Violations &found)
{
    const std::optional<double> number = limit.toDouble();
    if (number && *number < request) {
        refuse(found, "server-pod-limit", view.path(limit),
            u"resource limit must be greater than or equal to requested resource (%1)"_s.arg(
                javaDouble(request)),
            limit);
    }
    const std::optional<QString> word = view.plainText(limit);
    if (word && *word != u"unlimited"_s) {
        refuse(found, "server-pod-limit", view.path(limit),
            u"'%1' is an invalid resource limit. It must be 'unlimited' or a number"_s.arg(*word),
            limit);
    }
}

void checkLimits(const PodView &view, JsonNode container, Violations &found)
{
    const JsonNode limits = container["resourceLimits"];
    if (limits.isAbsent() || view.settings.version < MarathonVersion{1, 10})
        return;
    const JsonNode resources = container["resources"];
    checkLimit(view, limits["cpus"], resources["cpus"].toDouble().value_or(1), found);
    checkLimit(view, limits["mem"], resources["mem"].toDouble().value_or(128), found);
    if (view.pod["legacySharedCgroups"].toBool() == true) {
        refuse(found, "server-pod-limit-cgroups", view.path(limits),
            u"resourceLimits cannot be defined if legacySharedCgroups is enabled"_s, limits, true);
    }
}

void checkLinuxInfo(const PodView &view, JsonNode info, Violations &found)
{
    const JsonNode seccomp = info["seccomp"];
    if (!seccomp.isAbsent() && view.settings.version >= MarathonVersion{1, 8}) {
        const bool hasProfile = !seccomp["profileName"].isAbsent();
        const bool isUnconfined = seccomp["unconfined"].toBool().value_or(false);
        if (hasProfile && isUnconfined) {
            refuse(found, "server-pod-linux-info", view.path(seccomp),
                u"Seccomp unconfined can NOT be true when Profile is defined"_s, seccomp, true);
        }
        if (!hasProfile && !isUnconfined) {
            refuse(found, "server-pod-linux-info", view.path(seccomp),
                u"Seccomp unconfined must be true when Profile is NOT defined"_s, seccomp, true);
        }
    }
    const JsonNode ipc = info["ipcInfo"];
    const bool isShared = ipc["mode"].stringOr().toUpper() == u"SHARE_PARENT"_s;
    const bool hasSize = !ipc["shmSize"].isAbsent();
    if (isShared && hasSize && view.settings.version >= MarathonVersion{1, 9}) {
        refuse(found, "server-pod-linux-info", view.path(ipc),
            u"ipcInfo shmSize can NOT be set when mode is SHARE_PARENT"_s, ipc["shmSize"], true);
    }
}

void checkEndpoint(const PodView &view, JsonNode endpoint, Violations &found)
{
    const JsonNode port = endpoint["containerPort"];
    const QString path = view.path(endpoint);
    if (view.hasHostNetwork && !port.isAbsent()) {
        refuse(found, "server-pod-container-port-host-mode", path + u"/containerPort"_s,
            u"is not allowed when using host-mode networking"_s, port, true);
    }
    if (view.containerNetworks > 0 && port.isAbsent()) {
        refuse(found, "server-pod-container-port-missing", path + u"/containerPort"_s,
            u"is required when using container-mode networking"_s, endpoint);
    }
    std::optional<QStringList> protocols = view.plainTexts(endpoint["protocol"]);
    if (protocols && protocols->removeDuplicates() > 0) {
        refuse(found, "server-pod-protocol-twice", path + u"/protocol"_s,
            u"Duplicate protocols within the same endpoint are not allowed"_s, endpoint["protocol"],
            true);
    }
    for (const JsonNode name : endpoint["networkNames"].children()) {
        const std::optional<QString> text = view.plainText(name);
        if (text && !view.hasUnknownNetwork && !view.networkNames.contains(*text)) {
            refuse(found, "server-pod-endpoint-network", view.path(name),
                u"is not one of (%1)"_s.arg(view.networkNames.join(u',')), name);
        }
    }
    const bool hasChoice = view.containerNetworks > 1 && !endpoint["hostPort"].isAbsent();
    if (hasChoice && endpoint["networkNames"].childCount() != 1) {
        refuse(found, "server-pod-endpoint-networks", path,
            u"networkNames must be a single item list when hostPort is specified and more than 1 "
            "container network is defined"_s,
            endpoint);
    }
}

/// The second of two equal values above 0, or of two equal names.
JsonNode firstTwin(const PodView &view, const char *member)
{
    QStringList seen;
    for (const JsonNode container : view.pod["containers"].children()) {
        for (const JsonNode endpoint : container["endpoints"].children()) {
            const JsonNode node = endpoint[member];
            const std::optional<qint64> number = node.toInteger();
            const std::optional<QString> text
                = number ? std::optional(QString::number(*number)) : view.plainText(node);
            if (!text || (number && *number == 0))
                continue;
            if (seen.contains(*text))
                return node;
            seen.append(*text);
        }
    }
    return {};
}

} // namespace

void checkPodContainers(const PodView &view, Violations &found)
{
    for (const JsonNode container : view.pod["containers"].children()) {
        checkImage(view, container["image"], found);
        checkPodVariables(view, container["environment"], found);
        checkHealth(view, container["healthCheck"], found);
        checkMounts(view, container["volumeMounts"], found);
        checkLimits(view, container, found);
        checkLinuxInfo(view, container["linuxInfo"], found);
    }
    const JsonNode own = view.pod["linuxInfo"]["ipcInfo"];
    if (!own.isAbsent() && view.pod["linuxInfo"]["seccomp"].isAbsent())
        checkLinuxInfo(view, view.pod["linuxInfo"], found);
}

void checkPodEndpoints(const PodView &view, Violations &found)
{
    for (const JsonNode container : view.pod["containers"].children()) {
        for (const JsonNode endpoint : container["endpoints"].children())
            checkEndpoint(view, endpoint, found);
    }
    if (const JsonNode name = firstTwin(view, "name")) {
        refuse(found, "server-pod-endpoint-name-twice", u"/"_s,
            u"endpoint names nust be unique across all containers"_s, name);
    }
    if (const JsonNode port = firstTwin(view, "containerPort")) {
        refuse(found, "server-pod-container-port-twice", u"/"_s,
            u"container ports must be unique across all containers"_s, port);
    }
    if (const JsonNode port = firstTwin(view, "hostPort")) {
        refuse(found, "server-pod-host-port-twice", u"/"_s,
            u"host ports must be unique across all containers"_s, port);
    }
}

} // namespace Pinion
