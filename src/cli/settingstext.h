// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

#include <QByteArray>

namespace Pinion {

/// The settings that count for a document, each with its origin: what --print-config shows.
[[nodiscard]] QByteArray settingsText(const QString &path, const RuleConfig &config);
/// The same as a JSON object with "path", "profile", "files" and "settings".
[[nodiscard]] QByteArray settingsJson(const QString &path, const RuleConfig &config);

} // namespace Pinion
