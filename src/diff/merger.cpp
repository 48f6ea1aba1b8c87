// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/merger.h"

#include "server/canonical.h"

#include "diff/sameness.h"
#include "marathon/schema.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Objects that only hold others together are no part of what people call a field.
bool isNamed(const FieldSpec *field)
{
    return !field || field->presentation != Presentation::None || field->pointer.ends_with("/*");
}

std::vector<QByteArray> elementKeys(const ListIdentity *identity, JsonNode list)
{
    std::vector<QByteArray> keys;
    for (const JsonNode element : list.children())
        keys.push_back(elementKey(identity, element));
    return keys;
}

std::vector<JsonNode> childrenOf(JsonNode container)
{
    std::vector<JsonNode> children;
    for (const JsonNode child : container.children())
        children.push_back(child);
    return children;
}

/// Tells elements of one name apart: "http", "http #2".
class Names
{
public:
    QByteArray distinct(const QByteArray &name)
    {
        const int count = ++m_counts[name];
        return count == 1 ? name : QByteArray(name + " #" + QByteArray::number(count));
    }

private:
    QHash<QByteArray, int> m_counts;
};

} // namespace

Merger::Merger(const Comparable &before, const Comparable &after)
    : m_before(before)
    , m_after(after)
{ }

Pairing Merger::run()
{
    const std::optional<SchemaRoot> root = m_after.schema() ? m_after.schema() : m_before.schema();
    Place place;
    place.schema = root ? &schemaNode(*root) : nullptr;
    return pair(m_before.root(), m_after.root(), place);
}

Pairing Merger::pair(JsonNode before, JsonNode after, const Place &place)
{
    if (!before || !after)
        return pairOneSided(before, after, place);
    const bool isInside
        = before.isContainer() && before.type() == after.type() && place.depth < DeepestComparison;
    if (isInside)
        return pairInside(before, after, place);
    Pairing pairing{before, after, -1, isSameLeaf(before, after, place), false, {}};
    if (pairing.isSame)
        noteFilledIn(pairing);
    else
        pairing.change = addChange(ChangeKind::Changed, before, after, place);
    return pairing;
}

Pairing Merger::pairInside(JsonNode before, JsonNode after, const Place &place)
{
    Pairing pairing{before, after, -1, false, false, {}};
    const int filledIn = m_filledIn;
    addInside(pairing, place);
    pairing.isSame = std::all_of(pairing.children.begin(), pairing.children.end(),
        [](const Pairing &child) { return child.isSame && child.change < 0; });
    if (!pairing.isSame)
        return pairing;
    noteFilledIn(pairing);
    if (pairing.isFilledIn) // counts once, not once more for each value in it
        m_filledIn = filledIn + 1;
    return pairing;
}

Pairing Merger::pairOneSided(JsonNode before, JsonNode after, const Place &place)
{
    Pairing pairing{before, after, -1, false, false, {}};
    const JsonNode node = after ? after : before;
    if (after && m_after.origin() == BodyOrigin::Written && m_after.body()
        && !m_after.source(after)) {
        pairing.isFilledIn = true; // follows from what the author did write
        pairing.isSame = true;
        m_filledIn += 1;
        return pairing;
    }
    Place inside = place;
    if (!place.isInNew && !isTold(node, place)) {
        pairing.change
            = addChange(after ? ChangeKind::Added : ChangeKind::Removed, before, after, place);
        inside.isInNew = true;
    }
    if (node.isContainer() && place.depth < DeepestComparison)
        addInside(pairing, inside);
    return pairing;
}

void Merger::addInside(Pairing &pairing, const Place &place)
{
    const JsonNode node = pairing.after ? pairing.after : pairing.before;
    const std::vector<Child> children = node.isObject()
        ? members(pairing.before, pairing.after, place)
        : elements(pairing.before, pairing.after, place);
    pairing.children.reserve(children.size());
    for (const Child &child : children) {
        const int moved = child.isMoved
            ? addChange(ChangeKind::Moved, child.before, child.after, child.place)
            : -1;
        pairing.children.push_back(pair(child.before, child.after, child.place));
        if (moved >= 0 && pairing.children.back().change < 0)
            pairing.children.back().change = moved;
    }
}

/// The members of both: those of `after` where its author has put them, then, after what stood in
/// front of them, those that are gone.
std::vector<Merger::Child> Merger::members(
    JsonNode before, JsonNode after, const Place &place) const
{
    std::vector<JsonNode> ordered = childrenOf(after);
    const auto written = [this](JsonNode member) {
        const JsonNode source = m_after.source(member);
        return source ? source.range().begin : std::numeric_limits<qsizetype>::max();
    };
    std::vector<std::pair<qsizetype, JsonNode>> placed;
    for (const JsonNode member : ordered)
        placed.emplace_back(written(member), member);
    std::stable_sort(placed.begin(), placed.end(),
        [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<Child> children;
    for (const auto &[offset, member] : placed) {
        if (after.member(member.key()) == member) // of a repeated key the last counts
            children.push_back({before.member(member.key()), member, {}});
    }
    size_t next = 0;
    for (const JsonNode member : before.children()) {
        if (before.member(member.key()) != member)
            continue;
        const auto known = std::find_if(children.begin(), children.end(),
            [member](const Child &child) { return child.before == member; });
        if (known == children.end())
            children.insert(children.begin() + qsizetype(next), Child{member, {}, {}});
        else
            next = size_t(known - children.begin());
        ++next;
    }
    for (Child &child : children)
        child.place = memberPlace(place, (child.after ? child.after : child.before).key());
    return children;
}

std::vector<Merger::Child> Merger::elements(
    JsonNode before, JsonNode after, const Place &place) const
{
    const std::optional<SchemaRoot> root = m_after.schema() ? m_after.schema() : m_before.schema();
    const ListIdentity *identity = listIdentity(root, place.pattern);
    const std::vector<JsonNode> left = childrenOf(before);
    const std::vector<JsonNode> right = childrenOf(after);
    ElementKeys keys{elementKeys(identity, before), elementKeys(identity, after)};
    keys.isSet = identity && identity->isSet;
    keys.isAlike = [&](int one, int other) {
        const bool isUnkeyed
            = keys.before[size_t(one)].isEmpty() || keys.after[size_t(other)].isEmpty();
        return isUnkeyed || isAlike(left[size_t(one)], right[size_t(other)]);
    };
    std::vector<Child> children;
    Names names;
    for (const ElementPair &match : matchElements(keys)) {
        Child child{match.before < 0 ? JsonNode() : left[size_t(match.before)],
            match.after < 0 ? JsonNode() : right[size_t(match.after)], {}, match.isMoved};
        const JsonNode element = child.after ? child.after : child.before;
        const QByteArray name = elementName(identity, element);
        child.place = elementPlace(
            place, name.isEmpty() ? name : names.distinct(name), element.indexInParent());
        children.push_back(std::move(child));
    }
    return children;
}

Merger::Place Merger::memberPlace(const Place &around, const QByteArray &key) const
{
    Place place;
    place.schema = around.schema ? around.schema->child(key) : nullptr;
    place.pattern = around.pattern + '/' + key.toStdString();
    place.pointer = around.pointer.child(key);
    place.isScoped = around.isScoped;
    place.scope = place.isScoped ? around.scope : place.pointer;
    place.depth = around.depth + 1;
    place.isInNew = around.isInNew;
    place.labels = around.labels;
    const FieldSpec *field = place.schema ? place.schema->spec() : nullptr;
    const bool isFreeKey = !field || field->pointer.ends_with("/*");
    if (isFreeKey)
        place.labels.append(QString::fromUtf8(key));
    else if (isNamed(field) || field->types.testFlag(FieldType::Array))
        place.labels.append(text(field->label));
    return place;
}

Merger::Place Merger::elementPlace(
    const Place &around, const QByteArray &name, qsizetype index) const
{
    const QByteArray token = name.isEmpty() ? QByteArray::number(index) : name;
    Place place;
    place.schema = around.schema ? around.schema->element() : nullptr;
    place.pattern = around.pattern + "/*";
    place.pointer = around.pointer.child(token);
    place.isScoped = around.isScoped || name.isEmpty();
    place.scope = place.isScoped ? around.scope : place.pointer;
    place.depth = around.depth + 1;
    place.isInNew = around.isInNew;
    place.labels = around.labels;
    place.labels.append(QString::fromUtf8(token));
    return place;
}

bool Merger::isSameLeaf(JsonNode before, JsonNode after, const Place &place) const
{
    if (isSameValue(before, after))
        return true;
    const auto ports = assignedPorts();
    return before.isNumber() && after.isNumber()
        && (before.toInteger() == 0 || after.toInteger() == 0)
        && std::find(ports.begin(), ports.end(), place.pattern) != ports.end();
}

/// Of maps and lists that come or go as a whole every entry is a change of its own.
bool Merger::isTold(JsonNode container, const Place &place) const
{
    if (container.childCount() == 0 || !place.schema)
        return false;
    const bool isMap = container.isObject() && place.schema->element();
    return isMap || container.isArray();
}

int Merger::addChange(ChangeKind kind, JsonNode before, JsonNode after, const Place &place)
{
    const FieldSpec *field = place.schema ? place.schema->spec() : nullptr;
    QString label = place.labels.join(u" › "_s);
    if (label.isEmpty() && field)
        label = text(field->label);
    m_changes.push_back({kind, before, after, place.pointer, place.scope, field, label});
    return int(m_changes.size()) - 1;
}

/// Same on both sides, and not a word of it from the author.
void Merger::noteFilledIn(Pairing &pairing)
{
    const bool isSilent = m_after.origin() == BodyOrigin::Written && m_after.body()
        && pairing.after.parent() && !m_after.source(pairing.after);
    pairing.isFilledIn = isSilent;
    if (isSilent && !pairing.after.isContainer())
        m_filledIn += 1;
}

} // namespace Pinion
