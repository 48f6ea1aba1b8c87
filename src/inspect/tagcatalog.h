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

/// The tags of a repository, the newest by name first, judged by their names, by their company and
/// by what was seen of them. Signatures and build caches are left out, and so are duplicates. Takes
/// a while for thousands, and may be called from any thread.
[[nodiscard]] std::vector<CatalogTag> catalogOf(
    const ImageReference &repository, const QStringList &tags, const Ledger &ledger);

} // namespace Pinion
