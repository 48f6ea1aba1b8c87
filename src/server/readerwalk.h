// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/reader.h"

#include "marathon/schemanode.h"

#include <initializer_list>

namespace Pinion {

/// Walks one body beside its schema and writes down what the server's reader would.
class ReaderWalk
{
public:
    /// `body` is where the server's paths start.
    ReaderWalk(SchemaRoot root, JsonNode body, MarathonVersion version);

    /// Reads an object of the schema's root; `isWhole`: its own required members must be there.
    void root(JsonNode object, bool isWhole);
    void group(JsonNode object, int depth = 0);
    [[nodiscard]] std::vector<Violation> takeViolations() { return std::move(m_violations); }

private:
    void members(JsonNode object, const SchemaNode &schema);
    void member(JsonNode member, const SchemaNode &schema);
    void required(JsonNode object, const SchemaNode &schema);
    void value(JsonNode node, const SchemaNode &schema, bool isElement);
    void text(JsonNode node, const FieldSpec &spec, bool isElement);
    void integer(JsonNode node, const FieldSpec &spec, bool isElement);
    void number(JsonNode node, const FieldSpec &spec);
    void range(JsonNode node, const FieldSpec &spec);
    void length(JsonNode node, qsizetype length, const FieldSpec &spec);
    void array(JsonNode node, const SchemaNode &schema);
    void object(JsonNode node, const SchemaNode &schema);
    void map(JsonNode node, const SchemaNode &schema);
    void readOnly(JsonNode node, const SchemaNode &schema);
    void date(JsonNode node);
    void bodies(JsonNode array, SchemaRoot root, int depth);

    // Values of several forms, tried in the server's order; the last one's faults are reported.
    /// True if the value was one of them.
    bool unionValue(JsonNode node, const SchemaNode &schema);
    void command(JsonNode node, const SchemaNode &schema);
    void appVolume(JsonNode node, const SchemaNode &schema);
    void podVolume(JsonNode node, const SchemaNode &schema);
    void external(JsonNode node, const SchemaNode &schema);
    void csiOptions(JsonNode options, const SchemaNode &schema);
    void scaling(JsonNode node, const SchemaNode &schema);
    /// Reads the named members only, all of which must be there.
    void form(JsonNode object, const SchemaNode &schema, std::initializer_list<const char *> keys);
    [[nodiscard]] bool fitsForm(
        JsonNode object, const SchemaNode &schema, std::initializer_list<const char *> keys) const;

    void missing(JsonNode object, const QByteArray &key, const FieldSpec *spec);
    void add(std::string_view rule, JsonNode place, const QString &message);
    void addAt(std::string_view rule, JsonNode place, const QString &path, const QString &message,
        bool isAtKey);
    [[nodiscard]] bool isNewer(MarathonVersion since) const;

    SchemaRoot m_root;
    JsonNode m_body;
    MarathonVersion m_version;
    std::string_view m_formRule = {}; ///< what faults are called inside a form that nothing fitted
    std::vector<Violation> m_violations;
};

/// True if a version knows a field that came with `since`. "1.8" stands for every 1.8 release.
[[nodiscard]] bool knowsField(MarathonVersion version, MarathonVersion since);

} // namespace Pinion
