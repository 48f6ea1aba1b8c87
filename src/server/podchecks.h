// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/violations.h"

#include <QStringList>

namespace Pinion {

/// A pod that the readers took, and what its rules need to know of it.
struct PodView
{
    PodView(JsonNode body, const ServerSettings &settings);

    JsonNode pod;
    const ServerSettings &settings;
    QStringList networkNames; ///< as written, in their order
    qsizetype containerNetworks = 0; ///< entries of the mode "container", the default
    bool hasHostNetwork = false; ///< written; no networks at all behave alike, but are no entry
    /// A network's mode or name is a placeholder.
    bool hasUnknownNetwork = false;
    QStringList volumeNames;
    QStringList mountedNames; ///< of all containers
    QStringList secretNames;
    std::vector<JsonNode> persistentVolumes;

    [[nodiscard]] bool isResident() const { return !persistentVolumes.empty(); }
    [[nodiscard]] bool hasSecrets() const
    {
        return settings.facts.has(QLatin1StringView("secrets"));
    }
    /// A text of the author, or nothing where it holds a placeholder or is none.
    [[nodiscard]] std::optional<QString> plainText(JsonNode node) const;
    /// The texts of a list; nothing where one holds a placeholder.
    [[nodiscard]] std::optional<QStringList> plainTexts(JsonNode list) const;
    /// As the server names a value of the pod.
    [[nodiscard]] QString path(JsonNode node) const;
};

// The checks of the phase Canonical, by theme.
void checkPodItself(const PodView &view, Violations &found);
void checkPodNetworks(const PodView &view, Violations &found);
void checkPodSecrets(const PodView &view, Violations &found);
void checkPodVolumes(const PodView &view, Violations &found);
void checkPodScheduling(const PodView &view, Violations &found);
void checkPodContainers(const PodView &view, Violations &found);
void checkPodEndpoints(const PodView &view, Violations &found);
// The checks of the phase Model.
void checkPodRoles(const PodView &view, Violations &found);

/// Secret references in an object of variables. `variables` may not exist.
void checkPodVariables(const PodView &view, JsonNode variables, Violations &found);

inline constexpr QLatin1StringView MustBeEmpty{"must be empty"};
inline constexpr QLatin1StringView SecretsDisabled{
    "Feature secrets is not enabled. Enable with --enable_features secrets)"};

} // namespace Pinion
