// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/appdocument.h"

#include <vector>

namespace Pinion {

/// One thing that may be written at a place.
struct CompletionItem
{
    QByteArray text; ///< the key or value without quotes, as it is typed
    QByteArray insertion; ///< replaces Completions::range
    qsizetype caret = 0; ///< where the cursor goes, counted from the insertion's begin
    QString label; ///< the field's label, or "default" for the value the server fills in
    QString help;
    bool isKey = false;
};

struct Completions
{
    TextRange range;
    qsizetype typedLength = 0; ///< bytes of the item's text that already stand before the cursor
    std::vector<CompletionItem> items;
};

/// The keys that the schema knows and the object lacks, or the values that the field may have.
/// Fields that only servers write, or that newer servers have moved elsewhere, are not offered.
[[nodiscard]] Completions completionsAt(const DocumentSnapshot &snapshot, qsizetype offset);

} // namespace Pinion
