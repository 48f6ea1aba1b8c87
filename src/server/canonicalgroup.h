// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include <nlohmann/json_fwd.hpp>

namespace Pinion {

/// A group as Marathon stores and shows it after it has been sent this body to `path`: ids and
/// dependencies absolute, apps in the form of canonical(), lists there even where they are empty.
/// Without "version", "scaleBy" and "pods", which a body cannot change. "enforceRole" is that of
/// top-level groups, since 1.9; a body that does not tell it gets the server's default, whatever
/// was stored before.
///
/// What a body leaves out the server keeps as it is, but for that: this is the form of a new group.
[[nodiscard]] nlohmann::ordered_json canonicalGroup(
    JsonNode group, const ServerSettings &settings, const QString &path = QStringLiteral("/"));

} // namespace Pinion
