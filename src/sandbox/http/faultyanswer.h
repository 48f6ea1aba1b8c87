// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/sandboxfault.h"
#include "sandbox/http/sandboxlistener.h"

#include <functional>

namespace Pinion {

/// Sends an answer in the way of a fault, over time where that asks for it.
void sendFaulty(
    SandboxConnection &connection, const SandboxAnswer &answer, const SandboxFault &fault);

/// Sends what `answer` makes of a request, or the fault that strikes it; returns the answer that
/// was meant to arrive. A fault with an answer of its own spares carrying the request out, unless
/// it says otherwise.
SandboxAnswer answerUnder(SandboxFaults &faults, const SandboxRequest &request,
    SandboxConnection &connection, const std::function<SandboxAnswer()> &answer);

} // namespace Pinion
