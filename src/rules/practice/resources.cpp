// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/resources.h"

#include "json/jsonstring.h"
#include "rules/families.h"
#include "rules/practice/fixes.h"
#include "rules/reporter.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// One kind of resource, with what the server takes where nothing is written.
struct Resource
{
    QByteArrayView key;
    QLatin1StringView unit;
    double ofApp;
    double ofPodContainer;
    double ofExecutor; ///< what a pod's own executor takes on top
    double AgentResources::*limit;
};

constexpr std::array Resources = {
    Resource{"cpus", " CPUs"_L1, 1, 0, 0.1, &AgentResources::cpus},
    Resource{"mem", " MiB of memory"_L1, 128, 0, 32, &AgentResources::mem},
    Resource{"disk", " MiB of disk"_L1, 0, 0, 10, &AgentResources::disk},
    Resource{"gpus", " GPUs"_L1, 0, 0, 0, &AgentResources::gpus},
};

struct Demand
{
    double amount = 0;
    JsonNode place; ///< the largest share that is written; may not exist
};

Demand demandOf(const Workload &workload, const Resource &resource)
{
    if (!workload.isPod()) {
        const JsonNode written = workload.node()[resource.key];
        return {written.toDouble().value_or(resource.ofApp), written};
    }
    const JsonNode executor = workload.node()["executorResources"][resource.key];
    Demand demand{executor.toDouble().value_or(resource.ofExecutor), {}};
    double largest = -1;
    for (const JsonNode container : workload.containers()) {
        const JsonNode written = container["resources"][resource.key];
        const double share = written.toDouble().value_or(resource.ofPodContainer);
        demand.amount += share;
        if (share > largest && written) {
            largest = share;
            demand.place = written;
        }
    }
    return demand;
}

/// "0.5 512": CPUs, then MiB.
Result<TextEdits> bothRequests(const Snapshot &app, const QString &answer)
{
    static const QRegularExpression blanks(u"[\\s,;/]+"_s);
    const QStringList parts = answer.split(blanks, Qt::SkipEmptyParts);
    bool hasCpus = false;
    bool hasMem = false;
    const double cpus = parts.value(0).toDouble(&hasCpus);
    const double mem = parts.value(1).toDouble(&hasMem);
    if (parts.size() != 2 || !hasCpus || !hasMem || cpus <= 0 || mem <= 0) {
        return fail(ErrorKind::Invalid, u"“%1” is not two numbers."_s.arg(answer),
            u"Type CPUs, then MiB: 0.5 512."_s);
    }
    return app.rewrite()
        .set(JsonPointer::of("/cpus"), shown(cpus).toLatin1())
        .set(JsonPointer::of("/mem"), shown(mem).toLatin1())
        .edits();
}

Result<TextEdits> oneRequest(const Snapshot &app, const QByteArray &key, const QString &answer)
{
    bool isNumber = false;
    const double amount = answer.toDouble(&isNumber);
    if (!isNumber || amount <= 0) {
        return fail(ErrorKind::Invalid, u"“%1” is not a number above 0."_s.arg(answer),
            u"Type digits only."_s);
    }
    return app.rewrite().set(JsonPointer({key}), shown(amount).toLatin1()).edits();
}

FixQuestion askRequests(const Workload &workload, bool wantsCpus, bool wantsMem)
{
    const Snapshot app(workload.node());
    if (wantsCpus && wantsMem) {
        return askText(u"How many CPUs and how many MiB of memory does an instance need?"_s,
            u"1 128"_s, [app](const QString &answer) { return bothRequests(app, answer); });
    }
    if (wantsMem) {
        return askText(u"How many MiB of memory does an instance need?"_s, u"128"_s,
            [app](const QString &answer) { return oneRequest(app, "mem", answer); });
    }
    return askText(u"How many CPUs does an instance need?"_s, u"1"_s,
        [app](const QString &answer) { return oneRequest(app, "cpus", answer); });
}

} // namespace

void judgeUnsetRequests(const Workload &workload, Reporter &reporter)
{
    if (workload.isPod() || workload.isPartial() || workload.instances() == 0)
        return;
    const bool wantsCpus = workload.node()["cpus"].isAbsent();
    const bool wantsMem = workload.node()["mem"].isAbsent();
    if (!wantsCpus && !wantsMem)
        return;
    const QString what = wantsCpus && wantsMem
        ? u"Neither cpus nor mem is set: each instance gets 1 CPU and 128 MiB, which rarely fits."_s
        : wantsMem
        ? u"mem is not set: each instance gets 128 MiB, too little for most services."_s
        : u"cpus is not set: each instance gets a whole CPU, too much for most helpers."_s;
    Finding &finding = reporter.addMissing(ResRequestUnset, workload.node(), what);
    if (!wantsMem || !workload.isJava())
        finding.severity = Severity::Info;
    offer(finding, u"Write down what it needs…"_s, askRequests(workload, wantsCpus, wantsMem));
}

void judgeFit(const Workload &workload, Reporter &reporter)
{
    const AgentResources &largest = reporter.context().facts.cluster.largestAgent;
    for (const Resource &resource : Resources) {
        const double limit = largest.*(resource.limit);
        if (limit < 0)
            continue;
        const Demand demand = demandOf(workload, resource);
        if (demand.amount <= limit)
            continue;
        const QString unit = resource.unit;
        const QString message
            = u"An instance asks for %1%2, but the largest agent has %3; no agent "
              u"can ever take it."_s.arg(shown(demand.amount), unit, shown(limit));
        if (demand.place)
            reporter.add(ResCannotFit, demand.place, message);
        else
            reporter.addMissing(ResCannotFit, workload.node(), message);
    }
}

namespace {

constexpr std::array HeapParameters = {
    RuleParameter{"minHeadroomMiB", "64", "MiB that the heap must leave free."},
    RuleParameter{
        "minHeadroomFraction", "0.15", "Share of the limit that the heap must leave free."},
};

constexpr std::array Rows = {
    Rule{
        .id = ResJvmHeapExceedsMem,
        .severity = Severity::Error,
        .title = "Java heap larger than the memory",
        .why = "Threads, classes and buffers live outside the heap. The kernel kills the task at "
               "its memory limit long before Java reports that memory is short.",
        .remedy = "Raise mem to the heap and a quarter, or lower -Xmx to three quarters of mem.",
        .exception = "An unlimited resourceLimits.mem; a heap that a variable or a placeholder "
                     "gives; -XX:MaxRAMPercentage. Only a warning while the heap is smaller than "
                     "the limit.",
        .source = "mesosphere/marathon#2874 and #1295",
        .failing = R"({"cmd": "java -Xmx1g -jar /app.jar", "mem": 1024})",
        .passing = R"({"cmd": "java -Xmx768m -jar /app.jar", "mem": 1024})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Certain,
        .fixKind = FixKind::Guided,
        .parameters = HeapParameters,
        .judge = judgeHeapSize,
    },
    Rule{
        .id = ResJvmHeapUnbounded,
        .severity = Severity::Info,
        .title = "Java heap without a bound",
        .why = "Java before 8u191 sizes its heap by the memory of the agent, not by that of the "
               "task, and is killed when it uses it.",
        .remedy = "Add -XX:MaxRAMPercentage (Java 8u191 or 10 and later) or -Xmx.",
        .exception = "Options that a placeholder or an unknown variable such as $JAVA_OPTS gives. "
                     "The name of an image is no sign of Java.",
        .source = "Mesos' documentation of memory isolation",
        .failing = R"({"cmd": "java -jar /app.jar"})",
        .passing = R"({"cmd": "java -XX:MaxRAMPercentage=70 -jar /app.jar"})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Hint,
        .fixKind = FixKind::Guided,
        .judge = judgeHeapBound,
    },
    Rule{
        .id = ResRequestUnset,
        .severity = Severity::Warning,
        .title = "App without cpus or mem",
        .why = "Marathon then takes 128 MiB and a whole CPU: too little for most services, too "
               "much for helpers.",
        .remedy = "Write both numbers.",
        .exception = "Parked apps (0 instances) and partial documents; pods must say so anyway. "
                     "Only a hint unless mem is missing for Java.",
        .source = "Marathon's defaults",
        .failing = R"({"mem": null})",
        .passing = R"({"mem": 128})",
        .exampleBase = ExampleBase::App,
        .confidence = Confidence::Likely,
        .fixKind = FixKind::Guided,
        .judge = judgeUnsetRequests,
    },
    Rule{
        .id = ResCannotFit,
        .severity = Severity::Error,
        .title = "Instance larger than any agent",
        .why = "No offer can ever match. The deployment waits for ever, without an error.",
        .remedy = "Ask for less, or add larger agents and say so under cluster.largestAgent.",
        .exception = "Silent while cluster.largestAgent is not configured.",
        .source = "The most frequent reason for apps that stay in waiting",
        .failing = R"({"mem": 64000})",
        .passing = R"({"mem": 16000})",
        .exampleBase = ExampleBase::App,
        .exampleConfig = R"({"pinion": 1, "cluster": {"largestAgent": {"cpus": 8, "mem": 30000}}})",
        .confidence = Confidence::Certain,
        .fixKind = FixKind::None,
        .judge = judgeFit,
    },
};

} // namespace

std::span<const Rule> resourceRules()
{
    return Rows;
}

} // namespace Pinion
