// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace Pinion {

/// Notices that something may have happened to a set of files. Many events in a row, such as a
/// branch switch, come out as one signal per interval; what happened is for the receiver to see.
class FileWatch : public QObject
{
    Q_OBJECT

public:
    explicit FileWatch(QObject *parent = nullptr);

    void setFiles(const QStringList &paths);

signals:
    void disturbed();

private:
    void noticed();
    void report();
    void watchAgain();

    QStringList m_paths;
    QFileSystemWatcher m_watcher;
    QTimer m_timer;
};

} // namespace Pinion
