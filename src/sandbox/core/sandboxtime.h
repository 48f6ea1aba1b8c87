// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace Pinion {

/// Milliseconds: a span, or a moment counted since 1970.
using Millis = qint64;

/// "2024-03-05T09:12:44.031Z", as Marathon's REST answers write moments: always three digits.
[[nodiscard]] QString timestamp(Millis moment);
/// Reads an ISO-8601 date and time; nothing for other text.
[[nodiscard]] std::optional<Millis> parseTimestamp(const QString &text);

} // namespace Pinion
