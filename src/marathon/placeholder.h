// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QStringList>

namespace Pinion {

/// Tells which texts are templates: those with one of the usual placeholders (see isTemplated) and
/// those that match a project's own patterns. Cheap to copy and, without patterns, to ask.
class Placeholders
{
public:
    Placeholders() = default;
    /// Patterns that are no regular expressions never match.
    explicit Placeholders(const QStringList &patterns);

    [[nodiscard]] bool areIn(QStringView text) const;
    /// The same for a line that a shell reads; see isTemplatedShell.
    [[nodiscard]] bool areInShell(QStringView line) const;

private:
    [[nodiscard]] bool matchesOwn(QStringView text) const;

    QList<QRegularExpression> m_patterns;
};

} // namespace Pinion
