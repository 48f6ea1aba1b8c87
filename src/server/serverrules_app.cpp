// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/serverrules_app.h"

namespace Pinion {

std::span<const ServerRule> appServerRules()
{
    static const std::vector<ServerRule> all = [] {
        std::vector<ServerRule> rows;
        for (const auto table : {legacyServerRules(), identityServerRules(), networkServerRules(),
                 containerServerRules(), volumeServerRules(), externalVolumeServerRules(),
                 checkServerRules(), placementServerRules(), strategyServerRules()})
            rows.insert(rows.end(), table.begin(), table.end());
        return rows;
    }();
    return all;
}

} // namespace Pinion
