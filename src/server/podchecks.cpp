// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/podchecks.h"

#include "server/idchecks.h"
#include "server/servertext.h"

#include "marathon/definition.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString nameOf(JsonNode node)
{
    return node["name"].stringOr();
}

bool hasTwins(QStringList names)
{
    names.removeAll(QString());
    return names.removeDuplicates() > 0;
}

void checkSecretVolumes(const PodView &view, Violations &found)
{
    const QString path = u"/podSecretVolumes(pod)"_s;
    qsizetype index = 0;
    for (const JsonNode volume : view.pod["volumes"].children()) {
        const JsonNode secret = volume["secret"];
        const bool isPersistent = volume["persistent"]["size"].toInteger().has_value();
        if (isPersistent || !secret.isString() || secret.stringOr().isEmpty())
            continue;
        if (!view.hasSecrets()) {
            refuse(found, "server-pod-secrets-feature", path, MustBeEmpty, secret);
            refuse(found, "server-pod-secrets-feature", path, SecretsDisabled, secret);
        }
        const std::optional<QString> name = view.plainText(secret);
        if (name && !view.secretNames.contains(*name)) {
            refuse(found, "server-pod-secret-unknown", path, MustBeEmpty, secret);
            refuse(found, "server-pod-secret-unknown", u"%1(%2)/secret"_s.arg(path).arg(index),
                u"volume.secret must refer to an existing secret"_s, secret);
        }
        ++index;
    }
}

} // namespace

std::optional<QString> PodView::plainText(JsonNode node) const
{
    const std::optional<QString> text = node.toString();
    return text && !settings.placeholders.areIn(*text) ? text : std::nullopt;
}

std::optional<QStringList> PodView::plainTexts(JsonNode list) const
{
    QStringList texts;
    for (const JsonNode child : list.children()) {
        const std::optional<QString> text = plainText(child);
        if (!text)
            return {};
        texts.append(*text);
    }
    return texts;
}

PodView::PodView(JsonNode body, const ServerSettings &serverSettings)
    : pod(body)
    , settings(serverSettings)
{
    for (const JsonNode network : pod["networks"].children()) {
        const QString mode = network["mode"].stringOr(u"container"_s).toLower();
        const QString name = nameOf(network);
        hasUnknownNetwork = hasUnknownNetwork || settings.isPlaceholder(network["mode"])
            || settings.isPlaceholder(network["name"]);
        hasHostNetwork = hasHostNetwork || mode == u"host"_s;
        if (mode == u"container"_s)
            ++containerNetworks;
        if (!name.isEmpty())
            networkNames.append(name);
    }
    for (const JsonNode volume : pod["volumes"].children()) {
        volumeNames.append(nameOf(volume));
        if (volume["persistent"]["size"].toInteger())
            persistentVolumes.push_back(volume);
    }
    for (const JsonNode container : pod["containers"].children()) {
        for (const JsonNode mount : container["volumeMounts"].children())
            mountedNames.append(nameOf(mount));
    }
    for (const JsonNode secret : pod["secrets"].children())
        secretNames.append(QString::fromUtf8(secret.key()));
}

QString PodView::path(JsonNode node) const
{
    return serverPath(node, pod);
}

void checkPodItself(const PodView &view, Violations &found)
{
    const JsonNode id = view.pod["id"];
    if (const std::optional<QString> text = view.plainText(id)) {
        if (!text->startsWith(u'/'))
            refuse(found, "server-pod-id", u"/id"_s, u"Path needs to be absolute"_s, id);
        checkPathId(*text, "server-pod-id", u"/id"_s, id, found);
        if (absoluteId(*text) == u"/"_s) {
            refuse(found, "server-pod-id", u"/id"_s,
                u"Path must contain at least one path element"_s, id);
            refuse(found, "server-pod-id", u"/"_s, u"must not be root"_s, id);
        }
    }
    const JsonNode user = view.pod["user"];
    if (user.isString() && user.stringOr().isEmpty())
        refuse(found, "server-pod-user-empty", u"/user"_s, u"must not be empty"_s, user);
    QStringList names;
    for (const JsonNode container : view.pod["containers"].children())
        names.append(nameOf(container));
    if (hasTwins(names)) {
        refuse(found, "server-pod-container-name-twice", u"/containers"_s,
            u"container names must be unique"_s, view.pod["containers"], true);
    }
    const JsonNode seccomp = view.pod["linuxInfo"]["seccomp"];
    if (!seccomp.isAbsent() && view.settings.version >= MarathonVersion{1, 8}) {
        refuse(found, "server-pod-seccomp", u"/linuxInfo/seccomp"_s,
            u"Seccomp configuration on executor level is not supported"_s, seccomp, true);
    }
}

void checkPodNetworks(const PodView &view, Violations &found)
{
    // The same chain of rules as for apps; the server marks the whole list.
    const JsonNode networks = view.pod["networks"];
    const auto say = [&](const QString &message) {
        refuse(found, "server-pod-networks", u"/networks"_s, message, networks, true);
    };
    if (view.hasUnknownNetwork)
        return;
    qsizetype unnamed = 0;
    qsizetype hosts = 0;
    qsizetype bridges = 0;
    bool namesHost = false;
    bool namesBridge = false;
    for (const JsonNode network : networks.children()) {
        const QString mode = network["mode"].stringOr(u"container"_s).toLower();
        const bool hasName = !network["name"].isAbsent();
        const bool hasLabels = network["labels"].childCount() > 0;
        hosts += mode == u"host"_s;
        bridges += mode == u"container/bridge"_s;
        unnamed += mode == u"container"_s && !hasName;
        namesHost = namesHost || (mode == u"host"_s && (hasName || hasLabels));
        namesBridge = namesBridge || (mode == u"container/bridge"_s && hasName);
    }
    if (unnamed > 0 && view.settings.facts.defaultNetworkName.isEmpty())
        say(u"Network name must be specified when container network is selected."_s);
    if (namesHost)
        say(u"Host networks may not have names or labels"_s);
    if (namesBridge)
        say(u"Bridge networks may not have names"_s);
    if (unnamed > 1 || hasTwins(view.networkNames))
        say(u"Duplicate networks are not allowed"_s);
    const qsizetype kinds = (hosts > 0) + (bridges > 0) + (view.containerNetworks > 0);
    if (kinds > 1 || hosts > 1 || bridges > 1) {
        say(u"May specify a single host network, single bridge network, or else 1-to-n container "
            "networks"_s);
    }
}

void checkPodVariables(const PodView &view, JsonNode variables, Violations &found)
{
    bool hasReference = false;
    for (const JsonNode variable : variables.children()) {
        const JsonNode secret = variable["secret"];
        if (!secret.isString())
            continue;
        hasReference = true;
        const std::optional<QString> name = view.plainText(secret);
        if (name && !view.secretNames.contains(*name)) {
            refuse(found, "server-pod-secret-unknown", view.path(secret),
                u"references an undefined secret"_s, secret);
        }
    }
    if (hasReference && !view.hasSecrets()) {
        refuse(found, "server-pod-secrets-feature", view.path(variables),
            u"use of secret-references in the environment requires the secrets feature to be "
            "enabled"_s,
            variables, true);
    }
}

void checkPodSecrets(const PodView &view, Violations &found)
{
    checkPodVariables(view, view.pod["environment"], found);
    const JsonNode secrets = view.pod["secrets"];
    if (secrets.childCount() > 0 && !view.hasSecrets()) {
        refuse(found, "server-pod-secrets-feature", u"/secrets"_s, MustBeEmpty, secrets, true);
        refuse(found, "server-pod-secrets-feature", u"/secrets"_s, SecretsDisabled, secrets, true);
    }
    checkSecretVolumes(view, found);
}

void checkPodVolumes(const PodView &view, Violations &found)
{
    const JsonNode volumes = view.pod["volumes"];
    for (const JsonNode volume : volumes.children()) {
        const std::optional<QString> name = view.plainText(volume["name"]);
        if (name && !view.mountedNames.contains(*name)) {
            refuse(found, "server-pod-volume-unmounted", view.path(volume),
                u"volume must be referenced by at least one container"_s, volume);
        }
    }
    if (hasTwins(view.volumeNames)) {
        refuse(found, "server-pod-volume-name-twice", u"/volumes"_s,
            u"volume names must be unique"_s, volumes, true);
    }
}

} // namespace Pinion
