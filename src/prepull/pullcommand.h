// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <string_view>

namespace Pinion {

/// What the command does when the pull is over (the variable PINION_MODE).
enum class PullMode : quint8 {
    Hold, ///< stays, whatever came of it; the generic check tells (Marathon 1.8 and later)
    Fail, ///< stays after success, else ends with the reason's code (Marathon before 1.8)
    Job, ///< ends, with 0 or the reason's code
};
[[nodiscard]] QString pullModeName(PullMode mode);

enum class PullUser : quint8 {
    AsIs, ///< the task's user may use Docker
    Sudo, ///< it may by "sudo -n"
};

/// The constant shell text that pulls $PINION_IMAGE on the host. All that differs from run to run
/// comes in by the environment: PINION_IMAGE, PINION_PULL_SECONDS, PINION_TRIES, PINION_MODE. It
/// leaves its result in the file pinion.rc of the sandbox, by renaming, and Docker's words in
/// pinion.log.
[[nodiscard]] QByteArray pullCommand(PullUser user = PullUser::AsIs);
/// Exits with the result, or with PullingCode while there is none.
[[nodiscard]] QByteArray pullCheckCommand();
/// Succeeds once the image is there.
[[nodiscard]] QByteArray pullHealthCommand();

inline constexpr int PullingCode = 10;
inline constexpr int DoneCode = 20; ///< not 0, so that "not known" never looks like "done"
inline constexpr int OwnTimeLimitCode = 56;

/// Why a pull failed, by the command's exit code.
struct PullFailure
{
    int code = 0;
    std::string_view reason; ///< a clause
    std::string_view hint;
};
[[nodiscard]] std::span<const PullFailure> pullFailures();
[[nodiscard]] const PullFailure *findPullFailure(int code);
/// The code that the command would give for these words of Docker's, where they are all there is.
[[nodiscard]] int pullCodeOf(const QByteArray &words);
/// The digest that Docker told of what it has stored, the last one; empty: it told none.
[[nodiscard]] QString digestIn(const QByteArray &words);
/// The code in "Command exited with status 54".
[[nodiscard]] std::optional<int> exitStatusIn(const QString &message);

} // namespace Pinion
