// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include "marathon/definition.h"

#include <memory>

namespace Pinion {

/// Who has written a body.
enum class BodyOrigin : quint8 {
    Written, ///< an author: the server will rewrite it when it is sent
    Served, ///< a server: this is how it stores the body
};

/// A body in the form in which bodies are compared: as Marathon would store it, laid out over
/// several lines, together with the way back to the text that it was made from. What only an answer
/// has is left out. Movable; nodes and the text stay valid for as long as any copy of it lives, the
/// nodes of source() as long as the author's tree.
class Comparable
{
public:
    /// Nothing: an empty object, for comparing with what does not exist.
    Comparable();

    /// An app, a pod or a group's own members: apps, pods and groups in it are definitions of their
    /// own. A pod that the server would refuse is taken as it is written.
    [[nodiscard]] static Comparable of(const Definition &definition, const ServerSettings &settings,
        BodyOrigin origin = BodyOrigin::Written);
    /// Any other JSON, as it is.
    [[nodiscard]] static Comparable plain(JsonNode body);

    /// The body in the form that is compared.
    [[nodiscard]] JsonNode root() const { return m_tree->root(); }
    /// The bytes of root(): UTF-8, ended by a newline.
    [[nodiscard]] const QByteArray &text() const { return m_tree->bytes(); }
    /// What the author wrote for a value of root(). Does not exist where the server fills it in.
    [[nodiscard]] JsonNode source(JsonNode node) const;
    /// The body that this was made from; does not exist for nothing.
    [[nodiscard]] JsonNode body() const { return m_body; }
    /// Nothing for plain JSON, and for nothing.
    [[nodiscard]] std::optional<SchemaRoot> schema() const { return m_schema; }
    [[nodiscard]] BodyOrigin origin() const { return m_origin; }

private:
    Comparable(QByteArray text, JsonNode body, std::optional<SchemaRoot> schema, BodyOrigin origin);

    std::shared_ptr<const JsonTree> m_tree;
    JsonNode m_body;
    std::optional<SchemaRoot> m_schema;
    BodyOrigin m_origin = BodyOrigin::Written;
};

} // namespace Pinion
