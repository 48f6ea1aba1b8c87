// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/demo/demoworld.h"

#include <QThread>

namespace Pinion {

/// Where a demo world is found.
struct DemoPlaces
{
    QUrl staging;
    QUrl production;
    QUrl stagingMesos;
    QUrl productionMesos;
    QString registry; ///< "127.0.0.1:5000"
    QStringList files; ///< the story's first
};

/// A demo world in a thread of its own, so that it lives on while a program waits or computes.
class DemoHost
{
public:
    DemoHost();
    ~DemoHost();
    DemoHost(const DemoHost &) = delete;
    DemoHost &operator=(const DemoHost &) = delete;

    /// Starts the world and writes its files; no folder: none. Errors: those of DemoWorld.
    [[nodiscard]] Result<DemoPlaces> start(const DemoOptions &options, const QString &folder = {});

private:
    QThread m_thread;
    QObject m_inside; ///< lives in the thread
    std::unique_ptr<DemoWorld> m_world; ///< lives in the thread
};

} // namespace Pinion
