// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

#include <QList>
#include <QString>

namespace Pinion {

/// What the form needs to know about an app beyond single fields. Every reader copes with any tree.

enum class NetworkMode { Host, Bridge, Container };
[[nodiscard]] NetworkMode networkMode(JsonNode app);

/// A port that checks can name by its place in the list.
struct PortInfo
{
    qsizetype index = 0;
    QString name;
    QString number; ///< "8080", or empty where the cluster chooses
    QString protocol;

    friend bool operator==(const PortInfo &, const PortInfo &) = default;
};
/// The list that `portIndex` counts in, old spellings included.
[[nodiscard]] QList<PortInfo> ports(JsonNode app);
/// Pointer, relative to the app, of the array that `ports` read; the root when there is none.
[[nodiscard]] JsonPointer portsPointer(JsonNode app);
/// Places in the port list that a health check or the generic check refers to.
[[nodiscard]] QList<qsizetype> checkedPorts(JsonNode app);
/// Every `portIndex` of the app, as pointers relative to it.
[[nodiscard]] QList<JsonPointer> portIndexPointers(JsonNode app);

[[nodiscard]] QStringList secretNames(JsonNode app);
[[nodiscard]] bool hasLocalVolumes(JsonNode app);
[[nodiscard]] int instancesOf(JsonNode app);

enum class VolumeForm { Host, Persistent, Dvdi, Csi, Secret };
[[nodiscard]] VolumeForm volumeKind(JsonNode volume);

enum class StartMode { ImageDefault, Command, Arguments };
[[nodiscard]] StartMode startMode(JsonNode app);

/// Whether a field plays a part in the app as it is; fields that are set are always shown.
[[nodiscard]] bool isRelevant(JsonNode app, const JsonPointer &pointer);

} // namespace Pinion
