// SPDX-License-Identifier: GPL-3.0-or-later
// Networks, ports and their names.
#include "json/jsonformat.h"
#include "json/jsonstring.h"
#include "rules/serverremedy.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const JsonPointer &networksPlace()
{
    static const JsonPointer pointer = JsonPointer::of("/networks");
    return pointer;
}

QString modeOf(JsonNode network)
{
    return network["mode"].stringOr(u"container"_s).toLower();
}

QStringList networkNames(const Remedy &remedy)
{
    QStringList names;
    for (const JsonNode network : remedy.body()["networks"].children()) {
        if (const QString name = network["name"].stringOr(); !name.isEmpty())
            names.append(name);
    }
    return names;
}

void offerName(Remedy &remedy)
{
    QStringList names;
    for (const JsonNode entry : remedy.place().parent().parent().children())
        names.append(entry["name"].stringOr());
    const auto fits = fitsField("/portDefinitions/0/name");
    remedy.askText({u"Choose another name"_s, u"What shall the second port be called?"_s,
                       freeName(remedy.place().stringOr(), names), u"a free port name"_s,
                       [names, fits](const QString &answer) {
                           return fits(answer) && !names.contains(answer);
                       }},
        remedy.place());
}

/// One entry can speak both protocols, as long as it is the last that goes: checks count the ports.
void offerBothProtocols(Remedy &remedy)
{
    const JsonNode second = remedy.place().parent();
    JsonNode first;
    for (const JsonNode entry : second.parent().children()) {
        if (!first && entry["port"].toInteger() == remedy.place().toInteger())
            first = entry;
    }
    const QString one = first["protocol"].stringOr(u"tcp"_s).toLower();
    const QString other = second["protocol"].stringOr(u"tcp"_s).toLower();
    const bool areTwo = one != other && !one.contains(u',') && !other.contains(u',');
    const bool isLast = !second.nextSibling().exists();
    if (!areTwo || !isLast || second["name"] || second["labels"].childCount() > 0)
        return;
    remedy.change(u"Make it one port for udp,tcp"_s, false, [&](Rewrite &rewrite) {
        rewrite.setText(remedy.pointer(first).child("protocol"), u"udp,tcp"_s)
            .remove(remedy.pointer(second));
    });
}

void offerNetworkName(Remedy &remedy)
{
    const JsonNode body = remedy.body();
    const bool isToday = body["networks"].childCount() > 0;
    const bool hasPorts
        = body["ports"].childCount() > 0 || body["portDefinitions"].childCount() > 0;
    // The older form has its name in ipAddress, beside which there must be no ports.
    if (!isToday && hasPorts)
        return;
    const JsonPointer place = isToday ? remedy.pointer(remedy.place()).child("name")
                                      : JsonPointer::of("/ipAddress/networkName");
    remedy.ask({u"Name the network"_s, u"Which container network shall it join?"_s, {},
                   u"the name of a network"_s, fitsField("/networks/0/name")},
        [place](Rewrite &rewrite, const QString &answer) { rewrite.setText(place, answer); });
}

void offerBareHost(Remedy &remedy)
{
    remedy.change(u"Remove its name and labels"_s, false, [&](Rewrite &rewrite) {
        for (const char *key : {"name", "labels"}) {
            if (const JsonNode member = remedy.place()[key])
                rewrite.remove(remedy.pointer(member));
        }
    });
}

void offerDistinctNetwork(Remedy &remedy)
{
    const auto siblings = remedy.place().parent().children();
    const bool isCopy = std::any_of(siblings.begin(), siblings.end(), [&](JsonNode other) {
        return other != remedy.place() && compact(other) == compact(remedy.place());
    });
    if (remedy.place().parent().isArray())
        remedy.remove(remedy.place(), isCopy, u"Remove the second entry"_s);
}

/// Removes the networks from the last to the first, so that pointers stay true.
void keepNetworks(Rewrite &rewrite, const std::function<bool(JsonNode)> &isKept)
{
    for (qsizetype i = rewrite.at(networksPlace()).childCount(); i-- > 0;) {
        const JsonPointer place = networksPlace().child(i);
        if (!isKept(rewrite.at(place)))
            rewrite.remove(place);
    }
}

void offerOneMode(Remedy &remedy)
{
    QStringList modes;
    for (const JsonNode network : remedy.body()["networks"].children())
        modes.append(modeOf(network));
    modes.removeDuplicates();
    if (modes.isEmpty())
        return;
    remedy.ask({u"Keep one kind of network"_s, u"Which mode: %1?"_s.arg(modes.join(u" or "_s)),
                   modes.front(), u"one of its modes"_s, isOneOf(modes)},
        [](Rewrite &rewrite, const QString &answer) {
            bool isFirst = true;
            // There is but one host and one bridge.
            const bool isLone = answer != u"container"_s;
            keepNetworks(rewrite, [&](JsonNode network) {
                const bool isKept = modeOf(network) == answer && (isFirst || !isLone);
                isFirst = isFirst && !isKept;
                return isKept;
            });
        });
}

void offerOneNetwork(Remedy &remedy)
{
    const QStringList names = networkNames(remedy);
    if (names.isEmpty())
        return;
    remedy.ask({u"Keep one network"_s, u"Which network: %1?"_s.arg(names.join(u" or "_s)),
                   names.front(), u"one of its networks"_s, isOneOf(names)},
        [](Rewrite &rewrite, const QString &answer) {
            keepNetworks(
                rewrite, [&](JsonNode network) { return network["name"].stringOr() == answer; });
        });
}

void offerChoice(Remedy &remedy)
{
    const JsonNode mapping = remedy.place().parent();
    if (const QStringList names = networkNames(remedy); !names.isEmpty()) {
        remedy.ask({u"Choose the network of the port"_s,
                       u"Which network: %1?"_s.arg(names.join(u" or "_s)), names.front(),
                       u"one of its networks"_s, isOneOf(names)},
            [place = remedy.pointer(mapping)](Rewrite &rewrite, const QString &answer) {
                rewrite.set(place.child("networkNames"), '[' + encodeString(answer) + ']');
            });
    }
    remedy.remove(remedy.place(), false);
}

void offerKnownNetwork(Remedy &remedy)
{
    const QStringList names = networkNames(remedy);
    if (names.isEmpty()) {
        remedy.remove(remedy.place().parent(), false);
        return;
    }
    remedy.askText(
        {u"Choose a network of the app"_s, u"Which network: %1?"_s.arg(names.join(u" or "_s)),
            names.front(), u"one of its networks"_s, isOneOf(names)},
        remedy.place());
}

constexpr std::array Fixes = {
    ServerFix{"server-docker-port-names-unique", offerName},
    ServerFix{"server-port-names-unique", offerName},
    ServerFix{"server-mapping-names-unique", offerName},
    ServerFix{"server-port-numbers-unique", offerBothProtocols},
    ServerFix{"server-network-name-missing", offerNetworkName},
    ServerFix{"server-network-host-named", offerBareHost},
    ServerFix{"server-network-duplicate", offerDistinctNetwork},
    ServerFix{"server-network-mixture", offerOneMode},
    ServerFix{"server-docker-networks", offerOneNetwork},
    ServerFix{"server-mapping-network-name", offerChoice},
    ServerFix{"server-mapping-network-unknown", offerKnownNetwork},
};

} // namespace

std::span<const ServerFix> networkFixes()
{
    return Fixes;
}

} // namespace Pinion
