// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include "json/jsontree.h"

namespace Pinion {

/// The text of a file after an app of it has been made to mean what a version means. Only members
/// that differ are written anew; those that mean the same stay as their author wrote them.
/// Errors: NotFound where the file does not define the app; Invalid for what cannot be edited.
[[nodiscard]] Result<QByteArray> withVersion(const JsonTree &file, const QString &id,
    const QByteArray &version, const ServerSettings &server);

} // namespace Pinion
