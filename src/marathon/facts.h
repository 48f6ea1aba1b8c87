// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/manifestform.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace Pinion {

/// What a registry was found to say about one image reference.
enum class ImageEvidence : quint8 {
    NotAsked, ///< nobody looked, or the answer is unknown: rules stay silent
    Stable, ///< the tag still has the digest recorded earlier
    Moved, ///< the tag has another digest than recorded
    Gone, ///< the tag or digest was there and is not any more
    Missing, ///< the tag or digest is not there; nobody knows whether it ever was
};

struct ImageFacts
{
    ImageEvidence evidence = ImageEvidence::NotAsked;
    QString recordedDigest; ///< what the tag pointed to when it was first seen
    QString recordedKind; ///< "index" or "image"; only digests of one kind compare; empty: any
    QString currentDigest;
    bool isYoung = false; ///< stable, but not yet for as long as the project wants to see
    QString equalTag; ///< a fixed tag with the same digest, if one is known
    ManifestForm form = ManifestForm::Unknown; ///< of what the reference stands for
    QStringList platforms; ///< "linux/amd64"; empty: not known
    QString platformDigest; ///< of the image for the wanted platform; empty: not known, or none
    ManifestForm platformForm = ManifestForm::Unknown;
};

/// How the Marathon in question was started: what its answers depend on besides its version. The
/// initial values are those of a server without any flags.
struct ServerFacts
{
    QStringList features; ///< --enable_features: "secrets", "gpu_resources", "external_volumes" …
    QString mesosRole = QStringLiteral("*"); ///< --mesos_role
    QString defaultNetworkName; ///< --default_network_name; empty: not set
    QString bridgeName = QStringLiteral("mesos-bridge"); ///< --mesos_bridge_name
    /// --new_group_enforce_role top: new top-level groups enforce their role.
    bool newGroupsEnforceRole = false;
    /// --deprecated_features sanitize_accepted_resource_roles (1.10), the default in 1.9.
    bool sanitizesResourceRoles = false;

    [[nodiscard]] bool has(QLatin1StringView feature) const { return features.contains(feature); }
};

/// Resources of the largest agent. Negative: not known.
struct AgentResources
{
    double cpus = -1; ///< cores
    double mem = -1; ///< MiB
    double disk = -1; ///< MiB
    double gpus = -1;
};

struct PortRange
{
    int first = 0;
    int last = 0; ///< inclusive

    [[nodiscard]] bool contains(int port) const { return port >= first && port <= last; }
};

/// What the project has said about its cluster. Nothing, -1 or an empty list: not told.
struct ClusterFacts
{
    int agents = -1; ///< in the default role
    int publicAgents = -1; ///< in the role slave_public
    int zones = -1;
    std::vector<PortRange> portRanges; ///< that agents offer, usually 31000-32000
    AgentResources largestAgent;
    bool hasServiceDiscovery = true; ///< ids become host names (Mesos-DNS, marathon-lb …)
};

/// What has been learned from outside the document. Absent entries mean "not asked".
struct Facts
{
    QHash<QString, ImageFacts> images; ///< by image reference as written
    ServerFacts server;
    ClusterFacts cluster;

    [[nodiscard]] ImageFacts image(const QString &reference) const
    {
        return images.value(reference);
    }
};

/// What has been learned, completed by what has been told.
[[nodiscard]] Facts joined(Facts learned, const Facts &told);

} // namespace Pinion
