// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

#include <map>

namespace Pinion {

/// The configuration for each checked file, read once per folder; or one file's for all.
class ConfigCache
{
public:
    /// All files get this configuration. Errors: those of reading and parsing it.
    [[nodiscard]] Result<void> useOnly(const QString &configPath);

    /// The pointer stays valid as long as the cache. Errors: those of configFor.
    [[nodiscard]] Result<const RuleConfig *> forFile(const QString &path);

private:
    std::optional<RuleConfig> m_only;
    std::map<QString, RuleConfig> m_byFolder;
};

} // namespace Pinion
