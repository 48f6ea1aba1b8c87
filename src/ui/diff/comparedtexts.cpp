// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/comparedtexts.h"

namespace Pinion {

ComparedTexts::ComparedTexts(const Other &other, std::shared_ptr<const DocumentSnapshot> document,
    const RuleConfig &config, const ServerSettings &server)
    : m_other(JsonTree::parse(other.bytes))
    , m_otherLines(m_other.bytes())
    , m_isRead(other.origin == BodyOrigin::Written)
    , m_name(other.name)
    , m_document(std::move(document))
    , m_mask(config)
    , m_comparison(compareDocuments({m_other, other.origin}, {m_document->tree}, server))
{
    for (size_t i = 0; i < m_comparison.differences.size(); ++i) {
        const DefinitionDifference &difference = m_comparison.differences[i];
        if (difference.kind != ChangeKind::Changed) {
            m_changes.push_back({int(i), -1});
            continue;
        }
        for (const int change : difference.comparison.byWeight())
            m_changes.push_back({int(i), change});
    }
}

const Change *ComparedTexts::change(ChangeIndex index) const
{
    return index.change < 0 ? nullptr
                            : &difference(index).comparison.changes()[size_t(index.change)];
}

IsHidden ComparedTexts::isHidden() const
{
    return [this](JsonNode value) { return m_mask.hides(value); };
}

qsizetype ComparedTexts::documentLine(int difference, JsonNode value) const
{
    const Comparison &comparison = m_comparison.differences[size_t(difference)].comparison;
    const JsonNode source = comparison.after().source(value);
    return source ? m_document->lines.position(source.memberRange().begin).line : 0;
}

qsizetype ComparedTexts::otherLine(int difference, JsonNode value) const
{
    if (!m_isRead)
        return 0;
    const Comparison &comparison = m_comparison.differences[size_t(difference)].comparison;
    const JsonNode source = comparison.before().source(value);
    return source ? m_otherLines.position(source.memberRange().begin).line : 0;
}

} // namespace Pinion
