// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace Pinion {

/// Rows whose cells stand below one another, two blanks apart; each ends with a newline.
[[nodiscard]] QString columns(const std::vector<QStringList> &rows);

} // namespace Pinion
