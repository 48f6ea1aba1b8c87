// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/completion.h"
#include "base/task.h"
#include "net/clock.h"
#include "sandbox/sandbox.h"

#include <QTimer>

namespace Pinion {

/// One clock for a sandbox and its clients, which runs faster than the real one: some milliseconds
/// stand for half a second.
class SandboxClock final : public Clock
{
public:
    explicit SandboxClock(SandboxCluster &cluster)
        : m_cluster(cluster)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
        m_timer.start(std::chrono::milliseconds(5));
    }

    [[nodiscard]] QDateTime now() const override { return m_now; }
    [[nodiscard]] Task<void> sleep(std::chrono::milliseconds time, std::stop_token stop) override
    {
        if (stop.stop_requested())
            co_return cancelled();
        Sleeper sleeper{m_now.addMSecs(time.count()), {}, false};
        m_sleepers.push_back(&sleeper);
        const std::stop_callback<Waker> onStop(stop, Waker{this, &sleeper});
        co_await sleeper.completion.wait();
        std::erase(m_sleepers, &sleeper);
        if (stop.stop_requested())
            co_return cancelled();
        co_return Result<void>();
    }

private:
    static constexpr int Step = 500; // ms of the fast clock

    struct Sleeper
    {
        QDateTime until;
        Completion completion;
        bool isAwake = false;
    };
    struct Waker
    {
        SandboxClock *clock;
        Sleeper *sleeper;
        void operator()() const { clock->wake(sleeper); }
    };

    void wake(Sleeper *sleeper)
    {
        if (std::exchange(sleeper->isAwake, true))
            return;
        std::erase(m_sleepers, sleeper);
        sleeper->completion.finish();
    }
    void tick()
    {
        m_now = m_now.addMSecs(Step);
        m_cluster.advance(Step);
        const std::vector<Sleeper *> sleepers = m_sleepers;
        for (Sleeper *sleeper : sleepers) {
            const bool isStillThere
                = std::find(m_sleepers.begin(), m_sleepers.end(), sleeper) != m_sleepers.end();
            if (isStillThere && sleeper->until <= m_now)
                wake(sleeper);
        }
    }

    SandboxCluster &m_cluster;
    QTimer m_timer;
    // Not the sandbox's time: nothing may depend on both clocks being the same.
    QDateTime m_now{QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC};
    std::vector<Sleeper *> m_sleepers;
};

} // namespace Pinion
