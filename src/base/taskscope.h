// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <utility>

namespace Pinion {

/// Ties tasks to the object that started them: its end cancels them, and when the destructor has
/// returned they have all left. Make it the last member, so that it goes first.
class TaskScope
{
public:
    TaskScope() = default;
    ~TaskScope() { m_source.request_stop(); }
    TaskScope(const TaskScope &) = delete;
    TaskScope &operator=(const TaskScope &) = delete;

    /// For the tasks that are started from now on.
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }
    /// Cancels what runs. Tasks started afterwards are not concerned.
    void cancel() { std::exchange(m_source, std::stop_source()).request_stop(); }

private:
    std::stop_source m_source;
};

/// A token that stops when either of two does. Lives in the frame of the coroutine that waits.
class StopEither
{
public:
    StopEither(const std::stop_token &first, const std::stop_token &second)
        : m_onFirst(first, Stopper{&m_both})
        , m_onSecond(second, Stopper{&m_both})
    { }

    [[nodiscard]] std::stop_token token() const { return m_both.get_token(); }

private:
    struct Stopper
    {
        std::stop_source *source;
        void operator()() const
        {
            // The source may go away with the coroutine that this resumes.
            std::stop_source kept = *source;
            kept.request_stop();
        }
    };

    std::stop_source m_both;
    std::stop_callback<Stopper> m_onFirst;
    std::stop_callback<Stopper> m_onSecond;
};

} // namespace Pinion
