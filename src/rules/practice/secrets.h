// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/placeholder.h"

#include <QString>

#include <optional>

namespace Pinion {

/// A secret that a text spells out: where it stands, and what it is in words that do not repeat it.
struct SecretSpan
{
    qsizetype begin = 0; ///< in UTF-16 units
    qsizetype end = 0;
    QString kind; ///< "an AWS access key"
};

/// A token whose form gives it away, wherever it stands.
[[nodiscard]] std::optional<SecretSpan> findToken(const QString &text);

/// The literal password of scheme://user:password@host. Passwords that come from a variable or a
/// placeholder are none.
[[nodiscard]] std::optional<SecretSpan> findUrlPassword(
    const QString &text, const Placeholders &placeholders = {});

/// The value of a query parameter that signs or authorises a download. The span holds the
/// parameter's name as well.
[[nodiscard]] std::optional<SecretSpan> findUrlSignature(
    const QString &uri, const Placeholders &placeholders = {});

/// True if the text must not be repeated in a message.
[[nodiscard]] bool holdsSecret(const QString &text);

/// False for values that cannot be secrets themselves: empty and short ones, switches, paths and
/// variables.
[[nodiscard]] bool canBeSecret(const QString &value);

} // namespace Pinion
