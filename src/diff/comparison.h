// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/comparable.h"
#include "marathon/fieldspec.h"

#include <vector>

namespace Pinion {

enum class ChangeKind : quint8 {
    Added,
    Removed,
    Changed, ///< the value
    Moved, ///< the place in a list whose order counts
};

/// "added", "removed", "changed", "moved": the names in machine-readable output.
[[nodiscard]] QString changeName(ChangeKind kind);

/// One difference that means something to Marathon. The nodes belong to the two forms compared:
/// they tell pointers and ranges there, and Comparable::source() what the author wrote.
struct Change
{
    ChangeKind kind = ChangeKind::Changed;
    JsonNode before; ///< does not exist for what is added
    JsonNode after; ///< does not exist for what is removed
    /// Where, with the identity of an element in place of its index, so that it stays the same when
    /// others come and go: /container/portMappings/http/hostPort.
    JsonPointer place;
    /// The same, or the list around it whose elements only their index tells: /args. Two changes in
    /// one scope may be about the same thing.
    JsonPointer scope;
    const FieldSpec *field = nullptr; ///< the schema's row; null for plain JSON
    QString label; ///< "Image", "Environment › FEATURE_X", "Ports › http › Host port"

    [[nodiscard]] JsonNode either() const { return after ? after : before; }
};

/// Two values that belong together, and what is inside them: the merge of both bodies in the
/// order in which people read it, which is that of the author of `after`.
struct Pairing
{
    JsonNode before;
    JsonNode after;
    int change = -1; ///< index of the change that is told here; -1: none
    bool isSame = false; ///< nothing differs, here or inside
    bool isFilledIn = false; ///< same or new, and the author of `after` leaves it to the server
    std::vector<Pairing> children; ///< of containers of one kind
};

/// What differs between two bodies. Order of members means nothing, elements of lists are known by
/// their identity (ports by name, volumes by path, constraints by content), defaults count as
/// written, and a service port that the server is to assign equals any. Two bodies without changes
/// are one to Marathon: deploying either after the other does nothing.
class Comparison
{
public:
    Comparison(Comparable before, Comparable after);

    [[nodiscard]] const Comparable &before() const { return m_before; }
    [[nodiscard]] const Comparable &after() const { return m_after; }
    /// In reading order.
    [[nodiscard]] const std::vector<Change> &changes() const { return m_changes; }
    [[nodiscard]] const Pairing &pairing() const { return m_pairing; }
    /// How many values the author of `after` leaves to the server without any of them differing.
    [[nodiscard]] int filledIn() const { return m_filledIn; }
    /// Indices of changes(), what matters most first: image, command, ports, health, volumes, the
    /// others, labels last.
    [[nodiscard]] std::vector<int> byWeight() const;

private:
    Comparable m_before;
    Comparable m_after;
    Pairing m_pairing;
    std::vector<Change> m_changes;
    int m_filledIn = 0;
};

} // namespace Pinion
