// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/canonical.h"
#include "server/canonicalparts.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

CanonicalJson protocolWord(const HealthCheckView &check)
{
    static constexpr std::array Words{
        "HTTP", "HTTPS", "TCP", "COMMAND", "MESOS_HTTP", "MESOS_HTTPS", "MESOS_TCP"};
    if (!check.protocol)
        return plainValue(check.node["protocol"]);
    return Words.at(size_t(*check.protocol));
}

/// Each protocol keeps the members that it has a use for; the others are lost.
CanonicalJson healthCheck(const HealthCheckView &check, const ServerSettings &settings)
{
    using Protocol = CheckProtocol;
    const std::optional<Protocol> protocol = check.protocol;
    const JsonNode node = check.node;
    const bool isCommand = protocol == Protocol::Command;
    const bool isTcp = protocol == Protocol::Tcp || protocol == Protocol::MesosTcp;
    const bool isOwnHttp = protocol == Protocol::Http || protocol == Protocol::Https;
    const bool isOwn = isOwnHttp || protocol == Protocol::Tcp;
    CanonicalJson json{{"protocol", protocolWord(check)}};
    if (check.command)
        copyPresent(json["command"], check.command, {"value"});
    if (!isTcp && !isCommand)
        copyPresent(json, node, {"path"});
    if (!isCommand) {
        copyPresent(json, node, {"port", "portIndex"});
        if (check.getsPortIndex)
            json["portIndex"] = 0;
    }
    json["gracePeriodSeconds"] = valueOr(node["gracePeriodSeconds"], 300);
    json["intervalSeconds"] = valueOr(node["intervalSeconds"], 60);
    json["timeoutSeconds"] = valueOr(node["timeoutSeconds"], 20);
    json["maxConsecutiveFailures"] = valueOr(node["maxConsecutiveFailures"], 3);
    json["delaySeconds"] = isOwn ? CanonicalJson(15) : valueOr(node["delaySeconds"], 15);
    // Whatever was written: the conversion forgets to carry it over.
    if (isOwnHttp)
        json["ignoreHttp1xx"] = false;
    if (settings.version >= MarathonVersion{1, 6})
        json["ipProtocol"] = wordOr(node["ipProtocol"], {"IPv4", "IPv6"}, "IPv4");
    return json;
}

CanonicalJson artifact(CanonicalJson uri, CanonicalJson extract, JsonNode entry)
{
    CanonicalJson json{{"uri", std::move(uri)}, {"extract", std::move(extract)}};
    json["executable"] = valueOr(entry["executable"], false);
    json["cache"] = valueOr(entry["cache"], false);
    copyPresent(json, entry, {"destPath"});
    return json;
}

} // namespace

bool isUnpackedUri(const QString &uri)
{
    static constexpr std::array Endings{".tar"_L1, ".tar.gz"_L1, ".tar.bz2"_L1, ".tar.xz"_L1,
        ".gz"_L1, ".tgz"_L1, ".tbz2"_L1, ".txz"_L1, ".zip"_L1};
    const auto isEnd = [](QChar c) { return c == u'?' || c == u'#'; };
    const QStringView path
        = QStringView(uri).first(std::find_if(uri.begin(), uri.end(), isEnd) - uri.begin());
    return std::any_of(Endings.begin(), Endings.end(),
        [path](QLatin1StringView ending) { return path.endsWith(ending); });
}

CanonicalJson canonicalHealthChecks(const AppView &view, const ServerSettings &settings)
{
    CanonicalJson list = CanonicalJson::array();
    for (const HealthCheckView &check : view.healthChecks)
        list.push_back(healthCheck(check, settings));
    return setOf(std::move(list));
}

CanonicalJson canonicalReadinessChecks(JsonNode checks)
{
    CanonicalJson list = CanonicalJson::array();
    for (const JsonNode check : checks.children()) {
        CanonicalJson json{{"name", valueOr(check["name"], "readinessCheck")}};
        json["protocol"] = wordOr(check["protocol"], {"HTTP", "HTTPS"}, "HTTP");
        json["path"] = valueOr(check["path"], "/");
        json["portName"] = valueOr(check["portName"], "http-api");
        json["intervalSeconds"] = valueOr(check["intervalSeconds"], 30);
        json["timeoutSeconds"] = valueOr(check["timeoutSeconds"], 10);
        json["httpStatusCodesForReady"]
            = setOf(valueOr(check["httpStatusCodesForReady"], CanonicalJson::array({200})));
        json["preserveLastResponse"] = valueOr(check["preserveLastResponse"], false);
        list.push_back(std::move(json));
    }
    return list;
}

CanonicalJson canonicalCheck(JsonNode check)
{
    CanonicalJson json = CanonicalJson::object();
    if (const JsonNode http = check["http"]; !http.isAbsent()) {
        copyPresent(json["http"], http, {"portIndex", "port", "path"});
        json["http"]["scheme"] = wordOr(http["scheme"], {"HTTP", "HTTPS"}, "HTTP");
    }
    if (const JsonNode tcp = check["tcp"]; !tcp.isAbsent()) {
        json["tcp"] = CanonicalJson::object();
        copyPresent(json["tcp"], tcp, {"portIndex", "port"});
    }
    if (const JsonNode exec = check["exec"]; !exec.isAbsent())
        copyPresent(json["exec"]["command"], exec["command"], {"shell", "argv"});
    json["intervalSeconds"] = valueOr(check["intervalSeconds"], 60);
    json["timeoutSeconds"] = valueOr(check["timeoutSeconds"], 20);
    json["delaySeconds"] = valueOr(check["delaySeconds"], 15);
    return json;
}

CanonicalJson canonicalFetch(JsonNode app)
{
    CanonicalJson list = CanonicalJson::array();
    for (const JsonNode entry : app["fetch"].children())
        list.push_back(artifact(plainValue(entry["uri"]), valueOr(entry["extract"], true), entry));
    if (!list.empty())
        return list;
    for (const JsonNode uri : app["uris"].children())
        list.push_back(artifact(plainValue(uri), isUnpackedUri(uri.stringOr()), {}));
    return list;
}

} // namespace Pinion
