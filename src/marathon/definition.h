// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "marathon/fieldspec.h"

#include <QString>

#include <vector>

namespace Pinion {

/// What a text is, tested in this order: array of apps, API answer (`app`, `apps` or `pod` without
/// an `id`), pod (`containers`), group (`groups`, `apps` or `pods`), app (`id` and one of cmd,
/// args, container, instances, env, fetch, uris), anything else.
enum class DocumentKind : quint8 { App, Apps, Group, Pod, Response, Other };

/// "app", "apps", "group", "pod", "response", "other": the names used in machine-readable output.
[[nodiscard]] QString kindName(DocumentKind kind);

/// One app, pod or group inside a document.
struct Definition
{
    SchemaRoot root = SchemaRoot::App;
    JsonNode node;
    /// Absolute id: relative ones are resolved against the enclosing group, else against "/".
    /// Empty when the definition has no readable id.
    QString id;
};

/// The definitions of a document in the order of the text; a group stands before its members.
struct Definitions
{
    DocumentKind kind = DocumentKind::Other;
    std::vector<Definition> items;

    /// The innermost definition that holds the pointer, or null.
    [[nodiscard]] const Definition *enclosing(const JsonPointer &pointer) const;
};

[[nodiscard]] Definitions findDefinitions(const JsonTree &tree);

/// Resolves an id against a base path as Marathon does: "../b" against "/a/x" is "/a/b".
[[nodiscard]] QString absoluteId(const QString &id, const QString &base = QStringLiteral("/"));

/// True if a string holds a placeholder of a template engine: ${…}, {{…}}, <%…%>, @NAME@, __NAME__,
/// %NAME% or <any words>. Rules that depend on the value skip such strings.
[[nodiscard]] bool isTemplated(QStringView text);
/// The same for a line that a shell reads: there only {{…}}, <%…%>, @NAME@ and __NAME__ count.
[[nodiscard]] bool isTemplatedShell(QStringView text);

} // namespace Pinion
