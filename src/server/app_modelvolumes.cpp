// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app_checks.h"
#include "server/javatext.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

JsonNode accessMode(const VolumeView &volume)
{
    return volume.node["external"]["options"]["capability"]["accessMode"];
}

/// Instances that cannot share what a CSI volume lets only one of them use.
void checkCsiInstances(const AppView &view, const VolumeView &volume, Violations &found)
{
    const JsonNode node = view.app["instances"];
    const qint64 instances = integerOr(node, 1).value_or(1);
    const JsonNode mode = accessMode(volume);
    if (instances <= 1)
        return;
    const bool isSingle
        = isWord(mode, "SINGLE_NODE_WRITER"_L1) || isWord(mode, "SINGLE_NODE_READER_ONLY"_L1);
    if (isSingle)
        refuse(found, "server-csi-instances", u"/instances"_s,
            u"got %1, expected 1 or less while non-shareable CSI volumes are defined"_s.arg(
                instances),
            node);
    else if (isWord(mode, "MULTI_NODE_SINGLE_WRITER"_L1) && isWord(volume.node["mode"], "RW"_L1))
        refuse(found, "server-csi-writer-instances", u"/instances"_s,
            u"got %1, expected 1 or less while a multi-node single-writer volume is defined "
            u"mounted as read/write"_s.arg(instances),
            node);
}

void checkCsi(const AppView &view, const VolumeView &volume, const QString &path, Violations &found)
{
    checkCsiInstances(view, volume, found);
    const JsonNode mode = accessMode(volume);
    const bool isReadOnly
        = isWord(mode, "SINGLE_NODE_READER_ONLY"_L1) || isWord(mode, "MULTI_NODE_READER_ONLY"_L1);
    if (isReadOnly && isWord(volume.node["mode"], "RW"_L1))
        refuse(found, "server-csi-read-only", path,
            u"CSI volume must be mounted readonly with a read-only access mode"_s,
            volume.node["mode"]);
}

void checkSeccomp(JsonNode seccomp, const ServerSettings &settings, Violations &found)
{
    const QString path = u"/container/linuxInfo/seccomp"_s;
    const JsonNode unconfined = seccomp["unconfined"];
    const bool hasProfile = !seccomp["profileName"].isAbsent();
    const bool isUnconfined = unconfined.toBool().value_or(false);
    if (settings.isPlaceholder(unconfined) || hasProfile != isUnconfined)
        return;
    if (hasProfile)
        refuse(found, "server-seccomp-both", path,
            u"Seccomp unconfined can NOT be true when Profile is defined"_s, unconfined);
    else
        refuse(found, "server-seccomp-neither", path,
            u"Seccomp unconfined must be true when Profile is NOT defined"_s, seccomp, true);
}

} // namespace

void checkModelVolumes(const AppView &view, const ServerSettings &settings, Violations &found)
{
    for (const VolumeView &volume : view.volumes) {
        const QString path
            = indexed(u"/container/volumes", volume.node.indexInParent()) + u"/volume";
        const JsonNode profile
            = knownSince(volume.node["persistent"]["profileName"], {1, 6}, settings);
        if (volume.kind == VolumeKind::Persistent && profile.stringOr(u"?"_s).isEmpty())
            refuse(found, "server-volume-profile-empty", path + u"/persistent/profileName",
                u"must not be empty"_s, profile);
        if (volume.kind != VolumeKind::External)
            continue;
        if (isCsi(volume, settings)) {
            checkCsi(view, volume, path, found);
            continue;
        }
        const JsonNode size = volume.node["external"]["size"];
        if (size.toInteger().value_or(1) <= 0)
            refuse(found, "server-external-size", path + u"/external/size",
                u"got %1, expected more than 0"_s.arg(*size.toInteger()), size);
    }
}

void checkLinuxInfo(const AppView &view, const ServerSettings &settings, Violations &found)
{
    // With DOCKER the server forgets it.
    const JsonNode info = knownSince(view.container["linuxInfo"], {1, 8}, settings);
    if (!info || !view.isContainer(ContainerType::Mesos))
        return;
    if (const JsonNode seccomp = info["seccomp"]; !seccomp.isAbsent())
        checkSeccomp(seccomp, settings, found);
    const JsonNode ipc = knownSince(info["ipcInfo"], {1, 9}, settings);
    const JsonNode size = ipc["shmSize"];
    if (isWord(ipc["mode"], "SHARE_PARENT"_L1) && !size.isAbsent())
        refuse(found, "server-shm-size", u"/container/linuxInfo/ipcInfo"_s,
            u"ipcInfo shmSize can NOT be set when mode is SHARE_PARENT"_s, size);
}

} // namespace Pinion
