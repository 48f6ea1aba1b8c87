// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QMap>
#include <QSet>
#include <QString>

namespace Pinion {

/// One row of the layer table in docs/architecture.md.
struct Layer
{
    int level = 0;
    QSet<QString> folders; ///< that it may include, besides itself
    QSet<QString> qtModules; ///< "Core", "Gui" …
    bool mayUseQScintilla = false;
};
using LayerTable = QMap<QString, Layer>;

/// A file of src/ with its path relative to the project: "src/json/jsontree.h".
struct SourceFile
{
    QString path;
    QString text;
};

/// Reads the table out of the text of docs/architecture.md.
/// Errors: Invalid for no table, unknown folders, or a row that uses its own or a higher layer.
[[nodiscard]] Result<LayerTable> parseLayerTable(const QString &markdown);

/// The text with comments and the content of literals blanked out; lines stay where they are.
[[nodiscard]] QString codeOnly(const QString &text);

// Each check answers complaints, "line 3: …" where a line is concerned; none when all is well.

[[nodiscard]] QStringList checkIncludes(const SourceFile &file, const LayerTable &table);
[[nodiscard]] QStringList checkForeignClasses(const SourceFile &file);
[[nodiscard]] QStringList checkCoroutineArguments(const SourceFile &file);
[[nodiscard]] QStringList checkSize(const SourceFile &file);
[[nodiscard]] QStringList checkFirstLines(const SourceFile &file);
[[nodiscard]] QStringList checkObjectMacro(const SourceFile &file);
/// A class with Q_OBJECT in its header is compiled with its source: `header` is the one next to it.
[[nodiscard]] QStringList checkMocInclude(const SourceFile &source, const SourceFile &header);
/// `file` is the CMakeLists.txt of a folder of src/.
[[nodiscard]] QStringList checkLinkedLibraries(const SourceFile &file, const LayerTable &table);

} // namespace Pinion
