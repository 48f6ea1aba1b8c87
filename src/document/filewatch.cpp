// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/filewatch.h"

#include <QFileInfo>

using namespace std::chrono_literals;

namespace Pinion {

FileWatch::FileWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(250ms);
    connect(&m_timer, &QTimer::timeout, this, &FileWatch::report);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::noticed);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::noticed);
}

void FileWatch::setFiles(const QStringList &paths)
{
    m_paths = paths;
    watchAgain();
}

void FileWatch::noticed()
{
    // Not restarted: a storm of events must not put the report off for ever.
    if (!m_timer.isActive())
        m_timer.start();
}

void FileWatch::report()
{
    watchAgain();
    emit disturbed();
}

// A file that was replaced, as careful programs save, drops out of the watcher. Its folder tells
// of the new one.
void FileWatch::watchAgain()
{
    QSet<QString> wanted;
    for (const QString &path : std::as_const(m_paths)) {
        const QFileInfo info(path);
        if (info.exists())
            wanted.insert(path);
        if (QFileInfo::exists(info.absolutePath()))
            wanted.insert(info.absolutePath());
    }
    const QStringList watchedList = m_watcher.files() + m_watcher.directories();
    const QSet<QString> watched(watchedList.cbegin(), watchedList.cend());
    const QStringList gone = QSet(watched).subtract(wanted).values();
    const QStringList fresh = wanted.subtract(watched).values();
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!fresh.isEmpty())
        m_watcher.addPaths(fresh);
}

} // namespace Pinion

#include "moc_filewatch.cpp"
