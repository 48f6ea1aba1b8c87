// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/tagcatalog.h"

using namespace Qt::StringLiterals;

namespace Pinion {

std::vector<CatalogTag> catalogOf(
    const ImageReference &repository, const QStringList &tags, const Ledger &ledger)
{
    RepositoryHabits habits = RepositoryHabits::of(repository, tags);
    habits.hasMovedVersion = ledger.hasMovedVersion(repository.repository());
    std::vector<TagKey> keys = keysNewestFirst(tags);
    std::vector<CatalogTag> catalog;
    catalog.reserve(keys.size());
    for (TagKey &key : keys) {
        if (key.group() == TagGroup::Auxiliary)
            continue;
        const QString image = repository.repository() + u':' + key.tag();
        TagOutlook outlook = outlookOf(key, habits, ledger.evidence(image));
        catalog.push_back({std::move(key), outlook});
    }
    return catalog;
}

} // namespace Pinion
