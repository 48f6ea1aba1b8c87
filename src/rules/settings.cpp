// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/settings.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &text : value.toArray())
        texts.append(text.toString());
    return texts;
}

int daysOf(const QJsonValue &value)
{
    const QString text = value.toString();
    return text.chopped(1).toInt() * (text.endsWith(u'w') ? 7 : 1);
}

PortRange rangeOf(const QString &text)
{
    const int first = text.section(u'-', 0, 0).toInt();
    return {first, text.contains(u'-') ? text.section(u'-', 1, 1).toInt() : first};
}

void applyPortRanges(RuleConfig &config, const QJsonValue &value)
{
    config.facts.cluster.portRanges.clear();
    for (const QString &text : textsOf(value))
        config.facts.cluster.portRanges.push_back(rangeOf(text));
}

void applyFeatures(RuleConfig &config, const QJsonValue &value)
{
    const QJsonObject features = value.toObject();
    config.facts.server.features.clear();
    for (auto feature = features.begin(); feature != features.end(); ++feature) {
        if (feature->toBool())
            config.facts.server.features.append(feature.key());
    }
}

void applyPlaceholders(RuleConfig &config, const QJsonValue &value)
{
    config.parameters.placeholders = Placeholders(textsOf(value));
    config.parameters.images.placeholders = config.parameters.placeholders;
}

void applyRegistry(RuleConfig &config, const QJsonValue &value)
{
    const QString word = value.toString();
    config.registry = word == u"online" ? RegistryUse::Online
        : word == u"lock"               ? RegistryUse::Lock
                                        : RegistryUse::Offline;
}

constexpr auto Flag = SettingType::Flag;
constexpr auto Count = SettingType::Count;
constexpr auto Amount = SettingType::Amount;
constexpr auto Text = SettingType::Text;
constexpr auto Texts = SettingType::Texts;
constexpr auto Choice = SettingType::Choice;
constexpr auto Project = SettingReach::Project;
constexpr auto Document = SettingReach::Document;
constexpr auto PerDefinition = SettingReach::Definition;

using Config = RuleConfig;
using Value = QJsonValue;

// clang-format off: one row per setting reads best as a table
constexpr std::array Specs = {
    SettingSpec{"root", Flag, Project, "false", "Stops the walk to the folders above.",
        [](Config &c, const Value &v) { c.isRoot = v.toBool(); }},
    SettingSpec{"profile", SettingType::Profile, PerDefinition, "\"default\"",
        "The named set of levels that the project starts from.",
        [](Config &c, const Value &v) { c.profile = v.toString(); }},
    SettingSpec{"failOn", Choice, Document, "\"error\"", "The level from which on a check fails.",
        [](Config &c, const Value &v) { c.failOn = severityFromName(v.toString()); },
        "\"error\"|\"warning\"|\"info\""},
    SettingSpec{"partial", Flag, PerDefinition, "false",
        "The files are patches: rules that fire on absence stay silent.",
        [](Config &c, const Value &v) { c.parameters.isPartial = v.toBool(); }},
    SettingSpec{"cluster.marathonVersion", SettingType::Version, Document, "\"1.10\"",
        "The Marathon that will read the files, 1.4 to 1.11.",
        [](Config &c, const Value &v) { c.version = *MarathonVersion::parse(v.toString()); }},
    SettingSpec{"cluster.agents", Count, Document, {}, "Agents in the default role.",
        [](Config &c, const Value &v) { c.facts.cluster.agents = v.toInt(); }},
    SettingSpec{"cluster.publicAgents", Count, Document, {}, "Agents in the role slave_public.",
        [](Config &c, const Value &v) { c.facts.cluster.publicAgents = v.toInt(); }},
    SettingSpec{"cluster.zones", Count, Document, {}, "Fault domains that the agents lie in.",
        [](Config &c, const Value &v) { c.facts.cluster.zones = v.toInt(); }},
    SettingSpec{"cluster.portRanges", SettingType::PortRanges, Document, {},
        "Ports that the agents offer.", applyPortRanges},
    SettingSpec{"cluster.largestAgent.cpus", Amount, Document, {}, "Cores of the largest agent.",
        [](Config &c, const Value &v) { c.facts.cluster.largestAgent.cpus = v.toDouble(); }},
    SettingSpec{"cluster.largestAgent.mem", Amount, Document, {},
        "Memory of the largest agent in MiB.",
        [](Config &c, const Value &v) { c.facts.cluster.largestAgent.mem = v.toDouble(); }},
    SettingSpec{"cluster.largestAgent.disk", Amount, Document, {},
        "Disk of the largest agent in MiB.",
        [](Config &c, const Value &v) { c.facts.cluster.largestAgent.disk = v.toDouble(); }},
    SettingSpec{"cluster.largestAgent.gpus", Amount, Document, {}, "GPUs of the largest agent.",
        [](Config &c, const Value &v) { c.facts.cluster.largestAgent.gpus = v.toDouble(); }},
    SettingSpec{"cluster.features", SettingType::Features, Document, "{}",
        "Features that Marathon was started with (--enable_features).", applyFeatures},
    SettingSpec{"cluster.serviceDiscovery", Choice, Document, "\"dns\"",
        "Whether ids become host names (Mesos-DNS and the like), or nothing reads them.",
        [](Config &c, const Value &v) {
            c.facts.cluster.hasServiceDiscovery = v.toString() != u"none";
        },
        "\"dns\"|\"none\""},
    SettingSpec{"cluster.mesosRole", Text, Document, "\"*\"", "Marathon's --mesos_role.",
        [](Config &c, const Value &v) { c.facts.server.mesosRole = v.toString(); }},
    SettingSpec{"cluster.defaultNetworkName", Text, Document, "\"\"",
        "Marathon's --default_network_name.",
        [](Config &c, const Value &v) { c.facts.server.defaultNetworkName = v.toString(); }},
    SettingSpec{"cluster.bridgeName", Text, Document, "\"mesos-bridge\"",
        "Marathon's --mesos_bridge_name.",
        [](Config &c, const Value &v) { c.facts.server.bridgeName = v.toString(); }},
    SettingSpec{"cluster.newGroupEnforceRole", Choice, Document, "\"off\"",
        "Marathon's --new_group_enforce_role.",
        [](Config &c, const Value &v) {
            c.facts.server.newGroupsEnforceRole = v.toString() == u"top";
        },
        "\"off\"|\"top\""},
    SettingSpec{"cluster.sanitizeResourceRoles", Flag, Document, "false",
        "Marathon runs with --deprecated_features sanitize_accepted_resource_roles.",
        [](Config &c, const Value &v) { c.facts.server.sanitizesResourceRoles = v.toBool(); }},
    SettingSpec{"images.immutableRepositories", Texts, PerDefinition, "[]",
        "Globs of repositories whose tags never move, over the full name and the written one.",
        [](Config &c, const Value &v) { c.parameters.images.immutableRepositories = textsOf(v); }},
    SettingSpec{"images.extraChannelWords", Texts, PerDefinition, "[]",
        "Further words that mark a tag as a channel.",
        [](Config &c, const Value &v) { c.parameters.images.extraChannelWords = textsOf(v); }},
    SettingSpec{"images.notChannelWords", Texts, PerDefinition, "[]",
        "Words that do not, although Pinion takes them for one.",
        [](Config &c, const Value &v) { c.parameters.images.notChannelWords = textsOf(v); }},
    SettingSpec{"images.integerTags", Choice, PerDefinition, "\"floating\"",
        "What a tag such as 57 is.",
        [](Config &c, const Value &v) {
            c.parameters.images.integerTagsAreBuilds = v.toString() == u"build";
        },
        "\"floating\"|\"build\""},
    SettingSpec{"images.floatingComponents", Choice, PerDefinition, "2",
        "2: the tag 15.4 floats; 1: only 15 does.",
        [](Config &c, const Value &v) { c.parameters.images.floatingComponents = v.toInt(); },
        "1|2"},
    SettingSpec{"images.maxEvidenceAge", SettingType::Days, Project, "\"30d\"",
        "How long an entry of the image lock counts after the registry was last asked.",
        [](Config &c, const Value &v) { c.maxEvidenceDays = daysOf(v); }},
    SettingSpec{"images.trustAfter", SettingType::Days, Project, "\"30d\"",
        "How long a tag must have kept its digest to be trusted.",
        [](Config &c, const Value &v) { c.trustAfterDays = daysOf(v); }},
    SettingSpec{"lb.groups", Texts, PerDefinition, "[]",
        "Values of HAPROXY_GROUP that a load balancer serves.",
        [](Config &c, const Value &v) { c.parameters.lb.groups = textsOf(v); }},
    SettingSpec{"lb.portRange", SettingType::PortPair, PerDefinition, "[10000, 10100]",
        "First and last service port to hand out.",
        [](Config &c, const Value &v) {
            c.parameters.lb.portRange = {v[0].toInt(), v[1].toInt()};
        }},
    SettingSpec{"lb.wildcardGroup", Flag, PerDefinition, "false",
        "One load balancer serves every group.",
        [](Config &c, const Value &v) { c.parameters.lb.wildcardGroup = v.toBool(); }},
    SettingSpec{"inlineSuppressions.allowed", Flag, Document, "true",
        "Labels pinion.ignore/… may suppress findings.",
        [](Config &c, const Value &v) { c.inlineSuppressions.isAllowed = v.toBool(); }},
    SettingSpec{"inlineSuppressions.requireExpiry", Flag, Document, "false",
        "Such labels need a last day.",
        [](Config &c, const Value &v) { c.inlineSuppressions.needsExpiry = v.toBool(); }},
    SettingSpec{"inlineSuppressions.never", SettingType::RuleIds, Document, "[]",
        "Rules that no label suppresses. The lists of all files and profiles add up.",
        [](Config &c, const Value &v) { c.inlineSuppressions.never = textsOf(v); }},
    SettingSpec{"placeholders", SettingType::Patterns, Document, "[]",
        "Regular expressions of placeholders, besides the usual forms.", applyPlaceholders},
    SettingSpec{"registry", Choice, Project, "\"offline\"",
        "Whether registries may be asked: never, only the lock file, or yes.", applyRegistry,
        "\"offline\"|\"lock\"|\"online\""},
    SettingSpec{"baseline", Text, Project, {},
        "File with the findings that were there when the project began.",
        [](Config &c, const Value &v) { c.baseline = v.toString(); }},
};
// clang-format on

} // namespace

std::span<const SettingSpec> settingSpecs()
{
    return Specs;
}

const SettingSpec *findSetting(QStringView key)
{
    const auto spec = std::find_if(Specs.begin(), Specs.end(), [key](const SettingSpec &row) {
        return key == QLatin1StringView(row.key.data(), qsizetype(row.key.size()));
    });
    return spec == Specs.end() ? nullptr : &*spec;
}

} // namespace Pinion
