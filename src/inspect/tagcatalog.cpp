// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/tagcatalog.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

std::vector<CatalogTag> catalogOf(
    const ImageReference &repository, const QStringList &tags, const Ledger &ledger)
{
    RepositoryHabits habits = RepositoryHabits::of(repository, tags);
    habits.hasMovedVersion = ledger.hasMovedVersion(repository.repository());
    std::vector<TagKey> keys;
    keys.reserve(size_t(tags.size()));
    for (const QString &tag : tags)
        keys.emplace_back(tag);
    std::ranges::sort(keys, std::less());
    std::vector<CatalogTag> catalog;
    catalog.reserve(keys.size());
    for (TagKey &key : keys) {
        const bool isTwice = !catalog.empty() && catalog.back().key == key;
        if (isTwice || key.group() == TagGroup::Auxiliary)
            continue;
        const QString image = repository.repository() + u':' + key.tag();
        TagOutlook outlook = outlookOf(key.tag(), habits, ledger.evidence(image));
        catalog.push_back({std::move(key), outlook});
    }
    return catalog;
}

} // namespace Pinion
