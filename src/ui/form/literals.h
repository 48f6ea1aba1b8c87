// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "marathon/fieldspec.h"

#include <QString>

#include <optional>

namespace Pinion {

/// A value as people read it in a field or cell: a string without quotes, anything else as written.
[[nodiscard]] QString displayText(JsonNode node);
[[nodiscard]] QString displayText(const QByteArray &literal);

/// The literal for typed text in a field of this type, or nothing when the text does not fit it.
/// Numbers may be expressions; placeholders of templates are kept as strings.
[[nodiscard]] std::optional<QByteArray> literalFor(const FieldSpec &spec, const QString &text);

/// True when the value's JSON type is one the field may have; absent and null always fit.
[[nodiscard]] bool typeFits(const FieldSpec &spec, JsonNode node);
/// True for a string that holds a template's placeholder where no text belongs.
[[nodiscard]] bool isTemplateValue(JsonNode node);

/// True when both are the same number, however it is spelled (1 and 1.0).
[[nodiscard]] bool sameNumber(const QByteArray &a, const QByteArray &b);

/// "Change memory to 512 MiB": the name of an edit in the undo menu.
[[nodiscard]] QString changeTitle(
    const FieldSpec *spec, const QString &key, const QByteArray &literal);
[[nodiscard]] QString removeTitle(const FieldSpec *spec, const QString &key);
/// A label inside a sentence: "memory", but "CPU" and "Mesos role" keep their capitals.
[[nodiscard]] QString inSentence(const QString &label);

} // namespace Pinion
