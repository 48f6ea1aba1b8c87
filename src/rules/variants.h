// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

namespace Pinion {

/// The settings under which the definitions of one document are judged. Mostly the same for all;
/// overrides by id make variants. The first is that of the document as a whole.
class ConfigVariants
{
public:
    ConfigVariants(const Definitions &definitions, const RuleConfig &config);

    [[nodiscard]] size_t count() const { return m_others.size() + 1; }
    [[nodiscard]] const RuleConfig &at(size_t index) const
    {
        return index == 0 ? m_config : m_others[index - 1];
    }
    /// Which variant counts at a place of the text.
    [[nodiscard]] size_t indexAt(TextRange range) const;
    [[nodiscard]] const RuleConfig &at(const Definition &definition) const;

private:
    const Definitions &m_definitions;
    const RuleConfig &m_config;
    std::vector<RuleConfig> m_others;
    std::vector<size_t> m_indexes; ///< by definition; empty: all have the first
};

/// The innermost app, pod or group that holds a place of the text, or null.
[[nodiscard]] const Definition *definitionAt(const Definitions &definitions, TextRange range);

} // namespace Pinion
