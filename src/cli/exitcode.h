// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace Pinion {

/// What the program says to scripts. Where several apply, the higher number wins, so that a file
/// nobody could read is never hidden behind a threshold.
enum class ExitCode : int {
    Clean = 0, ///< nothing at or above the threshold; for fix: no error waits for an answer
    Found = 1, ///< findings at or above the threshold; for fix: errors wait for an answer;
               ///< for diff: differences; for deploy: refused, or not well in the end
    Usage = 2, ///< wrong arguments, an answer or value that does not fit, or a bad .pinion.json
    Unreadable = 3, ///< a file that cannot be read or written, is not JSON or no Marathon document
    Target = 4, ///< a cluster that cannot be reached or does not let in, or an answer that was lost
};

[[nodiscard]] constexpr ExitCode worse(ExitCode a, ExitCode b)
{
    return std::max(a, b);
}

} // namespace Pinion
