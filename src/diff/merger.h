// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/comparison.h"
#include "diff/elementmatch.h"
#include "diff/listidentity.h"
#include "marathon/schemanode.h"

#include <string>

namespace Pinion {

/// Walks two bodies side by side and tells where they differ. Used by Comparison only.
class Merger
{
public:
    Merger(const Comparable &before, const Comparable &after);

    [[nodiscard]] Pairing run();
    [[nodiscard]] std::vector<Change> takeChanges() { return std::move(m_changes); }
    [[nodiscard]] int filledIn() const { return m_filledIn; }

private:
    /// Where the walk stands.
    struct Place
    {
        std::string pattern; ///< pointer with '*' for indices
        JsonPointer pointer; ///< with identities for indices
        JsonPointer scope; ///< see Change
        bool isScoped = false; ///< inside a list whose elements have no names
        QStringList labels; ///< what it is called, from outside to inside
        const SchemaNode *schema = nullptr;
        int depth = 0;
        bool isInNew = false; ///< inside of what is told as one change already
    };
    struct Child
    {
        JsonNode before;
        JsonNode after;
        Place place;
        bool isMoved = false;
    };

    [[nodiscard]] Pairing pair(JsonNode before, JsonNode after, const Place &place);
    [[nodiscard]] Pairing pairInside(JsonNode before, JsonNode after, const Place &place);
    [[nodiscard]] Pairing pairOneSided(JsonNode before, JsonNode after, const Place &place);
    void addInside(Pairing &pairing, const Place &place);
    [[nodiscard]] std::vector<Child> members(
        JsonNode before, JsonNode after, const Place &place) const;
    [[nodiscard]] std::vector<Child> elements(
        JsonNode before, JsonNode after, const Place &place) const;
    [[nodiscard]] Place memberPlace(const Place &around, const QByteArray &key) const;
    [[nodiscard]] Place elementPlace(
        const Place &around, const QByteArray &name, qsizetype index) const;
    [[nodiscard]] bool isSameLeaf(JsonNode before, JsonNode after, const Place &place) const;
    [[nodiscard]] bool isTold(JsonNode container, const Place &place) const;
    [[nodiscard]] int addChange(
        ChangeKind kind, JsonNode before, JsonNode after, const Place &place);
    void noteFilledIn(Pairing &pairing);

    const Comparable &m_before;
    const Comparable &m_after;
    std::vector<Change> m_changes;
    int m_filledIn = 0;
};

} // namespace Pinion
