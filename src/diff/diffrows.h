// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/comparison.h"

#include <functional>

namespace Pinion {

enum class RowKind : quint8 { Same, Added, Removed, Changed, Moved };

/// One line of one side.
struct RowCell
{
    QByteArray text; ///< UTF-8 without indentation and line end; empty where the side has no line
    std::vector<TextRange> marks; ///< parts of `text` that differ, in words; none: the whole line
    JsonNode node; ///< the value that begins or ends here; does not exist for a side without a line
    bool isOpening = true; ///< false for the line of a closing bracket
};

/// A line of both sides, next to each other.
struct DiffRow
{
    RowKind kind = RowKind::Same;
    int depth = 0; ///< levels of indentation
    int change = -1; ///< index of the change that it shows; -1: none
    RowCell before;
    RowCell after;
};

/// True for values that must not be shown.
using IsHidden = std::function<bool(JsonNode value)>;

struct RowOptions
{
    bool showsFilledIn = false; ///< also what the server fills in and is the same
    IsHidden isHidden = {};
};

/// Both bodies as text side by side, in the order of the author of `after`.
[[nodiscard]] std::vector<DiffRow> diffRows(
    const Comparison &comparison, const RowOptions &options = {});

/// A run of rows: shown, or a fold of equal ones.
struct RowRun
{
    size_t begin = 0;
    size_t end = 0;
    bool isFold = false;
    QString path; ///< of a fold: the innermost value around it, "container › docker"; may be empty

    [[nodiscard]] size_t size() const { return end - begin; }
};

/// Divides rows into what is shown, changes with `context` rows around them, and folds of at least
/// three rows. Without any change everything is one fold.
[[nodiscard]] std::vector<RowRun> folded(const std::vector<DiffRow> &rows, size_t context = 3);

/// What stands for a hidden value, quotes included.
inline constexpr QByteArrayView HiddenLiteral = "\"••••••••\"";

/// A value on one line for people, hidden parts as HiddenLiteral.
[[nodiscard]] QByteArray shownValue(JsonNode value, const IsHidden &isHidden);

} // namespace Pinion
