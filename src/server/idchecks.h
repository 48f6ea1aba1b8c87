// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/violations.h"

namespace Pinion {

/// What every part of an id must look like, and what its last part must not be.
void checkPathId(const QString &id, std::string_view rule, const QString &path, JsonNode place,
    Violations &found);

/// The group that a service or group lives in: "/a" for "/a/b", "/" for "/a".
[[nodiscard]] QString parentId(const QString &id);

/// True for "/prod": one part below the root.
[[nodiscard]] bool isTopLevel(const QString &id);

/// "prod" for "/prod/web/api"; empty for what lives in the root.
[[nodiscard]] QString topGroup(const QString &id);

/// The roles that a service may have, and the one it gets when it names none. Groups are taken for
/// new ones.
struct RoleChoice
{
    QStringList allowed;
    QString byDefault;
};
[[nodiscard]] RoleChoice roleChoice(const QString &id, const ServerSettings &settings);

} // namespace Pinion
