// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace Pinion {

/// What is known of the images that run on the user's targets now, without asking anybody.
class RunningImages
{
public:
    RunningImages() = default;
    virtual ~RunningImages() = default;
    RunningImages(const RunningImages &) = delete;
    RunningImages &operator=(const RunningImages &) = delete;

    /// False: nobody needs to be told where images run.
    [[nodiscard]] virtual bool hasTargets() const = 0;
    /// The names of the targets on which an app of them runs this image: by its digest, else by its
    /// tag. `repository` is "domain/path"; the digest may be empty.
    [[nodiscard]] virtual QStringList targetsRunning(
        const QString &repository, const QString &tag, const QString &digest) const = 0;
};

} // namespace Pinion
