// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isRunByMarathon(const HealthCheckView &check)
{
    return check.protocol == CheckProtocol::Http || check.protocol == CheckProtocol::Https
        || check.protocol == CheckProtocol::Tcp;
}

void checkIpProtocol(
    const AppView &view, const HealthCheckView &check, const QString &path, Violations &found)
{
    const JsonNode ipProtocol = check.node["ipProtocol"];
    if (!isWord(ipProtocol, "IPv6"_L1) || !check.protocol)
        return;
    const bool isUnknown = view.container && !view.containerType;
    if (!isUnknown && (!check.isMesos() || !view.isContainer(ContainerType::Docker)))
        refuse(found, "server-health-check-ipv6", path,
            u"IPv6 can only be used for container type DOCKER and Mesos http/https/tcp health "
            u"checks"_s,
            ipProtocol);
}

} // namespace

bool addressesPort(JsonNode portIndex, bool hasPort, bool getsIndex, qsizetype portCount)
{
    if (getsIndex)
        return portCount > 0;
    if (!portIndex.isAbsent()) {
        const std::optional<qint64> index = portIndex.toInteger();
        return !index || (*index >= 0 && *index < portCount);
    }
    return hasPort || portCount == 1;
}

void checkHealth(const AppView &view, const ServerSettings &settings, Violations &found)
{
    qsizetype ofMesos = 0;
    for (size_t i = 0; i < view.healthChecks.size(); ++i) {
        const HealthCheckView &check = view.healthChecks[i];
        const QString path = indexed(u"/healthChecks", qsizetype(i));
        const bool mustAddress
            = isRunByMarathon(check) && !check.command && !view.hasUnknownNetwork;
        if (mustAddress
            && !addressesPort(
                check.portIndex, check.port.exists(), check.getsPortIndex, view.portCount()))
            refuse(found, "server-health-check-port", path,
                u"Health check port indices must address an element of the ports array or "
                u"container port mappings."_s,
                check.portIndex ? check.portIndex : check.node);
        if (settings.version >= MarathonVersion{1, 6})
            checkIpProtocol(view, check, path, found);
        const bool counts = check.isMesos() && !check.command;
        ofMesos += counts ? 1 : 0;
        if (counts && ofMesos == 2)
            refuse(found, "server-mesos-health-checks", u"/"_s,
                u"AppDefinition can contain at most one Mesos health check"_s, check.node);
    }
}

void checkReadiness(const AppView &view, const ServerSettings &settings, Violations &found)
{
    const JsonNode checks = view.app["readinessChecks"];
    if (checks.childCount() > 1)
        refuse(found, "server-readiness-count", u"/readinessChecks/size"_s,
            u"got %1, expected 1 or less"_s.arg(checks.childCount()), checks, true);
    const std::vector<QString> names = view.portNames();
    for (const JsonNode check : checks.children()) {
        const QString path = indexed(u"/readinessChecks", check.indexInParent());
        const JsonNode portName = check["portName"];
        const QString name = portName.stringOr(u"http-api"_s);
        const auto isNamed = [&](const QString &other) {
            return other == name || settings.placeholders.areIn(other);
        };
        if (!settings.isPlaceholder(portName) && !view.hasUnknownNetwork
            && std::none_of(names.begin(), names.end(), isNamed))
            refuse(found, "server-readiness-port", path + u"/portName",
                u"No port definition reference for portName "_s + name,
                portName.isAbsent() ? check : portName);
        const JsonNode timeout = check["timeoutSeconds"];
        const std::optional<qint64> seconds = integerOr(timeout, 10);
        const std::optional<qint64> interval = integerOr(check["intervalSeconds"], 30);
        if (seconds && interval && *seconds >= *interval)
            refuse(found, "server-readiness-timeout", path + u"/timeoutSeconds",
                u"got %1, expected less than %2"_s.arg(*seconds).arg(*interval),
                timeout.isAbsent() ? check["intervalSeconds"] : timeout);
    }
}

} // namespace Pinion
