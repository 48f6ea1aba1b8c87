// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"
#include "sandbox/http/sandboxmessage.h"

namespace Pinion {

/// The Mesos master's own HTTP API, as far as it tells of agents. `address`: the master's.
[[nodiscard]] SandboxAnswer answerMesos(
    const SandboxState &state, const QString &address, const SandboxRequest &request);

} // namespace Pinion
