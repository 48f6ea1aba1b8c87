// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Pinion {

struct PastedVariable
{
    QString name;
    QString value;

    friend bool operator==(const PastedVariable &, const PastedVariable &) = default;
};

/// Environment variables found in pasted text, in its order; a name that comes twice keeps its
/// first place and its last value, as a shell would have it.
struct PastedVariables
{
    QList<PastedVariable> variables;
    QStringList ignored; ///< lines or members that are no variable, for the preview
};

/// Reads a JSON object, or lines as in .env files, `export A=b`, `- A=b`, `-e A=b` and `A: b`.
/// Comments and blank lines do not count as ignored. Quoted values may span lines.
[[nodiscard]] PastedVariables parsePastedVariables(const QString &text);

/// True for names whose values are hidden on screen: PASSWORD, TOKEN, SECRET, KEY and the like.
[[nodiscard]] bool isSensitiveName(QStringView name);

} // namespace Pinion
