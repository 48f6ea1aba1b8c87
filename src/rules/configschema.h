// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Pinion {

/// The JSON Schema (draft-07) of .pinion.json, made from the tables of settings, profiles and
/// rules: resources/pinion-config.schema.json.
[[nodiscard]] QByteArray configSchema();

} // namespace Pinion
