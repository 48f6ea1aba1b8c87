// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/comparison.h"

namespace Pinion {

/// One text of the two that are compared. The tree must outlive what is made of it.
struct DocumentSide
{
    const JsonTree &tree;
    BodyOrigin origin = BodyOrigin::Written;
};

/// An app, a pod or a group that is not the same in two documents.
struct DefinitionDifference
{
    ChangeKind kind = ChangeKind::Changed; ///< Added, Removed or Changed
    SchemaRoot root = SchemaRoot::App;
    QString id; ///< absolute; that of `after` where there are two. Empty for plain JSON
    Comparison comparison; ///< with nothing for what is added or removed
};

/// What differs between two documents: definitions are known by their kind and absolute id,
/// wherever they stand. Documents of one definition each are about the same one, renamed or not; in
/// groups with different ids it is the ids below them that tell. Pods inside groups are left out,
/// as a group's body cannot change them.
struct DocumentComparison
{
    std::vector<DefinitionDifference> differences; ///< in the order of `after`, removed ones last
    int same = 0; ///< definitions on both sides that do not differ
    /// At least one side holds no Marathon definition: both were compared as plain JSON.
    bool isPlain = false;
    int filledIn = 0; ///< the sum over `differences`
};

/// Both texts must be valid JSON.
[[nodiscard]] DocumentComparison compareDocuments(
    DocumentSide before, DocumentSide after, const ServerSettings &settings);

} // namespace Pinion
