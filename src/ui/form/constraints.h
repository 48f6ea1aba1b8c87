// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/celldelegate.h"

namespace Pinion {

/// A placement operator in words, with Marathon's keyword: "at most one per (UNIQUE)".
[[nodiscard]] QString operatorWords(const QString &keyword);
/// Whether the operator takes a third part.
[[nodiscard]] bool takesValue(const QString &keyword);
/// What the cells of a constraint offer: attributes, operators, nothing.
[[nodiscard]] CellDelegate::Choice constraintChoices(int column);

} // namespace Pinion
