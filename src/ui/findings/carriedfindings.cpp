// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/carriedfindings.h"

#include <algorithm>

namespace Pinion {

namespace {

/// Where a range of the old text is after the edit; nothing if the edit took it away.
std::optional<TextRange> moved(TextRange range, const TextEdit &edit)
{
    if (range.end <= edit.range.begin)
        return range;
    const qsizetype shift = edit.text.size() - edit.range.length();
    if (range.begin >= edit.range.end)
        return TextRange{range.begin + shift, range.end + shift};
    if (range.begin <= edit.range.begin && range.end >= edit.range.end)
        return TextRange{range.begin, range.end + shift};
    return std::nullopt;
}

} // namespace

Findings withCarriedFindings(Findings present, const Findings &lastGood,
    const QByteArray &lastGoodText, const QByteArray &presentText)
{
    std::erase_if(present, [](const Finding &f) { return f.family != RuleFamily::Syntax; });
    const TextEdit edit = difference(lastGoodText, presentText);
    for (const Finding &old : lastGood) {
        const auto range = moved(old.range, edit);
        if (!range)
            continue;
        Finding carried = old;
        carried.range = *range;
        carried.fixes.clear();
        carried.related.clear();
        present.push_back(std::move(carried));
    }
    std::ranges::stable_sort(present, {}, &Finding::range);
    return present;
}

} // namespace Pinion
