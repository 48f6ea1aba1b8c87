// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The stray bracket is the server's.
const QString SecretsDisabled
    = u"Feature secrets is not enabled. Enable with --enable_features secrets)"_s;

/// True if the app declares a secret of the name that the node holds.
bool isDeclared(const AppView &view, JsonNode name)
{
    return view.app["secrets"].member(name.toUtf8().value_or(QByteArray())).exists();
}

void checkPullConfig(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const JsonNode config = knownSince(view.docker["pullConfig"], {1, 5}, settings);
    if (!config || !view.containerType)
        return;
    const QString path = u"/container/docker/pullConfig"_s;
    if (view.isContainer(ContainerType::Docker)) {
        refuse(found, "server-docker-pull-config", path,
            u"pullConfig is not supported with Docker containerizer"_s, config, true);
        return;
    }
    if (!settings.facts.has("secrets"_L1)) {
        refuse(found, "server-secrets-feature", path, u"must be empty"_s, config, true);
        refuse(found, "server-secrets-feature", path, SecretsDisabled, config, true);
    }
    const JsonNode secret = config["secret"];
    if (!settings.isPlaceholder(secret) && !isDeclared(view, secret))
        refuse(found, "server-pull-config-secret", path,
            u"pullConfig.secret must refer to an existing secret"_s, secret);
}

void checkSecretVolumes(const AppView &view, const ServerSettings &settings, Violations &found)
{
    bool isFirst = true;
    for (const VolumeView &volume : view.volumes) {
        if (volume.kind != VolumeKind::Secret)
            continue;
        const JsonNode secret = volume.node["secret"];
        if (isFirst && !settings.facts.has("secrets"_L1)) {
            // The path is the text of an expression in the server's source.
            const QString path = u"/container/secretVolumes(container)"_s;
            refuse(found, "server-secrets-feature", path, u"must be empty"_s, secret);
            refuse(found, "server-secrets-feature", path, SecretsDisabled, secret);
        }
        isFirst = false;
        if (!settings.isPlaceholder(secret) && !isDeclared(view, secret))
            refuse(found, "server-volume-secret",
                indexed(u"/container/volumes", volume.node.indexInParent()),
                u"volume.secret must refer to an existing secret"_s, secret);
    }
}

/// A reference to a secret, or a secret, in the environment.
void checkVariable(
    const AppView &view, JsonNode variable, const ServerSettings &settings, Violations &found)
{
    const JsonNode secret = variable["secret"];
    if (!secret.isString() || settings.isPlaceholder(secret) || isDeclared(view, secret))
        return;
    refuse(found, "server-env-secret-undefined",
        u"/env/"_s + QString::fromUtf8(variable.key()) + u"/secret",
        u"references an undefined secret"_s, secret);
}

void checkEmptyNames(JsonNode map, std::string_view rule, QStringView path, Violations &found)
{
    for (const JsonNode member : map.children()) {
        if (member.key().isEmpty())
            refuse(found, rule, indexed(path, member.indexInParent()), u"must not be empty"_s,
                member, true);
    }
}

} // namespace

void checkContainer(const AppView &view, const ServerSettings &settings, Violations &found)
{
    if (view.isContainer(ContainerType::Docker) && !view.docker)
        refuse(found, "server-docker-missing", u"/container/docker"_s, u"not defined"_s,
            view.container, true);
    checkPullConfig(view, settings, found);
    checkSecretVolumes(view, settings, found);
}

void checkSecrets(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const bool isEnabled = settings.facts.has("secrets"_L1);
    const JsonNode secrets = view.app["secrets"];
    const JsonNode env = view.app["env"];
    if (!isEnabled && secrets.childCount() > 0)
        refuse(found, "server-secrets-feature", u"/secrets"_s, SecretsDisabled, secrets, true);
    if (isEnabled)
        checkEmptyNames(secrets, "server-secret-name-empty", u"/secrets/keys", found);
    checkEmptyNames(env, "server-env-name-empty", u"/env/keys", found);
    bool isFirst = true;
    for (const JsonNode variable : env.children()) {
        if (!variable.isObject())
            continue;
        if (isFirst && !isEnabled)
            refuse(found, "server-secrets-feature", u"/env"_s,
                u"use of secret-references in the environment requires the secrets feature to be "
                u"enabled"_s,
                variable, true);
        isFirst = false;
        checkVariable(view, variable, settings, found);
    }
}

} // namespace Pinion
