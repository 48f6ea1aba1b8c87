// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"
#include "sandbox/http/sandboxmessage.h"

namespace Pinion {

/// Marathon's, as the master knows it.
inline constexpr const char *MarathonFrameworkId = "5e1f0a7c-2b1d-4c3e-9a51-b6a1a5b0d7c2-0000";

/// The Mesos master's own HTTP API, as far as it tells of agents. `address`: the master's.
[[nodiscard]] SandboxAnswer answerMesos(
    const SandboxState &state, const QString &address, const SandboxRequest &request);

} // namespace Pinion
