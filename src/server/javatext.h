// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pinion {

// Which texts the server's libraries take. Marathon runs on the Java virtual machine, so Java's
// rules are the measure.

/// False only for what java.net.URI surely refuses: blanks and other characters that no URI holds,
/// a broken percent escape, a colon without a scheme, a scheme or "//" with nothing behind it. IPv6
/// literals are not looked at closely.
[[nodiscard]] bool isJavaUri(QStringView text);

/// False only for patterns that both java.util.regex and PCRE refuse. Where their syntax differs
/// (\\u, \\p, \\N, back references, "(?", POSIX classes, large counts) every pattern passes.
[[nodiscard]] bool isJavaPattern(const QString &text);

/// ^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$
[[nodiscard]] bool isOptionLabel(QStringView text);
/// A label, '/', and a name of letters, digits and -._: between letters or digits.
[[nodiscard]] bool isOptionKey(QStringView text);
/// One part of an app's id, "." and ".." included.
[[nodiscard]] bool isPathSegment(QStringView text);

/// "/healthChecks(2)": an element as the server names it.
[[nodiscard]] QString indexed(QStringView path, qsizetype index);

} // namespace Pinion
