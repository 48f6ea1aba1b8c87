// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/approles.h"

#include "server/idchecks.h"

namespace Pinion {

void resolveRole(AppView &view, const ServerSettings &settings)
{
    if (settings.version < MarathonVersion{1, 9} || view.id.isEmpty())
        return;
    const RoleChoice choice = roleChoice(view.id, settings);
    view.allowedRoles = choice.allowed;
    if (!settings.isPlaceholder(view.app["role"]))
        view.role = view.app["role"].stringOr(choice.byDefault);
}

bool sanitizesRoles(const ServerSettings &settings)
{
    if (settings.version < MarathonVersion{1, 10})
        return settings.version >= MarathonVersion{1, 9};
    return settings.version < MarathonVersion{1, 11} && settings.facts.sanitizesResourceRoles;
}

} // namespace Pinion
