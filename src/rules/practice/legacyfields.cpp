// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/canonical.h"

#include "json/jsonstring.h"
#include "rules/practice/fixes.h"
#include "rules/practice/networking.h"
#include "rules/practice/workloadparts.h"
#include "rules/reporter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr MarathonVersion NewNetworking{1, 5, 0};

/// A member of the older form and where it stands, with what has taken its place.
struct LegacyField
{
    JsonPointer pointer;
    JsonPointer successor;
};

const JsonPointer &networkPointer()
{
    static const JsonPointer pointer = JsonPointer::of("/container/docker/network");
    return pointer;
}

const JsonPointer &mappingsPointer()
{
    static const JsonPointer pointer = JsonPointer::of("/container/docker/portMappings");
    return pointer;
}

const std::array<LegacyField, 5> &legacyFields()
{
    static const JsonPointer networks = JsonPointer::of("/networks");
    static const std::array<LegacyField, 5> fields{{
        {networkPointer(), networks},
        {mappingsPointer(), JsonPointer::of("/container/portMappings")},
        {JsonPointer::of("/ipAddress"), networks},
        {JsonPointer::of("/ports"), JsonPointer::of("/portDefinitions")},
        {JsonPointer::of("/uris"), JsonPointer::of("/fetch")},
    }};
    return fields;
}

bool isEmptyList(JsonNode node)
{
    return node.isArray() && node.childCount() == 0;
}

bool isUsed(JsonNode node)
{
    return !node.isAbsent() && !isEmptyList(node);
}

/// Nothing where old and new forms are mixed, which Marathon refuses.
std::vector<JsonNode> legacyMembers(JsonNode app)
{
    std::vector<JsonNode> members;
    for (const LegacyField &field : legacyFields()) {
        const JsonNode member = app.at(field.pointer);
        if (isUsed(member) && !isUsed(app.at(field.successor)))
            members.push_back(member);
    }
    return members;
}

/// True if the author must first say which of two members of one name counts.
bool standsTwice(JsonNode member)
{
    if (!member.parent().mayRepeatKeys())
        return false;
    const auto siblings = member.parent().children();
    return std::count_if(siblings.begin(), siblings.end(), [key = member.key()](JsonNode sibling) {
        return sibling.key() == key;
    }) > 1;
}

QByteArray fetchLiteral(JsonNode uris)
{
    QByteArrayList entries;
    for (const JsonNode uri : uris.children()) {
        const QByteArray extract
            = isUnpackedUri(uri.stringOr()) ? ", \"extract\": true" : ", \"extract\": false";
        entries.append("{\"uri\": " + uri.literal() + extract + '}');
    }
    return '[' + entries.join(", ") + ']';
}

QByteArray definitionsLiteral(JsonNode ports)
{
    QByteArrayList entries;
    for (const JsonNode port : ports.children())
        entries.append("{\"port\": " + port.literal() + '}');
    return '[' + entries.join(", ") + ']';
}

QByteArray networksLiteral(const Workload &workload)
{
    switch (workload.mode()) {
    case NetworkMode::Host:
        return R"([{"mode": "host"}])";
    case NetworkMode::Bridge:
        return R"([{"mode": "container/bridge"}])";
    case NetworkMode::Container:
        break;
    }
    const JsonNode address = workload.node()["ipAddress"];
    QByteArray literal = R"([{"mode": "container")";
    if (const JsonNode name = address["networkName"]; name.isString())
        literal += ", \"name\": " + name.literal();
    if (const JsonNode labels = address["labels"]; labels.childCount() > 0)
        literal += ", \"labels\": " + labels.literal();
    return literal + "}]";
}

/// Addresses with groups or ports of their own have no exact counterpart.
bool isTranslatable(const Workload &workload)
{
    const JsonNode address = workload.node()["ipAddress"];
    const bool isPlain
        = address["groups"].childCount() == 0 && address["discovery"]["ports"].childCount() == 0;
    const bool isNamed
        = workload.mode() != NetworkMode::Container || address["networkName"].isString();
    return isPlain && isNamed;
}

void translateMappings(Rewrite &rewrite, const Workload &workload)
{
    const JsonPointer &before = mappingsPointer();
    const JsonNode mappings = workload.node().at(before);
    if (!mappings.exists())
        return;
    if (isUsed(mappings))
        rewrite.set(JsonPointer({"container", "portMappings"}), mappings.literal().toByteArray());
    rewrite.remove(before);
}

/// Old members are removed rather than emptied: Marathon keeps them under the new names only, and
/// refuses both side by side.
void translate(Rewrite &rewrite, const Workload &workload)
{
    const JsonNode app = workload.node();
    const JsonPointer &network = networkPointer();
    translateMappings(rewrite, workload);
    const bool namesNetwork = isUsed(app.at(network)) || isUsed(app["ipAddress"]);
    if (namesNetwork)
        rewrite.set(JsonPointer({"networks"}), networksLiteral(workload));
    if (app.at(network))
        rewrite.remove(network);
    if (app["ipAddress"])
        rewrite.remove(JsonPointer({"ipAddress"}));
    const auto replace
        = [&](const QByteArray &key, const QByteArray &successor, const QByteArray &literal) {
              if (app[successor])
                  rewrite.set(JsonPointer({successor}), literal).remove(JsonPointer({key}));
              else
                  rewrite.set(JsonPointer({key}), literal).rename(JsonPointer({key}), successor);
          };
    if (isUsed(app["ports"]) && workload.mode() == NetworkMode::Host)
        replace("ports", "portDefinitions", definitionsLiteral(app["ports"]));
    else if (app["ports"])
        rewrite.remove(JsonPointer({"ports"}));
    if (isUsed(app["uris"]))
        replace("uris", "fetch", fetchLiteral(app["uris"]));
}

} // namespace

void judgeLegacyFields(const Workload &workload, Reporter &reporter)
{
    if (workload.isPod() || reporter.context().version < NewNetworking)
        return;
    const std::vector<JsonNode> members = legacyMembers(workload.node());
    if (members.empty())
        return;
    QStringList names;
    for (const JsonNode member : members)
        names.append(QString::fromUtf8(member.key()));
    Finding &finding = reporter.addAtKey(NetLegacyApi, members.front(),
        u"Written as before Marathon 1.5: %1. What runs looks different from this file."_s.arg(
            names.join(u", "_s)));
    for (const JsonNode member : members) {
        if (member != members.front())
            finding.related.push_back({u"Old as well"_s, member.pointer(), member.keyRange()});
    }
    const bool isAmbiguous = std::ranges::any_of(members, standsTwice);
    if (isAmbiguous || dropsPorts(workload) || !isTranslatable(workload))
        return;
    Rewrite rewrite(workload.node());
    translate(rewrite, workload);
    offer(finding, u"Translate into the present form"_s, true, rewrite);
}

} // namespace Pinion
