// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/writequeue.h"

#include <QPromise>

#include <memory>

namespace Pinion {

WriteQueue::WriteQueue()
{
    m_thread.setMaxThreadCount(1); // which makes it a queue
}

WriteQueue::~WriteQueue()
{
    finish();
}

QFuture<Result<void>> WriteQueue::add(Job job)
{
    // Shared, because the pool takes only functions that can be copied.
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    m_thread.start([promise, job = std::move(job)] {
        promise->addResult(job());
        promise->finish();
    });
    return promise->future();
}

bool WriteQueue::isIdle()
{
    return m_thread.waitForDone(0);
}

void WriteQueue::finish()
{
    m_thread.waitForDone();
}

} // namespace Pinion
