// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

namespace Pinion {

/// What Marathon says to one app of a body that its reader has accepted: everything from the rules
/// on members of the time before 1.5 to those on the internal model. `base` is the absolute id of
/// the group that lists the app. Placeholders of template engines are never refused.
///
/// What needs a second app, a stored one or a whole cluster is not judged here. Groups are taken
/// for new ones, so that "enforceRole" of the group in question goes into the settings.
[[nodiscard]] Verdict judgeApp(
    JsonNode app, const ServerSettings &settings, const QString &base = QStringLiteral("/"));

} // namespace Pinion
