// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cluster/marathontypes.h"

#include <QStringList>
#include <QUrl>

#include <chrono>

namespace Pinion {

/// How a target is known: by its addresses, without logins.
[[nodiscard]] QStringList addressesOf(const QList<QUrl> &urls);

/// A deployment that was sent from here.
struct PastRun
{
    QStringList addresses; ///< of the target
    QString app;
    AppVersion version; ///< that the server made of it
    QDateTime began; ///< UTC
    std::chrono::seconds took{-1}; ///< until all was well; negative: it was not, or not yet
};

/// What was sent from here, in one file: Marathon records neither who made a version nor how long
/// its deployment took. Holds no definitions. The latest ones are kept.
class PastRuns
{
public:
    explicit PastRuns(QString file);

    /// In place of what was said of the same versions before. Errors: Io.
    [[nodiscard]] Result<void> remember(const std::vector<PastRun> &runs) const;
    /// The versions of the app that were sent from here.
    [[nodiscard]] std::vector<AppVersion> ownVersions(
        const QStringList &addresses, const QString &app) const;
    /// How long the deployments of these apps take, the slowest one of them; 0: not known.
    [[nodiscard]] std::chrono::seconds usual(
        const QStringList &addresses, const QStringList &apps) const;

private:
    /// The oldest first. What cannot be read is left out.
    [[nodiscard]] std::vector<PastRun> read() const;

    QString m_file;
};

} // namespace Pinion
