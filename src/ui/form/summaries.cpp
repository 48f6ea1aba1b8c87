// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/summaries.h"

#include "ui/form/appreading.h"
#include "ui/form/quantity.h"
#include "ui/form/rolloutmath.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::Summaries)
};

QString number(double value)
{
    return QString::fromUtf8(numberLiteral(value));
}

double numberOr(JsonNode node, double otherwise)
{
    return node.toDouble().value_or(otherwise);
}

RolloutNumbers rollout(JsonNode app)
{
    const JsonNode strategy = app["upgradeStrategy"];
    const bool isLocal = hasLocalVolumes(app);
    return rolloutNumbers(instancesOf(app),
        numberOr(strategy["minimumHealthCapacity"], isLocal ? 0.5 : 1),
        numberOr(strategy["maximumOverCapacity"], isLocal ? 0 : 1), isLocal);
}

QString shortPort(const PortInfo &port)
{
    const QString number = port.number.isEmpty() ? Words::tr("auto") : port.number;
    const QString place = number + u'/' + port.protocol;
    return port.name.isEmpty() ? place : QString(port.name + u' ' + place);
}

QString portOfCheck(JsonNode check, JsonNode app)
{
    if (const auto fixed = check["port"].toInteger())
        return QString::number(*fixed);
    const qint64 index = check["portIndex"].toInteger().value_or(0);
    const QList<PortInfo> all = ports(app);
    if (index < 0 || index >= all.size())
        return Words::tr("#%1").arg(index);
    return all[index].name.isEmpty() ? Words::tr("#%1").arg(index) : all[index].name;
}

QString joined(QStringList parts, qsizetype most)
{
    const qsizetype left = parts.size() - most;
    if (left > 0)
        parts = parts.first(most) << Words::tr("%1 more").arg(left);
    return parts.join(u", "_s);
}

QString forcePullConsequence(JsonNode app)
{
    const QString image = app["container"]["docker"]["image"].stringOr();
    if (image.contains("@sha256:"_L1))
        return Words::tr("Not needed: the digest cannot change.");
    if (app["container"]["docker"]["forcePullImage"].toBool().value_or(false))
        return Words::tr(
            "Every launch asks the registry again, so instances can run different images.");
    return {};
}

QString backoffConsequence(JsonNode app)
{
    const double first = numberOr(app["backoffSeconds"], 1);
    const double factor = numberOr(app["backoffFactor"], 1.15);
    const double longest = numberOr(app["maxLaunchDelaySeconds"], 300);
    constexpr int Failures = 5;
    const double delay = std::min(longest, first * std::pow(factor, Failures));
    return Words::tr("After %1 failures in a row Marathon waits %2 s, at most %3 s.")
        .arg(QString::number(Failures), QString::number(delay, 'f', 1), number(longest));
}

} // namespace

QString sizeText(double mebibytes)
{
    constexpr double Gibi = 1024;
    if (mebibytes >= Gibi) {
        const double gibibytes = std::round(mebibytes / Gibi * 100) / 100;
        return Words::tr("%1 GiB").arg(number(gibibytes));
    }
    return Words::tr("%1 MiB").arg(number(mebibytes));
}

QString portsSummary(JsonNode app)
{
    const JsonPointer place = portsPointer(app);
    QStringList parts;
    for (const PortInfo &port : ports(app))
        parts += shortPort(port);
    if (!parts.isEmpty())
        return joined(parts, 4);
    if (!place.isRoot())
        return Words::tr("None");
    return networkMode(app) == NetworkMode::Host ? Words::tr("One port, chosen by the cluster")
                                                 : Words::tr("One port, the default");
}

QString healthSummary(JsonNode app)
{
    const JsonNode checks = app["healthChecks"];
    const qsizetype count = checks.childCount();
    if (count == 0)
        return Words::tr("None: started counts as healthy");
    const QString first = healthCheckTitle(checks.element(0), app);
    return count == 1 ? first : Words::tr("%1, and %2 more").arg(first).arg(count - 1);
}

QString environmentSummary(JsonNode app)
{
    qsizetype secrets = 0;
    const JsonNode env = app["env"];
    for (const JsonNode variable : env.children())
        secrets += variable.isObject() ? 1 : 0;
    const qsizetype count = env.childCount();
    if (count == 0)
        return Words::tr("No variables");
    const QString all = Words::tr("%n variable(s)", nullptr, int(count));
    return secrets == 0 ? all : Words::tr("%1, %2 from secrets").arg(all).arg(secrets);
}

QString rolloutSummary(JsonNode app)
{
    const int wanted = instancesOf(app);
    const RolloutNumbers numbers = rollout(app);
    if (wanted == 0)
        return Words::tr("Nothing runs");
    if (numbers.healthyFloor <= 0)
        return Words::tr("All %1 may stop first, up to %2 at once").arg(wanted).arg(numbers.atOnce);
    return Words::tr("At least %1 of %2 stay healthy, up to %3 at once")
        .arg(numbers.healthyFloor)
        .arg(wanted)
        .arg(numbers.atOnce);
}

QString resourcesSummary(JsonNode app)
{
    const int wanted = instancesOf(app);
    const double cpus = numberOr(app["cpus"], 1);
    const double mem = numberOr(app["mem"], 128);
    const RolloutNumbers numbers = rollout(app);
    const QString one = Words::tr("%1 × (%2 CPU, %3) = %4 CPU, %5")
                            .arg(QString::number(wanted), number(cpus), sizeText(mem),
                                number(wanted * cpus), sizeText(wanted * mem));
    if (numbers.atOnce <= wanted)
        return Words::tr("%1; a deploy needs no extra room.").arg(one);
    return Words::tr("%1; during a deploy up to %2 instances: %3 CPU, %4.")
        .arg(one, QString::number(numbers.atOnce), number(numbers.atOnce * cpus),
            sizeText(numbers.atOnce * mem));
}

QString healthCheckTitle(JsonNode check, JsonNode app)
{
    const QString protocol = check["protocol"].stringOr(u"HTTP"_s);
    const QString every = number(numberOr(check["intervalSeconds"], 60));
    if (protocol == "COMMAND"_L1) {
        const QString command = check["command"]["value"].stringOr().simplified();
        return Words::tr("Command “%1”, every %2 s").arg(command.left(40), every);
    }
    if (protocol.contains("TCP"_L1))
        return Words::tr("%1 on port %2, every %3 s").arg(protocol, portOfCheck(check, app), every);
    return Words::tr("%1 %2 on port %3, every %4 s")
        .arg(protocol, check["path"].stringOr(u"/"_s), portOfCheck(check, app), every);
}

QString genericCheckTitle(JsonNode check, JsonNode app)
{
    const QString every = number(numberOr(check["intervalSeconds"], 60));
    if (check["exec"].exists()) {
        const QString command = check["exec"]["command"]["shell"].stringOr().simplified();
        return Words::tr("Command “%1”, every %2 s").arg(command.left(40), every);
    }
    if (check["tcp"].exists())
        return Words::tr("TCP on port %1, every %2 s").arg(portOfCheck(check["tcp"], app), every);
    const JsonNode http = check["http"];
    return Words::tr("%1 %2 on port %3, every %4 s")
        .arg(http["scheme"].stringOr(u"http"_s).toUpper(), http["path"].stringOr(u"/"_s),
            portOfCheck(http, app), every);
}

QString readinessCheckTitle(JsonNode check)
{
    return Words::tr("%1 %2 on port %3, every %4 s")
        .arg(check["protocol"].stringOr(u"HTTP"_s), check["path"].stringOr(u"/"_s),
            check["portName"].stringOr(u"http-api"_s),
            number(numberOr(check["intervalSeconds"], 30)));
}

QString volumeTitle(JsonNode volume)
{
    const QString path = volume["containerPath"].stringOr(u"…"_s);
    switch (volumeKind(volume)) {
    case VolumeForm::Host:
        return Words::tr("Folder on the node %1 → %2")
            .arg(volume["hostPath"].stringOr(u"…"_s), path);
    case VolumeForm::Persistent:
        return Words::tr("Local persistent, %1 → %2")
            .arg(sizeText(numberOr(volume["persistent"]["size"], 0)), path);
    case VolumeForm::Dvdi:
        return Words::tr("External (DVDI) %1 → %2")
            .arg(volume["external"]["name"].stringOr(u"…"_s), path);
    case VolumeForm::Csi:
        return Words::tr("External (CSI) %1 → %2")
            .arg(volume["external"]["name"].stringOr(u"…"_s), path);
    case VolumeForm::Secret:
        return Words::tr("Secret file %1 → %2").arg(volume["secret"].stringOr(u"…"_s), path);
    }
    return path;
}

QString cardTitle(const JsonPointer &card, JsonNode app)
{
    const JsonNode node = app.at(card);
    if (card.tokens().first() == "healthChecks")
        return healthCheckTitle(node, app);
    if (card.tokens().first() == "check")
        return genericCheckTitle(node, app);
    if (card.tokens().first() == "readinessChecks")
        return readinessCheckTitle(node);
    if (card.tokens().contains("volumes"))
        return volumeTitle(node);
    return Words::tr("Entry %1").arg(card.last().toLongLong() + 1);
}

QString healthTimingSentence(JsonNode check)
{
    const double grace = numberOr(check["gracePeriodSeconds"], 300);
    const double interval = numberOr(check["intervalSeconds"], 60);
    const double failures = numberOr(check["maxConsecutiveFailures"], 3);
    const bool isMarathons = !check["protocol"].stringOr(u"HTTP"_s).startsWith("MESOS"_L1)
        && check["protocol"].stringOr() != "COMMAND"_L1;
    if (failures <= 0 && isMarathons)
        return Words::tr("Failures never restart an instance.");
    const double rounds = std::max(1.0, failures);
    return Words::tr(
        "A version that never starts is restarted after about %1 s; one that breaks later, "
        "after about %2 s.")
        .arg(number(grace + rounds * interval), number(rounds * interval));
}

QString consequence(const JsonPointer &pointer, JsonNode app)
{
    const QByteArray path = pointer.toUtf8();
    const int wanted = instancesOf(app);
    if (path == "/container/docker/forcePullImage")
        return forcePullConsequence(app);
    if (path == "/upgradeStrategy/minimumHealthCapacity") {
        const RolloutNumbers numbers = rollout(app);
        return Words::tr("Of %1 instances at least %2 stay healthy during a deploy (rounded up).")
            .arg(wanted)
            .arg(numbers.healthyFloor);
    }
    if (path == "/upgradeStrategy/maximumOverCapacity") {
        const RolloutNumbers numbers = rollout(app);
        if (numbers.isForcedExtra)
            return Words::tr(
                "Marathon adds 1 for the time of the deploy: without it nothing could move.");
        return Words::tr("%1 more, %2 at once (rounded down).")
            .arg(numbers.extra)
            .arg(numbers.atOnce);
    }
    if (path == "/backoffFactor")
        return backoffConsequence(app);
    if (path == "/requirePorts" && app["requirePorts"].toBool().value_or(false))
        return Words::tr("Only nodes where exactly these ports are free can run it.");
    if (path == "/taskKillGracePeriodSeconds" && app["taskKillGracePeriodSeconds"].isNumber())
        return Words::tr("SIGTERM first; SIGKILL after %1 s.")
            .arg(number(numberOr(app["taskKillGracePeriodSeconds"], 0)));
    if (path == "/instances" && app["instances"].isNumber())
        return Words::tr("Changing only this restarts nothing.");
    return {};
}

} // namespace Pinion
