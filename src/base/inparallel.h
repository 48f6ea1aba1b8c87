// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <vector>

namespace Pinion {

namespace Detail {

/// Values that are made by several threads and taken by one, in order. At most Window values wait
/// to be taken, so that a slow taker does not have all of them in memory.
template <typename Make> class Conveyor
{
public:
    using Value = std::invoke_result_t<Make &, std::size_t>;

    Conveyor(std::size_t count, Make &make)
        : m_count(count)
        , m_make(make)
        , m_slots(std::min(count, Window))
    { }

    /// What each helping thread does: makes values as long as there are some to make.
    void help()
    {
        std::unique_lock lock(m_mutex);
        while (m_next < m_count) {
            if (mayClaim())
                makeOne(lock);
            else
                m_changed.wait(lock);
        }
    }

    /// The value of `index`, which must be one more than last time. Makes others while it waits.
    Value take(std::size_t index)
    {
        std::unique_lock lock(m_mutex);
        std::optional<Value> &slot = m_slots[index % Window];
        while (!slot) {
            if (mayClaim())
                makeOne(lock);
            else
                m_changed.wait(lock);
        }
        Value value = std::move(*slot);
        slot.reset();
        m_taken = index + 1;
        m_changed.notify_all();
        return value;
    }

private:
    static constexpr std::size_t Window = 64;

    [[nodiscard]] bool mayClaim() const { return m_next < m_count && m_next < m_taken + Window; }

    void makeOne(std::unique_lock<std::mutex> &lock)
    {
        const std::size_t index = m_next++;
        lock.unlock();
        Value value = m_make(index);
        lock.lock();
        m_slots[index % Window].emplace(std::move(value));
        m_changed.notify_all();
    }

    const std::size_t m_count;
    Make &m_make;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::optional<Value>> m_slots;
    std::size_t m_next = 0; ///< the first index that nobody has claimed
    std::size_t m_taken = 0; ///< how many values have been taken
};

} // namespace Detail

/// Makes a value of each index below `count` with `make(index)`, on as many threads as there are
/// processors, and hands them to `take(value)` in the order of the index, in the calling thread.
/// `make` must be safe to call from several threads at once; neither may throw.
template <typename Make, typename Take> void inParallel(std::size_t count, Make make, Take take)
{
    constexpr std::size_t MostThreads = 16; // beyond it memory is what there is too little of
    const std::size_t processors = std::max(std::thread::hardware_concurrency(), 1U);
    const std::size_t threads = std::min({processors, count, MostThreads});
    if (threads < 2) {
        for (std::size_t index = 0; index < count; ++index)
            take(make(index));
        return;
    }
    Detail::Conveyor<Make> conveyor(count, make);
    std::vector<std::jthread> helpers; // joined before the conveyor goes
    for (std::size_t i = 1; i < threads; ++i)
        helpers.emplace_back([&conveyor] { conveyor.help(); });
    for (std::size_t index = 0; index < count; ++index)
        take(conveyor.take(index));
}

} // namespace Pinion
