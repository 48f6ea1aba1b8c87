// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/completion.h"
#include "base/task.h"

#include <deque>

namespace Pinion {

/// Lets a limited number of coroutines in at once; the others wait in the order of their coming.
/// Must outlive those that wait.
class Gate
{
public:
    explicit Gate(int limit);

    /// Errors: Cancelled. After success leave() must follow, best by a GatePass.
    [[nodiscard]] Task<void> enter(std::stop_token stop);
    void leave();

private:
    int m_free;
    std::deque<Completion *> m_waiting;
};

/// Leaves a gate that has been entered.
class GatePass
{
public:
    explicit GatePass(Gate &gate)
        : m_gate(gate)
    { }
    ~GatePass() { m_gate.leave(); }
    GatePass(const GatePass &) = delete;
    GatePass &operator=(const GatePass &) = delete;

private:
    Gate &m_gate;
};

} // namespace Pinion
