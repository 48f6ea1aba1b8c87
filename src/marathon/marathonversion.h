// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace Pinion {

/// A Marathon release, compared by number. Pinion knows 1.4 to 1.11; {0, 0} stands for "always".
struct MarathonVersion
{
    int major = 0;
    int minor = 0;
    int patch = 0;

    friend constexpr auto operator<=>(const MarathonVersion &, const MarathonVersion &) = default;

    [[nodiscard]] constexpr bool isSet() const { return major != 0 || minor != 0 || patch != 0; }
    /// "1.10" or "1.8.222"; the patch number only when it is not 0.
    [[nodiscard]] QString toString() const;
    /// Reads "1.10", "v1.10.26" and "1.10.26-abc"; nothing for other text.
    [[nodiscard]] static std::optional<MarathonVersion> parse(QStringView text);
};

/// Assumed where nobody has said which Marathon is meant: the newest released line.
inline constexpr MarathonVersion DefaultMarathonVersion{1, 10, 0};

} // namespace Pinion
