// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace Pinion {

/// The difference of two texts line by line in unified format with three lines of context, as
/// `diff -u` and `git apply` read it. Empty when the texts are equal. Names go into the header
/// lines.
[[nodiscard]] QByteArray unifiedDiff(const QByteArray &before, const QByteArray &after,
    const QByteArray &beforeName, const QByteArray &afterName);

} // namespace Pinion
