// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/hostpaths.h"
#include "rules/practice/rewrite.h"
#include "rules/practice/security.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// What mounts a pod's volume, the last one first, so that indices stay true while removing.
std::vector<JsonNode> mountsOf(JsonNode pod, const QString &volume)
{
    std::vector<JsonNode> mounts;
    for (const JsonNode container : pod["containers"].children()) {
        for (const JsonNode mount : container["volumeMounts"].children()) {
            if (mount["name"].stringOr() == volume)
                mounts.push_back(mount);
        }
    }
    std::reverse(mounts.begin(), mounts.end());
    return mounts;
}

Result<TextEdits> readOnly(const Workload &workload, JsonNode volume)
{
    Rewrite steps(workload.node());
    if (!workload.isPod()) {
        const JsonPointer mode = pointerWithin(workload.node(), volume).child("mode");
        return steps.set(mode, "\"RO\"").edits();
    }
    for (const JsonNode mount : mountsOf(workload.node(), volume["name"].stringOr()))
        steps.set(pointerWithin(workload.node(), mount).child("readOnly"), "true");
    return steps.edits();
}

void judgeSystemPath(
    const Workload &workload, Reporter &reporter, const HostVolume &volume, const QString &path)
{
    const bool isAllowedToRead
        = matchesAnyGlob(reporter.texts(SensitiveHostMount, "allowReadOnly"), path);
    if (isAllowedToRead && !volume.isWritable)
        return;
    Finding &finding = reporter.add(SensitiveHostMount, volume.pathNode,
        volume.isWritable
            ? u"The container can write to %1 of its agent, and so change the agent itself."_s.arg(
                path)
            : u"The container can read %1 of its agent, with what belongs to other tasks."_s.arg(
                path));
    if (!volume.isWritable)
        finding.severity = Severity::Warning;
    if (isAllowedToRead)
        offer(finding, u"Mount it read-only"_s, true, readOnly(workload, volume.node));
    else
        offer(finding, u"Remove the volume"_s, false, volumeRemoval(workload, volume.node));
}

} // namespace

Result<TextEdits> volumeRemoval(const Workload &workload, JsonNode volume)
{
    Rewrite steps(workload.node());
    if (workload.isPod()) {
        for (const JsonNode mount : mountsOf(workload.node(), volume["name"].stringOr()))
            steps.remove(pointerWithin(workload.node(), mount));
    }
    return steps.remove(pointerWithin(workload.node(), volume)).edits();
}

void judgeHostVolumes(const Workload &workload, Reporter &reporter)
{
    for (const HostVolume &volume : workload.hostVolumes()) {
        if (!volume.path.startsWith(u'/') || reporter.skipTemplated(volume.pathNode))
            continue;
        const QString path = cleanHostPath(volume.path);
        if (reachesContainerRuntime(path)) {
            Finding &finding = reporter.add(DockerSocket, volume.pathNode,
                u"%1 lets the container start others with all rights: it is root on its agent."_s
                    .arg(path));
            offer(finding, u"Remove the volume"_s, false, volumeRemoval(workload, volume.node));
        } else if (isSystemPath(path)) {
            judgeSystemPath(workload, reporter, volume, path);
        }
    }
}

} // namespace Pinion
