// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/settings.h"

namespace Pinion {

/// A named set of levels that comes with Pinion.
struct Profile
{
    std::string_view name;
    std::string_view summary; ///< for whom it is, one line
    std::string_view failOn; ///< "error", "warning"
};

/// In the order of strictness that users read them in: default, dev, staging, production, strict.
[[nodiscard]] std::span<const Profile> profiles();
[[nodiscard]] const Profile *findProfile(QStringView name);
/// "there is no profile "prod"; did you mean …"
[[nodiscard]] QString noSuchProfile(const QString &name);

/// What a profile sets: its own rows, and for all other rules a weak shift of their level.
[[nodiscard]] Settings profileSettings(const Profile &profile);

} // namespace Pinion
