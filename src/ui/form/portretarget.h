// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/treescript.h"

namespace Pinion {

/// Checks name a port by its place. When a port moves or goes, these keep them on the same port.
/// `array` is the list that changed; lists that no check counts in are left alone. Call them after
/// the list itself has changed.
Result<void> followMovedPort(
    TreeScript &script, const JsonPointer &array, qsizetype from, qsizetype to);
Result<void> followRemovedPort(TreeScript &script, const JsonPointer &array, qsizetype index);

} // namespace Pinion
