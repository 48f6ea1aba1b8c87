// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/appstatus.h"

#include <QStringList>

namespace Pinion {

/// What the cluster browser shows of one app.
struct AppRow
{
    QString id;
    AppStatus status = AppStatus::Running;
    int running = 0;
    int instances = 0; ///< wanted
    int unhealthy = 0;
    QString image; ///< empty: none
    double cpus = 0; ///< of all wanted instances together, in cores
    double mem = 0; ///< of all wanted instances together, in MiB
    AppVersion version;
    bool hasHealthCheck = false;
    QStringList labels; ///< "key=value", sorted

    friend bool operator==(const AppRow &, const AppRow &) = default;

    /// True for one without an image, too: it cannot move.
    [[nodiscard]] bool isPinned() const { return image.isEmpty() || image.contains(u'@'); }
};

[[nodiscard]] AppRow rowOf(const RunningApp &app, const QueueEntry *queued);

/// "Running 2/3, 1 failing"
[[nodiscard]] QString statusText(const AppRow &row);
/// "Running"
[[nodiscard]] QString statusWord(AppStatus status);
/// The tag of an image and, for a digest without one, its first digits: what tells versions apart.
[[nodiscard]] QString shortImage(const QString &image);

/// What a group adds up to.
struct GroupTotals
{
    int apps = 0;
    int troubled = 0; ///< unhealthy, delayed or waiting ones
    double cpus = 0;
    double mem = 0; ///< MiB

    void add(const AppRow &row);
    void add(const GroupTotals &other);
    friend bool operator==(const GroupTotals &, const GroupTotals &) = default;
};

/// "12 apps", "1 of 12 in trouble"
[[nodiscard]] QString totalsText(const GroupTotals &totals);

} // namespace Pinion
