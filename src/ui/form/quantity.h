// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

#include <optional>

namespace Pinion {

/// What people type into a number field, worked out: "512", "2g", "1,5 GiB", "256*3", "(1+1)*64m".
/// The answer counts in `unit` (a FieldSpec's unit: "MiB", "GiB", "s", "cores", "%" or none);
/// suffixes of the same kind are converted, sizes always by 1024. Both decimal marks are
/// understood, but no grouping. Nothing for text that is no expression, is infinite, or has a
/// suffix of another kind.
[[nodiscard]] std::optional<double> evaluateQuantity(QStringView text, QStringView unit);

/// The shortest JSON number for a value; whole numbers without a decimal point. Rounds to twelve
/// digits, so that 0.1 + 0.2 is written 0.3.
[[nodiscard]] QByteArray numberLiteral(double value);

/// How far one press of a step button goes.
[[nodiscard]] double quantityStep(QStringView unit, bool isInteger);

} // namespace Pinion
