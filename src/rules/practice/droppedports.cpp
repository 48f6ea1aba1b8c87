// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonstring.h"
#include "rules/practice/fixes.h"
#include "rules/practice/networking.h"
#include "rules/practice/workloadparts.h"
#include "rules/reporter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isFilled(JsonNode list)
{
    return list.isArray() && list.childCount() > 0;
}

bool dropsMappings(const Workload &workload)
{
    const bool isSilent = workload.isPartial() && workload.node()["networks"].isAbsent();
    return !workload.isPod() && workload.mode() == NetworkMode::Host && !isSilent
        && isFilled(workload.mappingsNode());
}

bool isSameOrAbsent(JsonNode ofDefinition, JsonNode ofMapping)
{
    if (ofDefinition.isAbsent() || (ofDefinition.isObject() && ofDefinition.childCount() == 0))
        return true;
    if (!ofDefinition.isObject())
        return ofDefinition.stringOr() == ofMapping.stringOr();
    const auto members = ofDefinition.children();
    return std::all_of(members.begin(), members.end(), [ofMapping](JsonNode member) {
        return ofMapping[member.key()].stringOr() == member.stringOr();
    });
}

/// What old exports contain: each entry repeats what a mapping says already.
bool repeatsMapping(JsonNode definition, const Workload &workload)
{
    const JsonNode port = definition.isNumber() ? definition : definition["port"];
    const qint64 number = port.toInteger().value_or(0);
    const bool isNameless = definition["name"].stringOr(u"default"_s) == u"default";
    const auto &mappings = workload.ports();
    return std::any_of(mappings.begin(), mappings.end(), [&](const WorkloadPort &mapping) {
        return (number == 0 || number == mapping.servicePort)
            && (isNameless || isSameOrAbsent(definition["name"], mapping.node["name"]))
            && isSameOrAbsent(definition["labels"], mapping.node["labels"]);
    });
}

/// What the server prints of an app that never named its ports.
bool isExported(const Workload &workload)
{
    const JsonNode app = workload.node();
    const bool isAnswer = app["tasks"] || app["tasksRunning"] || app["versionInfo"];
    return isAnswer && !isFilled(workload.mappingsNode()) && app["requirePorts"].toBool() != true;
}

bool dropsDefinitions(const Workload &workload)
{
    const JsonNode definitions = workload.portDefinitionsNode();
    if (workload.isPod() || workload.mode() == NetworkMode::Host || !isFilled(definitions))
        return false;
    const auto entries = definitions.children();
    const bool isEcho = isExported(workload);
    return !std::all_of(entries.begin(), entries.end(), [&](JsonNode definition) {
        const bool isBlank = definition.isNumber() && (isEcho || definition.toInteger() == 0);
        return isBlank || repeatsMapping(definition, workload);
    });
}

void offerBridge(Finding &finding, const Workload &workload)
{
    static const QString title = u"Use a bridge network"_s;
    const JsonNode docker = workload.node()["container"]["docker"];
    const bool isLegacy = docker["network"].isString() || docker["portMappings"].isArray();
    if (workload.node()["networks"].childCount() > 0 || !isLegacy) {
        offer(finding, title, false,
            settingEdits(workload.node(), JsonPointer::of("/networks"),
                R"([{"mode": "container/bridge"}])"));
        return;
    }
    offer(finding, title, false, settingEdits(docker, JsonPointer::of("/network"), "\"BRIDGE\""));
}

/// The definition that says on the host what a mapping says in a container.
QByteArray definitionFor(JsonNode mapping)
{
    QByteArray text
        = "{\"port\": " + QByteArray::number(mapping["servicePort"].toInteger().value_or(0));
    for (const QByteArrayView key : {"name", "protocol", "labels"}) {
        if (const JsonNode member = mapping[key]; !member.isAbsent())
            text += ", " + encodeString(key) + ": " + member.literal();
    }
    return text + '}';
}

void offerDefinitions(Finding &finding, const Workload &workload)
{
    if (workload.portDefinitionsNode())
        return;
    QByteArrayList definitions;
    for (const JsonNode mapping : workload.mappingsNode().children())
        definitions.append(definitionFor(mapping));
    Rewrite rewrite(workload.node());
    rewrite.set(pointerWithin(workload.node(), workload.mappingsNode()), "[]")
        .set(JsonPointer::of("/portDefinitions"), '[' + definitions.join(", ") + ']');
    offer(finding, u"Stay on the host's network, with port definitions"_s, false, rewrite);
}

/// Gives the mapping what only the definition says.
void completeMapping(Rewrite &rewrite, const JsonPointer &at, JsonNode definition, JsonNode mapping)
{
    const JsonNode port = definition.isNumber() ? definition : definition["port"];
    if (port.toInteger().value_or(0) > 0 && mapping["servicePort"].toInteger().value_or(0) == 0)
        rewrite.set(at.child("servicePort"), port.literal().toByteArray());
    for (const QByteArray &key : {"name"_ba, "labels"_ba}) {
        const JsonNode member = definition[key];
        if (!member.isAbsent() && mapping[key].isAbsent())
            rewrite.set(at.child(key), member.literal().toByteArray());
    }
}

void offerToMove(Finding &finding, const Workload &workload)
{
    const JsonNode definitions = workload.portDefinitionsNode();
    const JsonNode mappings = workload.mappingsNode();
    Rewrite rewrite(workload.node());
    const bool canMove = mappings.childCount() >= definitions.childCount();
    for (qsizetype i = 0; canMove && i < definitions.childCount(); ++i) {
        const JsonNode mapping = mappings.element(i);
        completeMapping(
            rewrite, pointerWithin(workload.node(), mapping), definitions.element(i), mapping);
    }
    rewrite.set(JsonPointer({definitions.key()}), "[]");
    offer(finding, canMove ? u"Move it into the mappings"_s : u"Empty the list"_s, false, rewrite);
}

} // namespace

bool dropsPorts(const Workload &workload)
{
    return dropsMappings(workload) || dropsDefinitions(workload);
}

void judgeDroppedMappings(const Workload &workload, Reporter &reporter)
{
    if (dropsMappings(workload)) {
        Finding &finding = reporter.addAtKey(NetMappingsDropped, workload.mappingsNode(),
            u"On the host's network Marathon drops these mappings without a word; the task gets a "
            u"random port."_s);
        offerBridge(finding, workload);
        offerDefinitions(finding, workload);
    } else if (dropsDefinitions(workload)) {
        const JsonNode definitions = workload.portDefinitionsNode();
        Finding &finding = reporter.addAtKey(NetMappingsDropped, definitions,
            u"Off the host's network Marathon drops '%1' without a word; a container's ports "
            u"belong "
            u"in 'portMappings'."_s.arg(QString::fromUtf8(definitions.key())));
        finding.severity = Severity::Warning;
        offerToMove(finding, workload);
    }
}

} // namespace Pinion
