// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/filewatch.h"

#include <QObject>

#include <vector>

namespace Pinion {

class Analysis;

/// Checks open documents again when other files of their project change on disk: configurations and
/// what they extend, image locks, baselines, documents of the same scope. One watch for the whole
/// window, since systems give each program few.
class ProjectWatch : public QObject
{
    Q_OBJECT

public:
    explicit ProjectWatch(QObject *parent = nullptr);

    void follow(Analysis &analysis);
    /// Looks at the disk now, in a worker thread; not every change is told of by every file system.
    void look();

private:
    void watchFiles();

    std::vector<Analysis *> m_followed;
    FileWatch m_watch;
};

} // namespace Pinion
