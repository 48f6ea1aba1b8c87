// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include <QStringList>

#include <tl/expected.hpp>

namespace Pinion {

/// An answer that says no, in Marathon's words.
struct SandboxRefusal
{
    int status = 500;
    QByteArray body;
    QString message; ///< what events tell of it
};
template <typename T> using Answered = tl::expected<T, SandboxRefusal>;

/// {"message": …}
[[nodiscard]] SandboxRefusal refusal(int status, const QString &message);
[[nodiscard]] SandboxRefusal refusal(const Verdict &verdict);
[[nodiscard]] SandboxRefusal lockedRefusal(const QStringList &deploymentIds);
[[nodiscard]] SandboxRefusal crowdedRefusal(int limit);
[[nodiscard]] SandboxRefusal noSuchApp(const QString &id);

[[nodiscard]] inline auto refused(SandboxRefusal refusal)
{
    return tl::make_unexpected(std::move(refusal));
}

} // namespace Pinion
