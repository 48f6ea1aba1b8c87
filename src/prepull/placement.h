// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/mesosclient.h"
#include "json/jsontree.h"

namespace Pinion {

/// Where an app or a pod may run by its own definition, as far as that can be told of one agent
/// alone: its constraints and whose resources it takes. How many of its instances may share a host
/// or a rack is Marathon's business.
struct AppPlacement
{
    struct Rule
    {
        QString field; ///< "hostname", "@region", "@zone" or the name of an attribute
        QString op; ///< "LIKE"
        QString value; ///< empty: none
    };

    std::vector<Rule> rules;
    QStringList roles; ///< whose resources it accepts; empty: of whatever role is offered

    /// What cannot be read is left out.
    [[nodiscard]] static AppPlacement of(JsonNode definition);

    /// Why no instance comes to this agent, as a clause; empty: one may.
    [[nodiscard]] QString barOf(const Agent &agent) const;
    /// The same by host name, for those with a bar. One agent of a host suffices.
    [[nodiscard]] QHash<QString, QString> barredHosts(const std::vector<Agent> &agents) const;
};

/// Whose resources a helper may take to get to where the app runs: what nobody has reserved, and
/// what is reserved for Marathon's own role, unless the app does without. Marathon accepts no other
/// roles.
[[nodiscard]] QStringList helperRoles(const AppPlacement &app, const QString &marathonRole);

} // namespace Pinion
