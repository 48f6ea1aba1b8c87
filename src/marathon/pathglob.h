// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace Pinion {

/// Matches a whole path of '/'-separated components, case counting: '*' stands for any characters
/// within one component, a component "**" for any number of components, none included. A leading
/// '/' is part of the path: "/shop/*" fits "/shop/api", "shop/*" does not.
[[nodiscard]] bool pathGlobMatches(QStringView glob, QStringView path);

} // namespace Pinion
