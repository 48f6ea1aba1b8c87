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
    const auto sibling = m_byFolder.find(folder);
    if (sibling != m_byFolder.end())
        return &m_byFile.emplace(path, settledFor(path, sibling->second)).first->second;
    Result<RuleConfig> config = configFor(path, m_request);
    if (!config)
        return tl::make_unexpected(config.error());
    const RuleConfig &shared = m_byFolder.emplace(folder, std::move(*config)).first->second;
    return &m_byFile.emplace(path, shared).first->second;
}

} // namespace Pinion
