// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspect/tagcatalog.h"

using namespace Qt::StringLiterals;

namespace Pinion {

TagCatalog catalogOf(
    const ImageReference &repository, const QStringList &tags, const Ledger &ledger, size_t most)
{
    std::vector<TagKey> keys = tagKeys(tags);
    RepositoryHabits habits = RepositoryHabits::of(repository, keys);
    habits.hasMovedVersion = ledger.hasMovedVersion(repository.repository());
    std::erase_if(keys, [](const TagKey &key) { return key.group() == TagGroup::Auxiliary; });
    TagCatalog catalog;
    catalog.total = qsizetype(keys.size());
    for (TagKey &key : newestOf(std::move(keys), most)) {
        const QString image = repository.repository() + u':' + key.tag();
        TagOutlook outlook = outlookOf(key, habits, ledger.evidence(image));
        catalog.tags.push_back({std::move(key), outlook});
    }
    return catalog;
}

} // namespace Pinion
