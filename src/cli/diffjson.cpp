// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/diffjson.h"

#include "cli/jsonwriter.h"
#include "json/lineindex.h"

#include <map>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Where lines begin, found out once for each text.
class LineCache
{
public:
    [[nodiscard]] TextPosition begin(JsonNode node)
    {
        auto known = m_indices.find(node.tree());
        if (known == m_indices.end())
            known = m_indices.emplace(node.tree(), LineIndex(node.tree()->bytes())).first;
        return known->second.position(node.memberRange().begin);
    }

private:
    std::map<const JsonTree *, LineIndex> m_indices;
};

void writeSide(JsonWriter &writer, const Comparable &side, JsonNode node, const IsHidden &isHidden,
    LineCache &lines)
{
    if (!node) {
        writer.null();
        return;
    }
    writer.beginObject();
    writer.member("pointer", node.pointer().toString());
    writer.key("value");
    writer.literal(shownValue(node, isHidden));
    const JsonNode source = side.source(node);
    writer.member("isWritten", source.exists());
    if (source) {
        const TextPosition position = lines.begin(source);
        writer.member("source", source.pointer().toString());
        writer.member("line", qint64(position.line));
        writer.member("column", qint64(position.column));
    }
    writer.endObject();
}

void writeChange(JsonWriter &writer, const Comparison &comparison, const Change &change,
    const IsHidden &isHidden, LineCache &lines)
{
    writer.beginObject();
    writer.member("kind", changeName(change.kind));
    writer.member("place", change.place.toString());
    writer.member("label", change.label);
    writer.key("before");
    writeSide(writer, comparison.before(), change.before, isHidden, lines);
    writer.key("after");
    writeSide(writer, comparison.after(), change.after, isHidden, lines);
    writer.endObject();
}

QString kindOf(const DefinitionDifference &difference, bool isPlain)
{
    if (isPlain)
        return u"json"_s;
    return difference.root == SchemaRoot::App ? u"app"_s
        : difference.root == SchemaRoot::Pod  ? u"pod"_s
                                              : u"group"_s;
}

} // namespace

void writeDifferences(
    JsonWriter &writer, const DocumentComparison &comparison, const IsHidden &isHidden)
{
    LineCache lines;
    writer.beginArray();
    for (const DefinitionDifference &difference : comparison.differences) {
        writer.beginObject();
        writer.member("id", difference.id);
        writer.member("kind", kindOf(difference, comparison.isPlain));
        writer.member("change", changeName(difference.kind));
        writer.member("filledIn", qint64(difference.comparison.filledIn()));
        writer.key("changes");
        writer.beginArray();
        for (const Change &change : difference.comparison.changes())
            writeChange(writer, difference.comparison, change, isHidden, lines);
        writer.endArray();
        writer.endObject();
    }
    writer.endArray();
}

QByteArray diffJson(const DocumentComparison &comparison, const IsHidden &isHidden)
{
    JsonWriter writer;
    writer.beginObject();
    writer.member("schema", qint64(1));
    writer.member("same", qint64(comparison.same));
    writer.key("differences");
    writeDifferences(writer, comparison, isHidden);
    writer.endObject();
    return writer.take();
}

} // namespace Pinion
