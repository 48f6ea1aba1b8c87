// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/delay.h"

#include "base/completion.h"

#include <QTimer>

namespace Pinion {

namespace {

struct Finisher
{
    Completion *completion;
    void operator()() const { completion->finish(); }
};

} // namespace

Task<void> delay(std::chrono::milliseconds time, std::stop_token stop)
{
    if (stop.stop_requested())
        co_return cancelled();
    Completion isOver;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, Finisher{&isOver});
    const std::stop_callback<Finisher> onStop(stop, Finisher{&isOver});
    timer.start(time);
    co_await isOver.wait();
    if (stop.stop_requested())
        co_return cancelled();
    co_return Result<void>();
}

} // namespace Pinion
