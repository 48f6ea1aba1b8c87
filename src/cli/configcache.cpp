// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/configcache.h"

namespace Pinion {

ConfigCache::ConfigCache(ConfigRequest request)
    : m_request(std::move(request))
{ }

Result<const RuleConfig *> ConfigCache::forFile(const QString &path)
{
    if (const auto known = m_byFile.find(path); known != m_byFile.end())
        return &known->second;
    // One configuration file for all: then all folders are one.
    const QString folder
        = m_request.file.isEmpty() ? path.left(path.lastIndexOf(u'/') + 1) : QString();
    auto shared = m_byFolder.find(folder);
    if (shared == m_byFolder.end()) {
        Result<RuleConfig> config = configFor(path, m_request);
        if (!config)
            return tl::make_unexpected(config.error());
        shared = m_byFolder.emplace(folder, std::move(*config)).first;
    }
    const RuleConfig &sibling = shared->second;
    if (!sibling.stack)
        return &sibling;
    return &m_byFile.emplace(path, settledFor(path, sibling)).first->second;
}

} // namespace Pinion
