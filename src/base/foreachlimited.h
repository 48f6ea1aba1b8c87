// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <algorithm>
#include <type_traits>
#include <vector>

namespace Pinion {

namespace Detail {

template <typename T> struct TaskValue;
template <typename T> struct TaskValue<QCoro::Task<T>>
{
    using Type = T;
};

template <typename Item, typename Function>
using TaskResult = typename TaskValue<std::invoke_result_t<Function &, Item>>::Type;

/// What the workers of one forEachLimited share; it lives in the frame that waits for them all.
template <typename Item, typename Function> struct Fan
{
    std::vector<Item> items;
    Function function;
    std::stop_token stop;
    std::vector<TaskResult<Item, Function>> results;
    std::size_t next = 0;
};

template <typename Item, typename Function> QCoro::Task<void> work(Fan<Item, Function> *fan)
{
    while (fan->next < fan->items.size() && !fan->stop.stop_requested()) {
        const std::size_t index = fan->next++;
        auto task = fan->function(std::move(fan->items[index]));
        auto result = co_await task;
        fan->results[index] = std::move(result);
    }
}

} // namespace Detail

/// Calls `function` (an Item to a Task) for each item, with at most `limit` tasks under way, and
/// answers their results in the order of the items. After a stop nothing new is begun: what was
/// not, has the error Cancelled. `function` itself must not be a coroutine that captures.
template <typename Item, typename Function>
QCoro::Task<std::vector<Detail::TaskResult<Item, Function>>> forEachLimited(
    std::vector<Item> items, int limit, Function function, std::stop_token stop)
{
    Detail::Fan<Item, Function> fan{std::move(items), std::move(function), std::move(stop), {}, 0};
    fan.results.reserve(fan.items.size());
    for (std::size_t i = 0; i < fan.items.size(); ++i)
        fan.results.emplace_back(cancelled());
    std::vector<QCoro::Task<void>> workers;
    const std::size_t wanted = std::min(fan.items.size(), std::size_t(std::max(limit, 1)));
    for (std::size_t i = 0; i < wanted; ++i)
        workers.push_back(Detail::work(&fan));
    for (QCoro::Task<void> &worker : workers)
        co_await worker;
    co_return std::move(fan.results);
}

} // namespace Pinion
