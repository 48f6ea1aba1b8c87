// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"

#include <QCoreApplication>

#include <memory>

namespace Pinion {

/// Qt's network classes need an application object. Commands that stay offline do without, which
/// makes them start faster.
class OnlineScope
{
public:
    OnlineScope();
    ~OnlineScope();
    OnlineScope(const OnlineScope &) = delete;
    OnlineScope &operator=(const OnlineScope &) = delete;

private:
    std::unique_ptr<QCoreApplication> m_application;
};

/// What a task answers, while the event loop runs. There must be an OnlineScope.
template <typename T> T resultOf(QCoro::Task<T> task)
{
    return QCoro::waitFor(std::move(task));
}

} // namespace Pinion
