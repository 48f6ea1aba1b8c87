// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace Pinion {

/// How well letters typed in a hurry fit a text: nothing unless all of them occur in their order,
/// ignoring case. Runs, starts of words and short texts count more; words may come in any order.
[[nodiscard]] std::optional<int> fuzzyScore(QStringView typed, QStringView text);

} // namespace Pinion
