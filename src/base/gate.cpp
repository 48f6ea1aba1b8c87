// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/gate.h"

namespace Pinion {

namespace {

struct Finisher
{
    Completion *turn;
    void operator()() const { turn->finish(); }
};

} // namespace

Gate::Gate(int limit)
    : m_free(limit)
{ }

Task<void> Gate::enter(std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    if (m_free > 0) {
        --m_free;
        co_return Result<void>();
    }
    Completion turn;
    m_waiting.push_back(&turn);
    const std::stop_callback<Finisher> onStop(stop, Finisher{&turn});
    co_await turn.wait();
    if (!stop.stop_requested())
        co_return Result<void>();
    // Stopped while waiting, or in the very moment of being let in: then the next one may go.
    if (std::erase(m_waiting, &turn) == 0)
        leave();
    co_return cancelled();
}

void Gate::leave()
{
    if (m_waiting.empty()) {
        ++m_free;
        return;
    }
    Completion *next = m_waiting.front();
    m_waiting.pop_front();
    next->finish();
}

} // namespace Pinion
