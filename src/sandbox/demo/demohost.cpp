// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/demo/demohost.h"

namespace Pinion {

DemoHost::DemoHost()
{
    m_inside.moveToThread(&m_thread);
    m_thread.start();
}

DemoHost::~DemoHost()
{
    // Sockets and timers have to end where they lived.
    QMetaObject::invokeMethod(
        &m_inside, [this] { m_world.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

Result<DemoPlaces> DemoHost::start(const DemoOptions &options, const QString &folder)
{
    Result<DemoPlaces> places;
    const auto run = [&]() -> Result<DemoPlaces> {
        m_world = std::make_unique<DemoWorld>(options);
        if (const Result<void> started = m_world->start(); !started)
            return tl::make_unexpected(started.error());
        DemoPlaces found{m_world->staging().url(), m_world->production().url(),
            m_world->staging().mesosUrl(), m_world->production().mesosUrl(),
            m_world->registry().domain(), {}};
        if (folder.isEmpty())
            return found;
        return m_world->writeFiles(folder).map([&found](const QStringList &files) {
            found.files = files;
            return found;
        });
    };
    QMetaObject::invokeMethod(
        &m_inside, [&] { places = run(); }, Qt::BlockingQueuedConnection);
    return places;
}

} // namespace Pinion
