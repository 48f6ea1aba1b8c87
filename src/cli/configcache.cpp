// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/configcache.h"

#include "base/textfile.h"
#include "inspect/inspector.h"

namespace Pinion {

Result<void> ConfigCache::useOnly(const QString &configPath)
{
    const Result<QByteArray> bytes = readFile(configPath);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    Result<RuleConfig> config = RuleConfig::parse(*bytes, configPath);
    if (!config)
        return tl::make_unexpected(config.error());
    m_only = std::move(*config);
    return {};
}

Result<const RuleConfig *> ConfigCache::forFile(const QString &path)
{
    if (m_only)
        return &*m_only;
    const QString folder = path.left(path.lastIndexOf(u'/') + 1);
    if (const auto known = m_byFolder.find(folder); known != m_byFolder.end())
        return &known->second;
    Result<RuleConfig> config = configFor(path);
    if (!config)
        return tl::make_unexpected(config.error());
    return &m_byFolder.emplace(folder, std::move(*config)).first->second;
}

} // namespace Pinion
