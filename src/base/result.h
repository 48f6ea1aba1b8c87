// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace Pinion {

/// A value, or the reason why there is none. Keeps to the names of std::expected (C++23), so that
/// the alias can switch when the compiler floor allows it.
template <typename T> using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, QString message, QString hint = {})
{
    return tl::make_unexpected(Error(kind, std::move(message), std::move(hint)));
}

} // namespace Pinion
