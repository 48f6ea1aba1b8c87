// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"

namespace Pinion {

/// A bracket and the one it belongs to, as byte offsets; -1 for none.
struct BracePair
{
    qsizetype brace = -1;
    qsizetype partner = -1;

    friend bool operator==(const BracePair &, const BracePair &) = default;
};

/// The bracket before the cursor or else the one behind it, with its partner. Brackets in texts are
/// none. The tree knows the answer; Scintilla would search the text for it on every key.
[[nodiscard]] BracePair bracePairAt(const JsonTree &tree, qsizetype cursor);

} // namespace Pinion
