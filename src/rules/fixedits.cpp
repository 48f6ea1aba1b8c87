// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/fixedits.h"

#include <mutex>
#include <utility>

namespace Pinion {

struct FixEdits::Later
{
    std::function<TextEdits()> make; ///< empty once the edits are known
    std::once_flag isMade;
    TextEdits edits;
};

FixEdits::FixEdits(TextEdits edits)
{
    if (edits.empty())
        return;
    m_later = std::make_shared<Later>();
    m_later->edits = std::move(edits);
}

FixEdits::FixEdits(std::initializer_list<TextEdit> edits)
    : FixEdits(TextEdits(edits))
{ }

FixEdits::FixEdits(std::function<TextEdits()> make)
    : m_later(std::make_shared<Later>())
{
    m_later->make = std::move(make);
}

const TextEdits &FixEdits::all() const
{
    static const TextEdits none;
    if (!m_later)
        return none;
    Later &later = *m_later;
    std::call_once(later.isMade, [&later] {
        if (later.make)
            later.edits = std::exchange(later.make, {})();
    });
    return later.edits;
}

} // namespace Pinion
