// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/fixes.h"

#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "rules/practice/hostpaths.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Pinion {

QString counted(double number, const QString &noun)
{
    return shown(number) + u' ' + noun + (number == 1 ? QString() : u"s"_s);
}

QString allInstances(double number)
{
    return number == 2 ? u"Both instances"_s : u"All "_s + counted(number, u"instance"_s);
}

QString shown(double number)
{
    return QString::number(number, 'g', 12);
}

Result<TextEdits> settingEdits(JsonNode part, const JsonPointer &pointer, const QByteArray &literal)
{
    if (const JsonNode written = part.at(pointer))
        return TextEdits{{written.range(), literal}};
    return setValue(*part.tree(), part.pointer().joined(pointer), literal)
        .map([](const TextEdit &edit) { return TextEdits{edit}; });
}

FixQuestion askNumber(const QString &prompt, const QString &suggestion, qint64 least,
    const std::function<Result<TextEdits>(qint64)> &edits)
{
    return {prompt, suggestion, [least, edits](const QString &answer) -> Result<TextEdits> {
                bool isNumber = false;
                const qint64 number = answer.trimmed().toLongLong(&isNumber);
                if (!isNumber || number < least || number > 1'000'000) {
                    return fail(ErrorKind::Invalid,
                        u"“%1” is not a whole number from %2 on."_s.arg(
                            answer.trimmed(), QString::number(least)),
                        u"Type digits only."_s);
                }
                return edits(number);
            }};
}

FixQuestion askText(const QString &prompt, const QString &suggestion,
    const std::function<Result<TextEdits>(const QString &)> &edits)
{
    return {prompt, suggestion, [edits](const QString &answer) -> Result<TextEdits> {
                if (answer.trimmed().isEmpty())
                    return fail(ErrorKind::Invalid, u"Nothing was typed."_s);
                return edits(answer.trimmed());
            }};
}

void setUpgrade(
    Rewrite &rewrite, bool isPod, const QByteArray &minimumHealth, const QByteArray &maximumOver)
{
    const JsonPointer upgrade = JsonPointer::of(isPod ? "/scheduling/upgrade" : "/upgradeStrategy");
    if (rewrite.at(upgrade).childCount() > 0) {
        rewrite.set(upgrade.child("minimumHealthCapacity"), minimumHealth)
            .set(upgrade.child("maximumOverCapacity"), maximumOver);
    } else {
        rewrite.set(upgrade,
            "{\"minimumHealthCapacity\": " + minimumHealth
                + ", \"maximumOverCapacity\": " + maximumOver + '}');
    }
}

void offerUpgrade(Finding &finding, const Workload &workload, const QString &title, bool isSafe,
    const QByteArray &minimumHealth, const QByteArray &maximumOver)
{
    const JsonNode upgrade = workload.upgradeNode();
    const JsonNode minimum = upgrade["minimumHealthCapacity"];
    const JsonNode maximum = upgrade["maximumOverCapacity"];
    if (minimum && maximum) {
        finding.fixes.push_back({title, isSafe,
            {{minimum.range(), minimumHealth}, {maximum.range(), maximumOver}}, {}});
        return;
    }
    Rewrite rewrite(workload.node());
    setUpgrade(rewrite, workload.isPod(), minimumHealth, maximumOver);
    offer(finding, title, isSafe, rewrite);
}

JsonNode hostPortPlace(const WorkloadPort &port)
{
    for (const QByteArrayView key : {"hostPort", "port"}) {
        if (const JsonNode written = port.node[key]; written.isNumber())
            return written;
    }
    return port.node;
}

void offerFreePorts(Finding &finding, const Workload &workload)
{
    static const QString title = u"Let Marathon choose the port on the agent"_s;
    if (!workload.isPod() && workload.mode() == NetworkMode::Host) {
        const JsonNode isRequired = workload.node()["requirePorts"];
        offer(finding, title, false, TextEdits{{isRequired.range(), "false"}});
        return;
    }
    TextEdits edits;
    for (const WorkloadPort &port : workload.fixedPorts())
        edits.push_back({hostPortPlace(port).range(), "0"});
    offer(finding, title, false, Result<TextEdits>(std::move(edits)));
}

bool wouldDeadlock(const Workload &workload, double instances)
{
    if (workload.isResident() || workload.hasExternalVolume())
        return false;
    if (std::ceil(instances * workload.minimumHealthCapacity()) < instances)
        return false;
    const std::optional<int> agents = workload.eligibleAgents();
    return agents ? *agents <= instances : instances >= 2;
}

QByteArray constraintLiteral(
    bool isPod, const QString &field, const QString &op, const QString &value)
{
    if (isPod) {
        return "{\"fieldName\": " + encodeString(field) + ", \"operator\": " + encodeString(op)
            + ", \"value\": " + encodeString(value) + '}';
    }
    return '[' + encodeString(field) + ", " + encodeString(op) + ", " + encodeString(value) + ']';
}

JsonPointer constraintsPointer(bool isPod)
{
    return JsonPointer::of(isPod ? "/scheduling/placement/constraints" : "/constraints");
}

const HostVolume *lastingHostVolume(const Workload &workload, const QStringList &ephemeral)
{
    const auto &volumes = workload.hostVolumes();
    const auto found = std::find_if(volumes.begin(), volumes.end(), [&](const HostVolume &volume) {
        return volume.isWritable && volume.path.startsWith(u'/')
            && !matchesAnyGlob(ephemeral, cleanHostPath(volume.path));
    });
    return found == volumes.end() ? nullptr : &*found;
}

} // namespace Pinion
