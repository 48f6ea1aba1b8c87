// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFuture>
#include <QThreadPool>

#include <functional>

namespace Pinion {

/// Writes files one after another, in the order in which they were added, in a thread of its own: a
/// disk that takes its time must not hold the window. What has been added is written in any case,
/// also when the queue goes.
class WriteQueue
{
public:
    /// Runs in the thread of the queue, so it takes along all that it needs.
    using Job = std::function<Result<void>()>;

    WriteQueue();
    ~WriteQueue();
    Q_DISABLE_COPY_MOVE(WriteQueue)

    QFuture<Result<void>> add(Job job);
    [[nodiscard]] bool isIdle();
    /// Waits until all is written.
    void finish();

private:
    QThreadPool m_thread;
};

} // namespace Pinion
