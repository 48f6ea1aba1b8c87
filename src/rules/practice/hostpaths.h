// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace Pinion {

// Paths on an agent, as volumes name them.

/// Without doubled, trailing and dotted parts.
[[nodiscard]] QString cleanHostPath(const QString &path);

/// The socket of Docker, containerd, CRI-O or podman, or a folder that holds it.
[[nodiscard]] bool reachesContainerRuntime(const QString &cleanPath);

/// A folder of the operating system or of Mesos itself.
[[nodiscard]] bool isSystemPath(const QString &cleanPath);

[[nodiscard]] bool matchesAnyGlob(const QStringList &globs, const QString &cleanPath);

} // namespace Pinion
