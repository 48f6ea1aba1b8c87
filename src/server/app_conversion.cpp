// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// Each of these is an exception inside the server, which answers with its text and status 500.

QString join(JsonNode strings)
{
    QStringList words;
    for (const JsonNode word : strings.children())
        words.append(word.stringOr());
    return words.join(u',');
}

QString protocolWord(JsonNode check)
{
    return check["protocol"].stringOr(u"HTTP"_s).toUpper();
}

void convertHealthCheck(const HealthCheckView &check, Violations &found)
{
    if (!check.protocol)
        return;
    const JsonNode node = check.node;
    const bool isCommand = check.protocol == CheckProtocol::Command;
    if (isCommand && !check.command)
        refuse(found, "server-health-command-missing", {},
            u"illegal protocol COMMAND for non-command health check"_s, node["protocol"]);
    if (!check.command)
        return;
    const JsonNode path = node["path"];
    if (!isCommand)
        refuse(found, "server-health-command-protocol", {},
            u"illegal protocol %1 specified with command"_s.arg(protocolWord(node)), check.command,
            true);
    else if (!path.isAbsent() || check.port)
        // The server goes on with a dump of the check.
        refuse(found, "server-health-command-extra", {},
            u"Invalid combination of HealthCheck parameters in "_s
                + QString::fromUtf8(node.literal()),
            check.port ? check.port : path);
}

void convertCheck(JsonNode check, Violations &found)
{
    const JsonNode scheme = check["http"]["scheme"];
    const JsonNode argv = check["exec"]["command"]["argv"];
    int kinds = 0;
    for (const char *kind : {"http", "tcp", "exec"})
        kinds += check[kind].isAbsent() ? 0 : 1;
    if (kinds != 1)
        refuse(found, "server-check-kind", {},
            u"illegal RAML Check: expected one of http, tcp or exec checks"_s, check, true);
    // The texts of these two are those of a Scala MatchError, with class names as its compiler
    // makes them.
    else if (isWord(scheme, "HTTPS"_L1))
        refuse(found, "server-check-https", {},
            u"HTTPS (of class mesosphere.marathon.raml.HttpScheme$Https$)"_s, scheme);
    else if (!argv.isAbsent() && check["exec"]["command"]["shell"].isAbsent())
        refuse(found, "server-check-argv", {},
            u"ArgvList(List(%1)) (of class mesosphere.marathon.state.ArgvList)"_s.arg(join(argv)),
            argv, true);
}

void convertConstraint(JsonNode constraint, const ServerSettings &settings, Violations &found)
{
    const JsonNode operation = constraint.element(1);
    const QString word = operation.stringOr();
    if (!settings.isPlaceholder(operation) && word != word.toUpper())
        refuse(found, "server-constraint-case", {},
            u"illegal constraint specification "_s + join(constraint), operation);
}

void convertVolume(const VolumeView &volume, const ServerSettings &settings, Violations &found)
{
    for (const JsonNode constraint : volume.node["persistent"]["constraints"].children()) {
        if (volume.kind == VolumeKind::Persistent && constraint.element(1).stringOr() == u"UNLIKE")
            refuse(found, "server-persistent-constraint-unlike", {},
                u"illegal volume constraint "_s + join(constraint), constraint.element(1));
    }
    if (volume.kind != VolumeKind::External || !isCsi(volume, settings))
        return;
    const JsonNode capability = volume.node["external"]["options"]["capability"];
    if (isWord(capability["accessType"], "mount"_L1) && capability["fsType"].isAbsent())
        refuse(found, "server-csi-fs-type", {},
            u"fsType must be specified with mount access type CSI volumes. This is a bug. "
            u"Validation should have prevented this"_s,
            capability, true);
}

} // namespace

void checkConversion(const AppView &view, const ServerSettings &settings, Violations &found)
{
    for (const JsonNode constraint : view.app["constraints"].children())
        convertConstraint(constraint, settings, found);
    for (const VolumeView &volume : view.volumes)
        convertVolume(volume, settings, found);
    for (const HealthCheckView &check : view.healthChecks)
        convertHealthCheck(check, found);
    if (const JsonNode check = knownSince(view.app["check"], {1, 8}, settings))
        convertCheck(check, found);
}

} // namespace Pinion
