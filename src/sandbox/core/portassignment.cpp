// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/portassignment.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

/// The service ports of a definition that are 0.
std::vector<Json *> openPorts(Json &app)
{
    std::vector<Json *> ports;
    const auto collect = [&ports](Json &list, const char *key) {
        for (Json &entry : list) {
            if (entry.contains(key) && entry[key] == 0)
                ports.push_back(&entry[key]);
        }
    };
    if (app.contains("portDefinitions"))
        collect(app["portDefinitions"], "port");
    if (app.contains("container") && app["container"].contains("portMappings"))
        collect(app["container"]["portMappings"], "servicePort");
    return ports;
}

QSet<int> usedPorts(const RootGroup &root)
{
    QSet<int> used;
    for (const auto &[id, spec] : root.specs)
        used += QSet<int>(spec->servicePorts.begin(), spec->servicePorts.end());
    return used;
}

} // namespace

Answered<void> assignPorts(
    RootGroup &after, const RootGroup &before, const SandboxSettings &settings)
{
    QSet<int> used = usedPorts(before) + usedPorts(after);
    int next = settings.firstServicePort;
    for (auto &[id, spec] : after.specs) {
        const RunSpecPtr old = before.spec(id);
        if (spec->isPod || !spec->servicePorts.contains(0))
            continue;
        Json definition = *spec->definition;
        QList<int> known = old ? old->servicePorts : QList<int>();
        known.removeIf([&spec = spec](int port) { return spec->servicePorts.contains(port); });
        for (Json *port : openPorts(definition)) {
            while (known.isEmpty() && used.contains(next))
                ++next;
            if (known.isEmpty() && next >= settings.lastServicePort) {
                return refused(refusal(500,
                    u"All ports in the range [%1-%2) are already in use"_s
                        .arg(settings.firstServicePort)
                        .arg(settings.lastServicePort)));
            }
            *port = known.isEmpty() ? next : known.takeFirst();
            used.insert(port->get<int>());
        }
        spec = makeRunSpec(definition, spec->versions);
    }
    return {};
}

} // namespace Pinion
