// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace Pinion {

/// English itself, where a number decides: texts with %n are written with both forms, as in
/// "%n finding(s)" or "%n file(s) (was|were) changed", and this picks the one that fits. Any other
/// language is installed after it and comes first.
class EnglishPlurals final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;
    /// For the whole application; harmless to repeat.
    static void install();

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(
        const char *context, const char *source, const char *disambiguation, int n) const override;
};

} // namespace Pinion
