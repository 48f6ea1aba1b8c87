// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/sandboxfault.h"
#include "sandbox/http/sandboxlistener.h"

namespace Pinion {

/// Sends an answer in the way of a fault, over time where that asks for it.
void sendFaulty(
    SandboxConnection &connection, const SandboxAnswer &answer, const SandboxFault &fault);

} // namespace Pinion
