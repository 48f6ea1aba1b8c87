// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/documentcomparison.h"

#include "base/inparallel.h"
#include "diff/sameness.h"
#include "diff/surroundings.h"

#include <QHash>

#include <optional>

namespace Pinion {

namespace {

struct Key
{
    SchemaRoot root = SchemaRoot::App;
    QString id;

    friend bool operator==(const Key &, const Key &) = default;
    friend size_t qHash(const Key &key, size_t seed = 0)
    {
        return qHashMulti(seed, int(key.root), key.id);
    }
};

/// The definitions of one text and what they are known by.
class Side
{
public:
    explicit Side(const DocumentSide &side)
        : m_origin(side.origin)
        , m_found(findDefinitions(side.tree))
    {
        std::erase_if(m_found.items, [](const Definition &definition) {
            return definition.root == SchemaRoot::Pod && isInGroup(definition.node);
        });
    }

    [[nodiscard]] const std::vector<Definition> &items() const { return m_found.items; }
    [[nodiscard]] BodyOrigin origin() const { return m_origin; }
    [[nodiscard]] bool isPlain() const { return m_found.kind == DocumentKind::Other; }
    /// The one definition that the document is about; null for a list.
    [[nodiscard]] const Definition *subject() const
    {
        const bool isOne = m_found.kind == DocumentKind::Group || m_found.items.size() == 1;
        return isOne && !m_found.items.empty() ? &m_found.items.front() : nullptr;
    }
    /// What the n-th definition is known by, its id seen from `top` if that is not empty.
    [[nodiscard]] Key key(size_t index, const QString &top) const
    {
        const Definition &item = m_found.items[index];
        if (item.id.isEmpty())
            return {item.root, QString::number(index)};
        if (!top.isEmpty() && (item.id == top || item.id.startsWith(top + u'/')))
            return {item.root, item.id.mid(top.size())};
        return {item.root, item.id};
    }

private:
    static bool isInGroup(JsonNode node)
    {
        const JsonNode group = node.parent().parent();
        return group.exists() && !group["id"].isAbsent();
    }

    BodyOrigin m_origin;
    Definitions m_found;
};

class DocumentComparer
{
public:
    DocumentComparer(
        const DocumentSide &before, const DocumentSide &after, const ServerSettings &settings)
        : m_before(before)
        , m_after(after)
        , m_settings(settings)
    { }

    [[nodiscard]] bool isPlain() const { return m_before.isPlain() || m_after.isPlain(); }

    DocumentComparison run()
    {
        const std::vector<Pair> pairs = makePairs();
        const auto compared = [&](size_t index) { return compare(pairs[index]); };
        DocumentComparison result;
        const auto take = [&result](std::optional<DefinitionDifference> difference) {
            if (!difference) {
                ++result.same;
                return;
            }
            result.filledIn += difference->comparison.filledIn();
            result.differences.push_back(std::move(*difference));
        };
        inParallel(pairs.size(), compared, take);
        return result;
    }

private:
    /// What is compared with what; null for what the other text does not have.
    struct Pair
    {
        const Definition *before = nullptr;
        const Definition *after = nullptr;
    };

    [[nodiscard]] std::vector<Pair> makePairs() const
    {
        const Definition *one = m_before.subject();
        const Definition *other = m_after.subject();
        const bool areOfOneKind = one && other && one->root == other->root;
        const bool isRenamed = areOfOneKind && one->id != other->id;
        const QString topBefore = isRenamed ? one->id : QString();
        const QString topAfter = isRenamed ? other->id : QString();
        QHash<Key, size_t> known;
        for (size_t i = m_before.items().size(); i-- > 0;)
            known.insert(m_before.key(i, topBefore), i);
        std::vector<bool> isTaken(m_before.items().size(), false);
        std::vector<Pair> pairs;
        for (size_t i = 0; i < m_after.items().size(); ++i) {
            const auto found = known.constFind(m_after.key(i, topAfter));
            const bool isKnown = found != known.constEnd() && !isTaken[*found];
            if (isKnown)
                isTaken[*found] = true;
            pairs.push_back({isKnown ? &m_before.items()[*found] : nullptr, &m_after.items()[i]});
        }
        for (size_t i = 0; i < m_before.items().size(); ++i) {
            if (!isTaken[i])
                pairs.push_back({&m_before.items()[i], nullptr});
        }
        return pairs;
    }

    /// Nothing if they are the same. Called from several threads at once.
    [[nodiscard]] std::optional<DefinitionDifference> compare(const Pair &pair) const
    {
        const auto [before, after] = pair;
        if (before && after && isSameText(*before, *after))
            return std::nullopt;
        Comparison comparison(
            before ? Comparable::of(*before, m_settings, m_before.origin()) : Comparable(),
            after ? Comparable::of(*after, m_settings, m_after.origin()) : Comparable());
        if (before && after && comparison.changes().empty())
            return std::nullopt;
        const ChangeKind kind = !before ? ChangeKind::Added
            : !after                    ? ChangeKind::Removed
                                        : ChangeKind::Changed;
        const Definition &either = after ? *after : *before;
        return DefinitionDifference{kind, either.root, either.id, std::move(comparison)};
    }

    /// Most definitions of two large files are; it spares finding out what the server makes of
    /// them.
    [[nodiscard]] bool isSameText(const Definition &before, const Definition &after) const
    {
        return m_before.origin() == m_after.origin() && before.root != SchemaRoot::Group
            && isSameValue(before.node, after.node)
            && surroundingsOf(before.node) == surroundingsOf(after.node);
    }

    Side m_before;
    Side m_after;
    const ServerSettings &m_settings;
};

DocumentComparison comparePlain(JsonNode before, JsonNode after)
{
    DocumentComparison result;
    result.isPlain = true;
    Comparison comparison(Comparable::plain(before), Comparable::plain(after));
    if (comparison.changes().empty())
        result.same = 1;
    else
        result.differences.push_back(
            {ChangeKind::Changed, SchemaRoot::App, {}, std::move(comparison)});
    return result;
}

} // namespace

DocumentComparison compareDocuments(
    DocumentSide before, DocumentSide after, const ServerSettings &settings)
{
    DocumentComparer comparer(before, after, settings);
    return comparer.isPlain() ? comparePlain(before.tree.root(), after.tree.root())
                              : comparer.run();
}

} // namespace Pinion
