// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/hostpaths.h"

#include "marathon/pathglob.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

QString cleanHostPath(const QString &path)
{
    return QDir::cleanPath(path);
}

bool reachesContainerRuntime(const QString &cleanPath)
{
    // /run and /var/run are one folder on all agents of today.
    static const QStringList places{u"/run"_s, u"/run/docker.sock"_s, u"/run/containerd"_s,
        u"/run/containerd/containerd.sock"_s, u"/run/docker/containerd/containerd.sock"_s,
        u"/run/crio"_s, u"/run/crio/crio.sock"_s, u"/run/podman"_s, u"/run/podman/podman.sock"_s};
    return places.contains(cleanPath.startsWith(u"/var/run") ? cleanPath.sliced(4) : cleanPath);
}

bool isSystemPath(const QString &cleanPath)
{
    static const QStringList exact{u"/"_s, u"/usr"_s, u"/lib"_s, u"/lib64"_s, u"/var"_s,
        u"/var/lib"_s, u"/opt"_s, u"/home"_s, u"/bin"_s, u"/sbin"_s};
    static const QStringList roots{u"/etc"_s, u"/root"_s, u"/boot"_s, u"/proc"_s, u"/sys"_s,
        u"/dev"_s, u"/var/lib/mesos"_s, u"/var/lib/docker"_s, u"/opt/mesosphere"_s};
    const auto isWithin = [&cleanPath](const QString &root) {
        return cleanPath.startsWith(root)
            && (cleanPath.size() == root.size() || cleanPath[root.size()] == u'/');
    };
    return exact.contains(cleanPath)
        || (!isWithin(u"/dev/shm"_s) && std::any_of(roots.begin(), roots.end(), isWithin));
}

bool matchesAnyGlob(const QStringList &globs, const QString &cleanPath)
{
    return std::any_of(globs.begin(), globs.end(),
        [&cleanPath](const QString &glob) { return pathGlobMatches(glob, cleanPath); });
}

} // namespace Pinion
