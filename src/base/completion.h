// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Before <coroutine>, which the moc of Qt 6.4 cannot read as the first header of all.
#include <QtGlobal>

#include <coroutine>
#include <utility>

namespace Pinion {

/// The moment that a coroutine waits for: `co_await completion.wait();` goes on as soon as somebody
/// has called finish(). One waiter, which resumes inside the call of finish().
class Completion
{
public:
    Completion() = default;
    Q_DISABLE_COPY_MOVE(Completion)

    /// Afterwards this object may be gone, together with the coroutine that held it.
    void finish()
    {
        m_isFinished = true;
        if (const std::coroutine_handle<> waiter = std::exchange(m_waiter, nullptr))
            waiter.resume();
    }

    /// What to await. (QCoro 0.8 with g++ 12 would copy the completion itself.)
    struct Waiter
    {
        Completion *completion;

        // The names of the language.
        [[nodiscard]] bool await_ready() const noexcept { return completion->m_isFinished; }
        void await_suspend(std::coroutine_handle<> waiter) const noexcept
        {
            completion->m_waiter = waiter;
        }
        void await_resume() const noexcept { }
    };
    [[nodiscard]] Waiter wait() { return Waiter{this}; }

private:
    bool m_isFinished = false;
    std::coroutine_handle<> m_waiter;
};

} // namespace Pinion
