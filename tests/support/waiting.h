// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "net/clock.h"

#include <chrono>
#include <vector>

namespace Pinion {

/// The result of a task, while the event loop goes on.
template <typename T> Result<T> wait(Task<T> task)
{
    return QCoro::waitFor(std::move(task));
}

/// "" for a value, else the text of the error.
template <typename T> QString errorText(const Result<T> &result)
{
    return result ? QString() : result.error().text();
}

/// A clock in which waiting takes no time, and which stands still otherwise.
class PatientClock final : public Clock
{
public:
    QDateTime time{QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC};
    std::vector<std::chrono::milliseconds> slept;

    [[nodiscard]] QDateTime now() const override { return time; }
    [[nodiscard]] Task<void> sleep(
        std::chrono::milliseconds howLong, std::stop_token /*stop*/) override
    {
        slept.push_back(howLong);
        time = time.addMSecs(howLong.count());
        co_return Result<void>();
    }
};

} // namespace Pinion
