// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/tagorder.h"
#include "marathon/tagoutlook.h"
#include "registry/ledger.h"

#include <vector>

namespace Pinion {

/// A tag of a repository, and how far it can be trusted.
struct CatalogTag
{
    TagKey key;
    TagOutlook outlook;
};

/// The tags of a repository without signatures and build caches.
struct TagCatalog
{
    std::vector<CatalogTag> tags; ///< the newest by name first
    qsizetype total = 0; ///< of those that were asked for and of the others
};

/// The newest tags of a repository, at most `most` of them, judged by their names, by their company
/// and by what was seen of them. Duplicates are left out. Takes a while for thousands, and may be
/// called from any thread.
[[nodiscard]] TagCatalog catalogOf(const ImageReference &repository, const QStringList &tags,
    const Ledger &ledger, size_t most = SIZE_MAX);

} // namespace Pinion
