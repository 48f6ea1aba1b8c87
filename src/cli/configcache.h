// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspect/projectconfig.h"

#include <map>

namespace Pinion {

/// The configuration for each checked file. The files of a folder share what was read for it, and
/// differ at most by what it says about single ones.
class ConfigCache
{
public:
    explicit ConfigCache(ConfigRequest request = {});

    /// The pointer stays valid as long as the cache. Errors: those of configFor.
    [[nodiscard]] Result<const RuleConfig *> forFile(const QString &path);

private:
    ConfigRequest m_request;
    std::map<QString, RuleConfig> m_byFolder;
    std::map<QString, RuleConfig> m_byFile; ///< where the folder's says more than the defaults
};

} // namespace Pinion
