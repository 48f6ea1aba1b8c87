// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Pinion {

/// Running text in lines of at most 80 columns, each behind `indent` blanks and ended by a newline.
/// Line breaks of the text stay.
[[nodiscard]] QString wrapped(const QString &text, int indent = 0);

/// "  name        text", with the text wrapped in a column of its own after `width` blanks.
[[nodiscard]] QString labelled(const QString &name, const QString &text, int width);

/// "1 file", "2 files": the plural takes an s.
[[nodiscard]] QString counted(qsizetype count, const QString &noun);

/// " Did you mean NAME?", or nothing when no name is close.
[[nodiscard]] QString didYouMean(QByteArrayView wanted, const QList<QByteArray> &names);

} // namespace Pinion
