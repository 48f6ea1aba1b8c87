// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/workload.h"

#include <span>

namespace Pinion {

/// A label that marathon-lb might read: HAPROXY_<index>_<name>, or HAPROXY_<name> for a whole app.
struct BalancerKey
{
    std::optional<int> index;
    QByteArray name;

    /// Nothing for keys that do not begin with HAPROXY_.
    [[nodiscard]] static std::optional<BalancerKey> parse(const QByteArray &key);
    [[nodiscard]] QByteArray text() const;
    [[nodiscard]] bool isKnown() const;
};

/// The names that marathon-lb reads, as its config.py lists them.
[[nodiscard]] const QList<QByteArray> &balancerNamesOfPort();
/// Those without an index, including what its deployment script writes.
[[nodiscard]] const QList<QByteArray> &balancerNamesOfApp();

/// The label of one port; may not exist.
[[nodiscard]] JsonNode balancerNode(JsonNode labels, int index, QByteArrayView name);
/// Its text; empty if absent.
[[nodiscard]] QString balancerLabel(JsonNode labels, int index, QByteArrayView name);
/// The load balancers' groups that serve a port of an app.
[[nodiscard]] QStringList balancerGroups(JsonNode labels, int index);
/// False where the port is switched off for load balancers.
[[nodiscard]] bool isBalanced(JsonNode labels, int index);

} // namespace Pinion
