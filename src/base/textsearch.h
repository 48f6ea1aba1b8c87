// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <string_view>

namespace Pinion {

/// True if `piece` stands anywhere in the text, told in place: rules and tags ask it millions of
/// times about texts of a few words, for which a call costs more than the search.
[[nodiscard]] inline bool holds(QStringView text, QStringView piece)
{
    const std::u16string_view units(text.utf16(), size_t(text.size()));
    return units.find({piece.utf16(), size_t(piece.size())}) != std::u16string_view::npos;
}

} // namespace Pinion
