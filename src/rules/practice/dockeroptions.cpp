// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"
#include "json/jsonstring.h"
#include "rules/practice/hostpaths.h"
#include "rules/practice/rewrite.h"
#include "rules/practice/security.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// An entry of container.docker.parameters: an option of "docker run".
struct Option
{
    JsonNode node;
    QString key; ///< without dashes in front
    QString value;
};

/// As it is written for "docker run".
QString shownKey(const Option &option)
{
    return (option.key.size() == 1 ? u"-"_s : u"--"_s) + option.key;
}

/// What to say about an option; no consequence: nothing.
struct OptionVerdict
{
    Severity severity = Severity::Warning;
    QString consequence; ///< "Docker's --name" goes before
    bool isFixSafe = false;
};

const QStringList &mightyCapabilities()
{
    static const QStringList names{u"ALL"_s, u"SYS_ADMIN"_s, u"SYS_PTRACE"_s, u"SYS_MODULE"_s,
        u"NET_ADMIN"_s, u"DAC_READ_SEARCH"_s};
    return names;
}

QString capabilityName(const QString &text)
{
    const QString name = text.trimmed().toUpper();
    return name.startsWith(u"CAP_") ? name.sliced(4) : name;
}

bool isVolumeOption(const QString &key)
{
    return key == u"volume" || key == u"v" || key == u"mount";
}

/// The agent's folder of -v source:target or --mount source=…,target=….
QString mountSource(const Option &option)
{
    if (option.key != u"mount")
        return option.value.section(u':', 0, 0);
    for (const QString &part : option.value.split(u',')) {
        if (part.startsWith(u"source=") || part.startsWith(u"src="))
            return part.section(u'=', 1);
    }
    return {};
}

bool reachesRuntime(const Option &option)
{
    const QString source = isVolumeOption(option.key) ? mountSource(option) : QString();
    return source.startsWith(u'/') && reachesContainerRuntime(cleanHostPath(source));
}

bool opensHost(const Option &option)
{
    static const QStringList namespaces{u"pid"_s, u"ipc"_s, u"uts"_s, u"userns"_s};
    return namespaces.contains(option.key) && option.value == u"host";
}

bool endsConfinement(const Option &option)
{
    return option.key == u"security-opt"
        && (option.value.endsWith(u"unconfined") || option.value == u"label:disable"
            || option.value == u"label=disable");
}

OptionVerdict verdictOf(const Option &option, double instances)
{
    const QString &key = option.key;
    if (opensHost(option))
        return {Severity::Error, u"shares a namespace with the agent and all its tasks"_s};
    if (endsConfinement(option))
        return {Severity::Error, u"switches off what confines the container to itself"_s};
    if (key == u"cap-add") {
        const bool isMighty = mightyCapabilities().contains(capabilityName(option.value));
        return isMighty
            ? OptionVerdict{Severity::Error, u"is nearly as much as root on the agent"_s}
            : OptionVerdict{Severity::Warning, u"gives the container more than others have"_s};
    }
    if (key == u"name") {
        return instances >= 2
            ? OptionVerdict{Severity::Error, u"makes every second instance on an agent fail"_s}
            : OptionVerdict{Severity::Warning, u"makes a second copy on the same agent fail"_s};
    }
    if (key == u"restart")
        return {Severity::Warning, u"revives tasks that Mesos has already given up"_s, true};
    if (key == u"net" || key == u"network" || key == u"publish" || key == u"p")
        return {Severity::Warning, u"opens the network behind the back of Mesos"_s};
    if (key == u"memory" || key == u"m" || key == u"cpu-shares" || key == u"cpus")
        return {Severity::Warning, u"overrides the resources that Mesos accounts for"_s};
    if (isVolumeOption(key))
        return {Severity::Warning, u"mounts a volume that Marathon does not know of"_s};
    if (key == u"device")
        return {Severity::Warning, u"hands over a device that Mesos does not account for"_s};
    return {};
}

std::vector<Option> optionsOf(const Workload &workload)
{
    std::vector<Option> options;
    for (const JsonNode node : workload.node()["container"]["docker"]["parameters"].children()) {
        static const QRegularExpression dashes(u"^-+"_s);
        const QString key = node["key"].stringOr().trimmed().remove(dashes);
        if (!key.isEmpty())
            options.push_back({node, key, node["value"].stringOr().trimmed()});
    }
    return options;
}

class DockerOptions
{
public:
    DockerOptions(const Workload &workload, Reporter &reporter)
        : m_workload(workload)
        , m_reporter(reporter)
    { }

    void run()
    {
        const JsonNode privileged = m_workload.node()["container"]["docker"]["privileged"];
        if (privileged.toBool() == true)
            judgePrivileged(privileged, {privileged.range(), "false"});
        for (const Option &option : optionsOf(m_workload)) {
            if (!m_reporter.skipTemplated(option.node["value"]))
                judge(option);
        }
    }

private:
    void judge(const Option &option)
    {
        if (option.key == u"privileged") {
            const JsonNode value = option.node["value"];
            if (option.value.toLower() != u"false" && value)
                judgePrivileged(value, {value.range(), "\"false\""});
        } else if (reachesRuntime(option)) {
            Finding &finding = m_reporter.add(DockerSocket, option.node["value"],
                u"%1 lets the container start others with all rights: it is root on its agent."_s
                    .arg(cleanHostPath(mountSource(option))));
            offer(finding, u"Remove the volume"_s, false, removeNode(option.node));
        } else {
            judgeOther(option);
        }
    }

    void judgeOther(const Option &option)
    {
        const OptionVerdict verdict = verdictOf(option, m_workload.instances());
        if (verdict.consequence.isEmpty())
            return;
        Finding &finding = m_reporter.add(DockerParameters, option.node["key"],
            u"Docker's %1 %2."_s.arg(shownKey(option), verdict.consequence));
        finding.severity = verdict.severity;
        offerVolume(finding, option);
        offer(finding, u"Remove %1"_s.arg(shownKey(option)), verdict.isFixSafe,
            removeNode(option.node));
    }

    /// A bind mount as Marathon writes it.
    void offerVolume(Finding &finding, const Option &option)
    {
        const QStringList parts = option.value.split(u':');
        const bool isPlain = (option.key == u"volume" || option.key == u"v") && parts.size() >= 2
            && parts.size() <= 3 && parts[0].startsWith(u'/') && parts[1].startsWith(u'/');
        const QString mode = parts.value(2, u"rw"_s).toUpper();
        if (!isPlain || (mode != u"RW" && mode != u"RO") || isSystemPath(cleanHostPath(parts[0])))
            return;
        const QByteArray volume = "{\"containerPath\": " + encodeString(parts[1])
            + ", \"hostPath\": " + encodeString(parts[0]) + ", \"mode\": " + encodeString(mode)
            + '}';
        Rewrite steps(m_workload.node());
        steps.remove(pointerWithin(m_workload.node(), option.node));
        steps.append(JsonPointer::of("/container/volumes"), volume);
        offer(finding, u"Move it to volumes"_s, false, steps);
    }

    void judgePrivileged(JsonNode place, const TextEdit &off)
    {
        Finding &finding = m_reporter.add(Privileged, place,
            u"The container is root on its agent; who breaks in owns every task there."_s);
        const JsonNode app = m_workload.node();
        const auto edits
            = [rewrite = Rewrite(app), literal = off.text, place = pointerWithin(app, place)](
                  const QString &answer) -> Result<TextEdits> {
            static const QRegularExpression form(u"^[A-Z][A-Z_]+$"_s);
            const QString name = capabilityName(answer);
            if (!form.match(name).hasMatch())
                return fail(ErrorKind::Invalid, u"That is no name of a capability."_s,
                    u"Type one such as NET_BIND_SERVICE; see man 7 capabilities."_s);
            if (mightyCapabilities().contains(name))
                return fail(
                    ErrorKind::Invalid, u"%1 is nearly as much as privileged."_s.arg(name), {});
            Rewrite steps = rewrite;
            steps.set(place, literal);
            steps.append(JsonPointer::of("/container/docker/parameters"),
                "{\"key\": \"cap-add\", \"value\": " + encodeString(name) + '}');
            return steps.edits();
        };
        offer(finding, u"Give it one capability instead…"_s,
            {u"Which capability does the container need?"_s, u"NET_BIND_SERVICE"_s, edits});
        finding.fixes.push_back({u"Run it without privileges"_s, false, {off}, {}});
    }

    const Workload &m_workload;
    Reporter &m_reporter;
};

} // namespace

void judgeDockerOptions(const Workload &workload, Reporter &reporter)
{
    if (workload.engine() == Engine::Docker)
        DockerOptions(workload, reporter).run();
}

} // namespace Pinion
