// SPDX-License-Identifier: GPL-3.0-or-later
// Remedies of the server's refusals, where one is obvious.
#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "rules/serverrules.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Removes the place of the refusal.
constexpr std::array Removals = {
    // The whole body is refused with it, so that nothing that runs depends on it.
    std::pair{std::string_view{"server-group-version"}, true},
    std::pair{std::string_view{"server-read-date"}, true},
    std::pair{std::string_view{"server-pod-container-port-host-mode"}, false},
    std::pair{std::string_view{"server-pod-user-empty"}, true},
    std::pair{std::string_view{"server-pod-seccomp"}, false},
    std::pair{std::string_view{"server-pod-limit-cgroups"}, false},
    std::pair{std::string_view{"server-group-enforce-role"}, false},
    std::pair{std::string_view{"server-group-scale"}, false},
    std::pair{std::string_view{"server-pod-volume-unmounted"}, false},
};

QString nameOf(JsonNode node)
{
    if (node.hasKey())
        return QString::fromUtf8(node.key());
    const QString name = node["name"].stringOr();
    return name.isEmpty() ? u"the entry"_s : name;
}

std::vector<Fix> removal(JsonNode node, bool isSafe)
{
    const Result<TextEdit> edit = removeNode(node);
    if (!edit)
        return {};
    return {{u"Remove %1"_s.arg(nameOf(node)), isSafe, {*edit}, {}}};
}

std::vector<Fix> replacement(
    const QString &title, JsonNode node, const QByteArray &literal, bool isSafe)
{
    return {{title, isSafe, {TextEdit{node.range(), literal}}, {}}};
}

std::vector<Fix> podFixes(const Refusal &refusal)
{
    const std::string_view rule = refusal.violation.rule;
    const JsonNode place = refusal.violation.place;
    if (rule == "server-pod-id" && place.isString()) {
        const QString id = place.stringOr();
        const bool isRelative = !id.isEmpty() && !id.startsWith(u'/') && !id.startsWith(u'.');
        if (isRelative) {
            return replacement(
                u"Use /%1"_s.arg(id), place, encodeString(QString(u'/' + id)), false);
        }
    }
    if (rule == "server-pod-resident-surge" && place.isNumber())
        return replacement(u"Set %1 to 0"_s.arg(nameOf(place)), place, "0", false);
    if (rule == "server-pod-resident-unreachable")
        return replacement(u"Disable it"_s, place, "\"disabled\"", false);
    if (rule == "server-pod-resident-roles" || rule == "server-pod-resource-roles")
        return replacement(u"Use [\"*\"]"_s, place, "[\"*\"]", false);
    if (rule == "server-pod-host-port-twice")
        return replacement(u"Let Mesos choose the port"_s, place, "0", false);
    const bool isUniqueValue = rule == "server-pod-constraint"
        && place["operator"].stringOr().toUpper() == u"UNIQUE"_s && place["value"];
    if (isUniqueValue)
        return removal(place["value"], false);
    return {};
}

} // namespace

std::vector<Fix> serverFixes(const Refusal &refusal, const RuleContext &)
{
    for (const auto &[rule, isSafe] : Removals) {
        const JsonNode place = refusal.violation.place;
        if (rule == refusal.violation.rule && place.parent())
            return removal(place, isSafe);
    }
    return podFixes(refusal);
}

} // namespace Pinion
