// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/quietfindings.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Pinion {

bool QuietFindings::end()
{
    m_left.clear();
    return std::exchange(m_isOn, false);
}

bool QuietFindings::fieldLeft(const JsonPointer &pointer)
{
    if (!m_isOn || m_left.contains(pointer))
        return false;
    m_left.append(pointer);
    return true;
}

bool QuietFindings::isQuiet(const Finding &finding, const JsonTree &tree) const
{
    if (!m_isOn)
        return false;
    const bool isMissing = finding.rule == "schema-required"_L1;
    const JsonNode node = tree.at(finding.pointer);
    const bool isEmpty = node.isString() && node.stringOr().isEmpty();
    if (!isMissing && !isEmpty)
        return false;
    return std::none_of(m_left.begin(), m_left.end(), [&](const JsonPointer &left) {
        // A missing member is told of at its object.
        return left.contains(finding.pointer) || (isMissing && finding.pointer.contains(left));
    });
}

} // namespace Pinion
