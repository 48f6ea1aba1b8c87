// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The first entry whose name an earlier one has.
template <typename Entry>
const Entry *repeatedName(const std::vector<Entry> &entries, const Placeholders &placeholders)
{
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        const auto hasSame = [&](const Entry &other) { return other.name == entry->name; };
        if (!entry->name.isEmpty() && !placeholders.areIn(entry->name)
            && std::any_of(entries.begin(), entry, hasSame))
            return &*entry;
    }
    return nullptr;
}

void checkDefinitions(const std::vector<PortDefinitionView> &definitions,
    const ServerSettings &settings, Violations &found)
{
    if (const PortDefinitionView *repeated = repeatedName(definitions, settings.placeholders))
        refuse(found, "server-port-names-unique", u"/portDefinitions"_s,
            u"Port names must be unique."_s, repeated->node["name"]);
    std::vector<qint64> seen;
    for (const PortDefinitionView &definition : definitions) {
        const qint64 port = definition.port.toInteger().value_or(0);
        if (port == 0)
            continue;
        if (std::find(seen.begin(), seen.end(), port) != seen.end()) {
            refuse(found, "server-port-numbers-unique", u"/portDefinitions"_s,
                u"Ports must be unique."_s, definition.port);
            return;
        }
        seen.push_back(port);
    }
}

/// "(a,b)": the names of the app's networks, without the server's default.
QString namesOf(const std::vector<NetworkView> &networks)
{
    QStringList names;
    for (const NetworkView &network : networks) {
        if (!network.name.isEmpty())
            names.append(network.name);
    }
    return u'(' + names.join(u',') + u')';
}

void checkNetworkNames(const AppView &view, const PortMappingView &mapping,
    const ServerSettings &settings, const QString &path, Violations &found)
{
    for (const JsonNode name : mapping.networkNames.children()) {
        const QString text = name.stringOr();
        const auto isNamed = [&](const NetworkView &network) {
            return network.name == text || settings.placeholders.areIn(network.name);
        };
        if (settings.isPlaceholder(name)
            || std::any_of(view.networks.begin(), view.networks.end(), isNamed))
            continue;
        refuse(found, "server-mapping-network-unknown",
            indexed(QString(path + u"/networkNames"), name.indexInParent()),
            u"is not one of "_s + namesOf(view.networks), name);
    }
}

} // namespace

void checkPorts(const AppView &view, const ServerSettings &settings, Violations &found)
{
    if (view.hasUnknownNetwork)
        return;
    if (view.portDefinitions)
        checkDefinitions(*view.portDefinitions, settings, found);
    if (!view.portMappings)
        return;
    if (const PortMappingView *repeated = repeatedName(*view.portMappings, settings.placeholders))
        refuse(found, "server-mapping-names-unique", u"/container/portMappings"_s,
            u"Port names must be unique."_s, repeated->node["name"]);
    const auto isContainer
        = [](const NetworkView &network) { return network.mode == NetworkMode::Container; };
    const bool mustChoose
        = std::count_if(view.networks.begin(), view.networks.end(), isContainer) > 1;
    for (size_t i = 0; i < view.portMappings->size(); ++i) {
        const PortMappingView &mapping = (*view.portMappings)[i];
        const QString path = indexed(u"/container/portMappings", qsizetype(i));
        if (mustChoose && !mapping.hostPort.isAbsent() && mapping.networkNames.childCount() != 1)
            refuse(found, "server-mapping-network-name", path,
                u"networkNames must be a single item list when hostPort is specified and more "
                u"than 1 container network is defined"_s,
                mapping.hostPort);
        checkNetworkNames(view, mapping, settings, path, found);
    }
}

} // namespace Pinion
