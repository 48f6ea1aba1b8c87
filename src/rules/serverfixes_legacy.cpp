// SPDX-License-Identifier: GPL-3.0-or-later
// Members of the time before 1.5: said again in today's form, or dropped where that is there.
#include "server/canonical.h"
#include "server/javatext.h"

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

const JsonPointer &mappingsPlace()
{
    static const JsonPointer pointer = JsonPointer::of("/container/portMappings");
    return pointer;
}

const JsonPointer &olderMappingsPlace()
{
    static const JsonPointer pointer = JsonPointer::of("/container/docker/portMappings");
    return pointer;
}

/// The networks in today's form; nothing where a placeholder hides their mode.
QByteArray networksLiteral(const AppView &view)
{
    QByteArrayList entries;
    for (const NetworkView &network : view.networks) {
        if (!network.mode)
            return {};
        QByteArray entry = R"({"mode": "container")";
        if (network.mode == NetworkMode::Host)
            entry = R"({"mode": "host")";
        else if (network.mode == NetworkMode::Bridge)
            entry = R"({"mode": "container/bridge")";
        if (!network.name.isEmpty())
            entry += ", \"name\": " + encodeString(network.name);
        if (network.labels.childCount() > 0)
            entry += ", \"labels\": " + compact(network.labels);
        entries.append(entry + '}');
    }
    return '[' + entries.join(", ") + ']';
}

/// What the older members say of the networks, were they alone.
QByteArray olderNetworks(const Remedy &remedy)
{
    Rewrite alone(remedy.body());
    if (remedy.body()["networks"])
        alone.remove(networksPlace());
    return networksLiteral(AppView(alone.at(JsonPointer()), remedy.settings(), u"/"_s));
}

bool saysTheSame(const Remedy &remedy)
{
    return olderNetworks(remedy) == networksLiteral(remedy.app());
}

void offerDockerNetwork(Remedy &remedy)
{
    const JsonNode body = remedy.body();
    const bool isTold = body["networks"].childCount() > 0;
    const bool isNone = isWord(remedy.place(), "NONE"_L1);
    if (isTold || isNone || isWord(remedy.place(), "HOST"_L1)) {
        remedy.remove(remedy.place(), !isNone && (!isTold || saysTheSame(remedy)));
        return;
    }
    const QByteArray networks = networksLiteral(remedy.app());
    const bool isNamed = isWord(remedy.place(), "BRIDGE"_L1) || networks.contains("\"name\"");
    const JsonNode address = body["ipAddress"];
    if (networks.isEmpty() || !isNamed || address["discovery"]["ports"].childCount() > 0)
        return;
    remedy.change(u"Move network to networks"_s, true, [&](Rewrite &rewrite) {
        rewrite.set(networksPlace(), networks).remove(remedy.pointer(remedy.place()));
        if (address)
            rewrite.remove(JsonPointer::of("/ipAddress"));
    });
}

void offerOlderMappings(Remedy &remedy)
{
    const JsonNode body = remedy.body();
    const JsonNode older = body.at(olderMappingsPlace());
    const JsonNode newer = body.at(mappingsPlace());
    if (older.childCount() == 0 || newer.childCount() > 0) {
        const bool isSafe = older.childCount() == 0 || compact(older) == compact(newer);
        remedy.remove(older, isSafe, u"Remove docker.portMappings"_s);
        return;
    }
    // An empty list beside it may mean that there is nothing to map.
    remedy.change(u"Move portMappings up"_s, !newer, [&](Rewrite &rewrite) {
        rewrite.set(mappingsPlace(), older.literal().toByteArray()).remove(olderMappingsPlace());
    });
}

void offerDiscovery(Remedy &remedy)
{
    const JsonNode address = remedy.body()["ipAddress"];
    const JsonNode discovery = address["discovery"];
    const bool hasName = !address["networkName"].isAbsent()
        || !remedy.settings().facts.defaultNetworkName.isEmpty();
    // An address that then names no network would be refused in its turn.
    if (hasName || isWord(remedy.body()["container"]["docker"]["network"], "BRIDGE"_L1))
        remedy.remove(discovery, discovery["ports"].childCount() == 0);
    else
        remedy.remove(address, false);
}

QString escapedUri(const QString &text)
{
    static const QByteArray allowed = "-._~:/?#[]@!$&'()*+,;=%";
    return QString::fromLatin1(text.trimmed().toUtf8().toPercentEncoding(allowed));
}

void offerEscaped(Remedy &remedy)
{
    QString better = escapedUri(remedy.place().stringOr());
    if (!isJavaUri(better))
        better.replace(u'%', u"%25"_s);
    if (isJavaUri(better)) {
        remedy.write(remedy.place(), encodeString(better), false, u"Write it as %1"_s.arg(better));
    }
}

void offerFetch(Remedy &remedy)
{
    const JsonNode uris = remedy.body()["uris"];
    const JsonNode fetch = remedy.body()["fetch"];
    QStringList known;
    for (const JsonNode entry : fetch.children())
        known.append(entry["uri"].stringOr());
    QByteArrayList entries;
    bool isTemplated = false;
    for (const JsonNode uri : uris.children()) {
        const QString address = uri.stringOr();
        const bool isPlaceholder = remedy.settings().isPlaceholder(uri);
        if (!isPlaceholder && !isJavaUri(address))
            return;
        isTemplated = isTemplated || isPlaceholder;
        if (known.contains(address))
            continue;
        const QByteArray extract = isUnpackedUri(address) ? "true" : "false";
        entries.append("{\"uri\": " + uri.literal() + ", \"extract\": " + extract + '}');
    }
    // Whether Marathon unpacks an address follows from its end, which a placeholder may hide.
    remedy.change(u"Move uris to fetch"_s, !isTemplated, [&](Rewrite &rewrite) {
        for (const QByteArray &entry : entries)
            rewrite.append(JsonPointer::of("/fetch"), entry);
        rewrite.remove(JsonPointer::of("/uris"));
    });
}

void offerTold(Remedy &remedy)
{
    const JsonNode body = remedy.body();
    const JsonNode older
        = remedy.rule() == "server-ip-address-with-networks" ? body["ipAddress"] : remedy.place();
    const bool hasPorts = body["ipAddress"]["discovery"]["ports"].childCount() > 0;
    remedy.remove(older, !hasPorts && saysTheSame(remedy));
}

void offerWithoutPorts(Remedy &remedy)
{
    remedy.change(u"Remove the ports of the host"_s, false, [&](Rewrite &rewrite) {
        for (const char *key : {"ports", "portDefinitions"}) {
            if (remedy.body()[key])
                rewrite.remove(JsonPointer().child(QByteArray(key)));
        }
    });
}

void offerPorts(Remedy &remedy)
{
    remedy.remove(remedy.body()["ports"], false);
}

void offerMode(Remedy &remedy)
{
    remedy.askText({u"Choose another network"_s, u"Which network of Docker: BRIDGE or HOST?"_s,
                       u"BRIDGE"_s, u"BRIDGE or HOST"_s, isOneOf({u"BRIDGE"_s, u"HOST"_s})},
        remedy.place());
}

constexpr std::array Fixes = {
    ServerFix{"server-mesos-docker-network", offerDockerNetwork},
    ServerFix{"server-mesos-docker-port-mappings", offerOlderMappings},
    ServerFix{"server-two-port-mappings", offerOlderMappings},
    ServerFix{"server-docker-ip-discovery", offerDiscovery},
    ServerFix{"server-mappings-with-discovery", offerDiscovery},
    ServerFix{"server-uri-syntax", offerEscaped},
    ServerFix{"server-fetch-uri-syntax", offerEscaped},
    ServerFix{"server-uris-with-fetch", offerFetch},
    ServerFix{"server-docker-network-with-networks", offerTold},
    ServerFix{"server-ip-address-with-networks", offerTold},
    ServerFix{"server-ip-address-with-ports", offerWithoutPorts},
    ServerFix{"server-ports-with-definitions", offerPorts},
    ServerFix{"server-docker-network-none", offerMode},
};

} // namespace

std::span<const ServerFix> legacyFixes()
{
    return Fixes;
}

} // namespace Pinion
