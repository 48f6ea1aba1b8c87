// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace Pinion {

/// The UTF-8 text that a JSON string literal (with its quotes) stands for; nothing if it is
/// damaged.
[[nodiscard]] std::optional<QByteArray> decodeString(QByteArrayView literal);

/// A JSON string literal for UTF-8 text, with the quotes. Only what RFC 8259 requires is escaped;
/// `/` and non-ASCII characters stay as they are.
[[nodiscard]] QByteArray encodeString(QByteArrayView utf8);
[[nodiscard]] QByteArray encodeString(const QString &text);

/// True if `text` is one number as RFC 8259 spells it (no blanks around, no leading +, no hex).
[[nodiscard]] bool isJsonNumber(QByteArrayView text);

} // namespace Pinion
