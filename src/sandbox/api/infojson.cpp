// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/marathonapi.h"
#include "sandbox/api/mesosapi.h"

#include <nlohmann/json.hpp>

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

Json textOrNull(const QString &text)
{
    return text.isEmpty() ? Json() : Json(text.toStdString());
}

Json featuresJson(const SandboxState &state)
{
    Json list = Json::array();
    for (const QString &feature : state.settings.facts.features)
        list.push_back(feature.toStdString());
    return list;
}

Json configJson(const SandboxState &state, const ApiPlaces &places)
{
    const SandboxSettings &settings = state.settings;
    const ServerFacts &facts = settings.facts;
    const QString role = facts.mesosRole == QLatin1String("*") ? QString() : facts.mesosRole;
    Json config{{"master", textOrNull(places.mesosUrl)}, {"failover_timeout", 604800},
        {"framework_name", "marathon"}, {"ha", true}, {"checkpoint", true},
        {"local_port_min", settings.firstServicePort}, {"local_port_max", settings.lastServicePort},
        {"executor", "//cmd"}, {"hostname", places.leader.section(u':', 0, 0).toStdString()},
        {"webui_url", nullptr}, {"mesos_role", textOrNull(role)}, {"task_launch_timeout", 300000},
        {"task_launch_confirm_timeout", 300000}, {"task_reservation_timeout", 20000},
        {"reconciliation_initial_delay", 15000}, {"reconciliation_interval", 600000},
        {"scale_apps_initial_delay", 15000}, {"scale_apps_interval", 300000},
        {"max_instances_per_offer", 100}, {"mesos_leader_ui_url", textOrNull(places.mesosUrl)},
        {"mesos_user", "root"}, {"mesos_bridge_name", facts.bridgeName.toStdString()},
        {"default_network_name", textOrNull(facts.defaultNetworkName)},
        {"access_control_allow_origin", nullptr}, {"env_vars_prefix", nullptr},
        {"decline_offer_duration", settings.timings.offers},
        {"leader_proxy_connection_timeout_ms", 5000}, {"leader_proxy_read_timeout_ms", 10000},
        {"features", featuresJson(state)}};
    if (settings.version >= MarathonVersion{1, 7})
        config["maintenance_mode"] = true;
    if (settings.version >= MarathonVersion{1, 9})
        config["new_group_enforce_role"] = facts.newGroupsEnforceRole ? "top" : "off";
    return config;
}

} // namespace

Json infoJson(const SandboxState &state, const ApiPlaces &places)
{
    const MarathonVersion version = state.settings.version;
    const QString number
        = QStringLiteral("%1.%2.%3").arg(version.major).arg(version.minor).arg(version.patch);
    const int port = places.leader.section(u':', -1).toInt();
    return {{"name", "marathon"}, {"version", number.toStdString()}, {"buildref", "sandbox"},
        {"elected", !places.leader.isEmpty()}, {"leader", textOrNull(places.leader)},
        {"frameworkId", MarathonFrameworkId}, {"marathon_config", configJson(state, places)},
        {"zookeeper_config",
            {{"zk", "zk://127.0.0.1:2181/marathon"}, {"zk_max_versions", 50}, {"zk_timeout", 10000},
                {"zk_session_timeout", 10000}}},
        {"http_config", {{"http_port", port}, {"https_port", 8443}}}};
}

} // namespace Pinion
