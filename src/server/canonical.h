// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include <nlohmann/json_fwd.hpp>

#include <span>

namespace Pinion {

/// An app as Marathon stores it and a GET shows it: in today's form, with the defaults of the
/// server's release, without what the server does not know and without "version" and the members
/// that only an answer has. Members stand in a fixed order, enum values in the server's spelling
/// and numbers without a fraction as integers; service ports that the server assigns are 0.
///
/// The canonical form of a canonical form is the same, with one exception that is the server's own:
/// a health check without "port" and "portIndex" gets "portIndex": 0 when the body lists
/// portDefinitions, which the first form did not and the second always does.
///
/// That holds since 1.5. An older server shows its own, older form; compared are both in today's,
/// which it could not read.
///
/// Meant for apps that judgeApp() accepts. For others it is still defined: contradictions are
/// settled somehow, and what cannot be read is kept as written, placeholders included.
[[nodiscard]] nlohmann::ordered_json canonical(
    JsonNode app, const ServerSettings &settings, const QString &base = QStringLiteral("/"));

/// True for an address in "uris" that Marathon asks Mesos to unpack, by the end of its path
/// (FetchUri.isExtract).
[[nodiscard]] bool isUnpackedUri(const QString &uri);

/// Arrays of the canonical form that are sets to the server, so that their order means nothing and
/// repetitions vanish: pointers with '*' for an index.
[[nodiscard]] std::span<const std::string_view> setArrays();

/// Numbers of the canonical form where 0 asks for a port and the server's answer shows the one it
/// has chosen: 0 there equals any number. Pointers with '*' for an index.
[[nodiscard]] std::span<const std::string_view> assignedPorts();

} // namespace Pinion
