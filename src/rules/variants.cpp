// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/variants.h"

#include "rules/configstack.h"

#include <algorithm>

namespace Pinion {

ConfigVariants::ConfigVariants(const Definitions &definitions, const RuleConfig &config)
    : m_definitions(definitions)
    , m_config(config)
{
    if (!config.stack || !config.stack->hasOverridesById())
        return;
    std::vector<ConfigOverrides> known{config.overridesFor({})};
    for (const Definition &definition : definitions.items) {
        const ConfigOverrides overrides = config.overridesFor(definition.id);
        const auto found = std::find(known.begin(), known.end(), overrides);
        m_indexes.push_back(size_t(found - known.begin()));
        if (found == known.end()) {
            m_others.push_back(config.under(overrides));
            known.push_back(overrides);
        }
    }
}

size_t ConfigVariants::indexAt(TextRange range) const
{
    if (m_indexes.empty())
        return 0;
    const Definition *definition = definitionAt(m_definitions, range);
    return definition ? m_indexes[size_t(definition - m_definitions.items.data())] : 0;
}

const RuleConfig &ConfigVariants::at(const Definition &definition) const
{
    return m_indexes.empty() ? m_config
                             : at(m_indexes[size_t(&definition - m_definitions.items.data())]);
}

const Definition *definitionAt(const Definitions &definitions, TextRange range)
{
    const auto &items = definitions.items;
    auto next = std::upper_bound(items.begin(), items.end(), range.begin,
        [](qsizetype offset, const Definition &item) { return offset < item.node.range().begin; });
    // A group stands before its members, so the last one that holds the place is the innermost.
    while (next != items.begin()) {
        --next;
        if (next->node.range().end >= range.end)
            return &*next;
    }
    return nullptr;
}

} // namespace Pinion
