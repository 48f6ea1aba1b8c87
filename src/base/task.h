// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <qcorotask.h>

#include <stop_token>

namespace Pinion {

/// What every function that waits returns: a coroutine that has begun already, and answers a value
/// or an error; it throws nothing. Dropping the task does not end it, the std::stop_token does that
/// which such a function takes last.
template <typename T> using Task = QCoro::Task<Result<T>>;

[[nodiscard]] inline tl::unexpected<Error> cancelled()
{
    return fail(ErrorKind::Cancelled, QStringLiteral("It was cancelled."));
}

} // namespace Pinion
