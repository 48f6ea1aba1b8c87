// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "rules/practice/hostpaths.h"
#include "rules/practice/rewrite.h"
#include "rules/practice/security.h"
#include "rules/practice/volumes.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString withoutTrailingSlashes(QString path)
{
    while (path.size() > 1 && path.endsWith(u'/'))
        path.chop(1);
    return path;
}

/// True if somebody has thought about where this runs.
bool isPlacedOnPurpose(const Workload &workload)
{
    return std::any_of(workload.constraints().begin(), workload.constraints().end(),
        [](const WorkloadConstraint &constraint) {
            return constraint.op == u"CLUSTER" || constraint.op == u"IS" || constraint.op == u"LIKE"
                || (constraint.op == u"UNIQUE" && constraint.field == u"hostname");
        });
}

bool mentionsSandbox(const std::vector<WorkloadText> &texts)
{
    return std::any_of(texts.begin(), texts.end(), [](const WorkloadText &text) {
        const QString value = text.node.stringOr();
        return value.contains("MESOS_SANDBOX"_L1) || value.contains("/mnt/mesos/sandbox"_L1);
    });
}

class VolumeCheck
{
public:
    VolumeCheck(const Workload &workload, Reporter &reporter)
        : m_workload(workload)
        , m_reporter(reporter)
        , m_volumes(workload.node()["container"]["volumes"])
    { }

    void run()
    {
        if (!m_workload.hostVolumes().empty() && !isPlacedOnPurpose(m_workload))
            judgeHostPaths();
        if (m_workload.isPod()) {
            for (const JsonNode container : m_workload.containers())
                judgeDuplicates(container["volumeMounts"], "mountPath");
            return;
        }
        judgeDuplicates(m_volumes, "containerPath");
        if (m_workload.hasExternalVolume())
            judgeExternal();
        if (m_workload.isResident())
            judgePersistent();
    }

private:
    void judgeHostPaths()
    {
        for (const HostVolume &volume : m_workload.hostVolumes()) {
            const bool isData = volume.isWritable && volume.path.startsWith(u'/');
            if (!isData || m_reporter.skipTemplated(volume.pathNode))
                continue;
            const QString path = cleanHostPath(volume.path);
            const bool isElsewhere
                = matchesAnyGlob(m_reporter.texts(HostPathNotPinned, "ephemeralPaths"), path)
                || matchesAnyGlob(m_reporter.texts(HostPathNotPinned, "sharedMounts"), path);
            if (isElsewhere)
                continue;
            Finding &finding = m_reporter.add(HostPathNotPinned, volume.pathNode,
                u"Data in %1 stays behind on its agent; a restart elsewhere begins without it."_s
                    .arg(path));
            offerPlacement(finding);
        }
    }

    /// An agent is chosen by one of its attributes.
    void offerPlacement(Finding &finding)
    {
        const JsonNode app = m_workload.node();
        const auto edits = [rewrite = Rewrite(app), isPod = m_workload.isPod()](
                               const QString &answer) -> Result<TextEdits> {
            static const QRegularExpression form(u"^\\s*([\\w.@-]+)\\s*[=:]\\s*(\\S+)\\s*$"_s);
            const QRegularExpressionMatch match = form.match(answer);
            if (!match.hasMatch())
                return fail(ErrorKind::Invalid, u"An attribute and its value are needed."_s,
                    u"Type them as storage=fast."_s);
            const QByteArray field = encodeString(match.captured(1));
            const QByteArray value = encodeString(match.captured(2));
            Rewrite steps = rewrite;
            if (isPod) {
                steps.append(JsonPointer::of("/scheduling/placement/constraints"),
                    "{\"fieldName\": " + field + R"(, "operator": "IS", "value": )" + value + '}');
            } else {
                steps.append(
                    JsonPointer::of("/constraints"), '[' + field + R"(, "IS", )" + value + ']');
            }
            return steps.edits();
        };
        offer(finding, u"Pin it to agents with an attribute…"_s,
            {u"Which attribute marks the agents that have this folder?"_s,
                u"storage="_s + m_workload.definition().id.section(u'/', -1), edits});
    }

    void judgeDuplicates(JsonNode list, QByteArrayView key)
    {
        QHash<QString, JsonNode> seen;
        for (const JsonNode volume : list.children()) {
            const JsonNode place = volume[key];
            if (!place.isString())
                continue;
            const QString path = withoutTrailingSlashes(place.stringOr());
            if (const JsonNode other = seen.value(path))
                reportDuplicate(path, other, volume, key);
            else
                seen.insert(path, volume);
        }
    }

    void reportDuplicate(const QString &path, JsonNode first, JsonNode second, QByteArrayView key)
    {
        Finding &finding = m_reporter.add(DuplicateContainerPath, second[key],
            u"Two volumes want %1; one hides the other, or the container does not start."_s.arg(
                path));
        const JsonNode other = first[key];
        finding.related.push_back({u"The other volume"_s, other.pointer(), other.range()});
        offer(finding, u"Remove the first"_s, false, removeNode(first));
        offer(finding, u"Remove the second"_s, false, removeNode(second));
    }

    void judgeExternal()
    {
        const auto volumes = m_volumes.children();
        const auto external = std::find_if(volumes.begin(), volumes.end(), [](JsonNode volume) {
            const JsonNode options = volume["external"]["options"];
            const QString access = options["capability"]["accessMode"].stringOr();
            return !volume["external"].isAbsent() && !access.startsWith(u"MULTI_NODE_");
        });
        const double kept = m_workload.minimumHealthCapacity();
        // Not a number of instances: a placeholder.
        if (external == volumes.end() || !(kept > 0) || !(m_workload.instances() > 0))
            return;
        const JsonNode written = m_workload.upgradeNode()["minimumHealthCapacity"];
        const QString message
            = u"minimumHealthCapacity is %1, so the new task starts while the old one still holds "
              "the volume: the deployment hangs."_s.arg(kept);
        Finding &finding = written
            ? m_reporter.add(ExternalOverlap, written, message)
            : m_reporter.addAtKey(ExternalOverlap, (*external)["external"], message);
        Rewrite steps(m_workload.node());
        const JsonPointer upgrade = JsonPointer::of("/upgradeStrategy");
        if (!steps.at(upgrade).isObject())
            steps.set(upgrade, R"({"minimumHealthCapacity": 0, "maximumOverCapacity": 0})");
        steps.set(upgrade.child("minimumHealthCapacity"), "0");
        steps.set(upgrade.child("maximumOverCapacity"), "0");
        offer(finding, u"Stop the old task first (a short outage)"_s, true, steps);
    }

    void judgePersistent()
    {
        for (const JsonNode volume : m_volumes.children()) {
            const JsonNode persistent = volume["persistent"];
            if (persistent.isAbsent())
                continue;
            judgeMount(volume);
            if (!std::exchange(m_hasJudgedResources, true))
                judgeResources(persistent);
        }
    }

    void judgeResources(JsonNode persistent)
    {
        const bool lacksCpus = m_workload.node()["cpus"].isAbsent();
        const bool lacksMem = m_workload.node()["mem"].isAbsent();
        if (m_workload.isPartial() || (!lacksCpus && !lacksMem))
            return;
        const QString missing = lacksCpus && lacksMem ? u"cpus and mem"_s
            : lacksCpus                               ? u"cpus"_s
                                                      : u"mem"_s;
        Finding &finding = m_reporter.addAtKey(PersistentResources, persistent,
            u"Without %1 the volume's reservation takes the defaults, and keeps them for good."_s
                .arg(missing));
        offerResources(finding, missing, lacksCpus, lacksMem);
    }

    void offerResources(Finding &finding, const QString &missing, bool lacksCpus, bool lacksMem)
    {
        const auto edits = [rewrite = Rewrite(m_workload.node()), lacksCpus, lacksMem](
                               const QString &answer) -> Result<TextEdits> {
            const QStringList numbers = answer.split(u' ', Qt::SkipEmptyParts);
            const bool areNumbers = numbers.size() == int(lacksCpus) + int(lacksMem)
                && std::all_of(numbers.begin(), numbers.end(), [](const QString &number) {
                       return isJsonNumber(number.toUtf8()) && number.toDouble() > 0;
                   });
            if (!areNumbers)
                return fail(ErrorKind::Invalid, u"These are not the numbers that are asked for."_s,
                    u"Type numbers above 0, with a blank between two."_s);
            Rewrite steps = rewrite;
            if (lacksCpus)
                steps.set(JsonPointer::of("/cpus"), numbers.first().toUtf8());
            if (lacksMem)
                steps.set(JsonPointer::of("/mem"), numbers.last().toUtf8());
            return steps.edits();
        };
        QStringList defaults;
        if (lacksCpus)
            defaults.append(u"1"_s);
        if (lacksMem)
            defaults.append(u"128"_s);
        offer(finding, u"Write %1…"_s.arg(missing),
            {u"How much does an instance need (%1)?"_s.arg(missing), defaults.join(u' '), edits});
    }

    void judgeMount(JsonNode volume)
    {
        const JsonNode place = volume["containerPath"];
        const QString name = withoutTrailingSlashes(place.stringOr());
        const bool isRelative = place.isString() && !name.isEmpty() && !name.startsWith(u'/');
        if (m_workload.engine() != Engine::Docker || !isRelative || isMounted(name)
            || m_reporter.skipTemplated(place))
            return;
        Finding &finding = m_reporter.add(PersistentNotMounted, place,
            u"'%1' appears in the sandbox only; what the container writes elsewhere is lost."_s.arg(
                name));
        const auto edits = [rewrite = Rewrite(m_workload.node()), name](
                               const QString &answer) -> Result<TextEdits> {
            const QString path = answer.trimmed();
            if (!path.startsWith(u'/') || path.contains(u' '))
                return fail(ErrorKind::Invalid, u"An absolute path is needed."_s,
                    u"Type the folder as the container sees it, such as /var/lib/data."_s);
            Rewrite steps = rewrite;
            steps.append(JsonPointer::of("/container/volumes"),
                "{\"containerPath\": " + encodeString(path)
                    + ", \"hostPath\": " + encodeString(name) + ", \"mode\": \"RW\"}");
            return steps.edits();
        };
        offer(finding, u"Mount it in the container…"_s,
            {u"In which folder does the container keep its data?"_s, u"/var/lib/"_s + name, edits});
    }

    [[nodiscard]] bool isMounted(const QString &name) const
    {
        const auto &volumes = m_workload.hostVolumes();
        return std::any_of(volumes.begin(), volumes.end(),
                   [&name](const HostVolume &volume) {
                       return withoutTrailingSlashes(volume.path) == name;
                   })
            || mentionsSandbox(m_workload.shells()) || mentionsSandbox(m_workload.arguments())
            || mentionsSandbox(m_workload.environment());
    }

    const Workload &m_workload;
    Reporter &m_reporter;
    const JsonNode m_volumes;
    bool m_hasJudgedResources = false;
};

} // namespace

void judgeVolumes(const Workload &workload, Reporter &reporter)
{
    VolumeCheck(workload, reporter).run();
}

} // namespace Pinion
