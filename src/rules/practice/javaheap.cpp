// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/fixes.h"
#include "rules/practice/resources.h"
#include "rules/practice/workloadparts.h"
#include "rules/reporter.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr double DefaultMem = 128;
constexpr double MemStep = 32;

/// The last -Xmx of a text.
struct HeapOption
{
    JsonNode node;
    qsizetype begin = 0; ///< of the whole option, in UTF-16 units
    qsizetype end = 0;
    double mebibytes = 0;
};

/// What a heap must fit into.
struct MemoryLimit
{
    JsonNode node; ///< may not exist
    JsonPointer pointer; ///< from the owner
    double mebibytes = DefaultMem;
};

double mebibytesOf(const QString &number, const QString &unit)
{
    static const QString units = u"kmgt"_s;
    const double value = number.toDouble();
    const qsizetype power = unit.isEmpty() ? 0 : units.indexOf(unit.toLower()) + 1;
    return value * std::pow(1024.0, double(power) - 2);
}

std::optional<HeapOption> heapOptionIn(JsonNode text)
{
    static const QRegularExpression pattern(u"-Xmx(\\d+)([kKmMgGtT]?)(?![\\w.])"_s);
    if (!text.isString() || !text.literal().contains("-Xmx"))
        return {};
    std::optional<HeapOption> last;
    auto matches = pattern.globalMatch(text.stringOr());
    while (matches.hasNext()) {
        const auto match = matches.next();
        last = HeapOption{text, match.capturedStart(), match.capturedEnd(),
            mebibytesOf(match.captured(1), match.captured(2))};
    }
    return last;
}

bool concerns(const WorkloadText &text, JsonNode container, bool isOnlyContainer)
{
    return text.container == container || (!text.container && isOnlyContainer);
}

/// The heaps that the texts of one container set, the largest first.
std::vector<HeapOption> heapsOf(const Workload &workload, JsonNode container, bool isOnlyContainer)
{
    std::vector<HeapOption> heaps;
    const auto look = [&](const WorkloadText &text) {
        if (workload.isPod() && !concerns(text, container, isOnlyContainer))
            return;
        if (const std::optional<HeapOption> heap = heapOptionIn(text.node))
            heaps.push_back(*heap);
    };
    std::for_each(workload.shells().begin(), workload.shells().end(), look);
    std::for_each(workload.arguments().begin(), workload.arguments().end(), look);
    for (const WorkloadText &variable : workload.environment()) {
        if (isJavaVariable(variable.node.key()))
            look(variable);
    }
    std::stable_sort(heaps.begin(), heaps.end(),
        [](const HeapOption &a, const HeapOption &b) { return a.mebibytes > b.mebibytes; });
    return heaps;
}

/// Nothing where there is no limit, or a placeholder instead of one.
std::optional<MemoryLimit> limitOf(const Workload &workload, JsonNode owner)
{
    MemoryLimit limit;
    limit.pointer = JsonPointer::of("/resourceLimits/mem");
    limit.node = present(owner.at(limit.pointer));
    if (!limit.node) {
        limit.pointer = JsonPointer::of(workload.isPod() ? "/resources/mem" : "/mem");
        limit.node = present(owner.at(limit.pointer));
    }
    if (!limit.node)
        return limit;
    const std::optional<double> number = limit.node.toDouble();
    if (!number)
        return {};
    limit.mebibytes = *number;
    return limit;
}

/// What a heap leaves for threads, classes and buffers.
class Headroom
{
public:
    explicit Headroom(const Reporter &reporter)
        : m_least(reporter.number(ResJvmHeapExceedsMem, "minHeadroomMiB"))
        , m_share(reporter.number(ResJvmHeapExceedsMem, "minHeadroomFraction"))
    { }

    [[nodiscard]] bool suffices(double heap, double limit) const
    {
        return limit - heap >= std::max(m_least, m_share * limit);
    }
    [[nodiscard]] double limitFor(double heap) const
    {
        double limit = heap + std::max(64.0, heap / 4);
        limit = std::ceil(limit / MemStep) * MemStep;
        while (!suffices(heap, limit) && m_share < 1)
            limit += MemStep;
        return limit;
    }
    [[nodiscard]] double heapFor(double limit) const
    {
        return std::floor(std::min(0.75 * limit, limit - std::max(m_least, m_share * limit)));
    }

private:
    double m_least;
    double m_share;
};

QString mebibytes(double number)
{
    return shown(std::floor(number)) + u" MiB"_s;
}

void offerLowerHeap(Finding &finding, const HeapOption &heap, double mebibytes)
{
    if (mebibytes < 1)
        return;
    QString text = heap.node.stringOr();
    text.replace(heap.begin, heap.end - heap.begin, u"-Xmx%1m"_s.arg(shown(mebibytes)));
    offer(finding, u"Lower the heap to %1 MiB"_s.arg(shown(mebibytes)), false,
        textEdit(heap.node, text));
}

void judgeContainer(
    const Workload &workload, JsonNode owner, bool isOnlyContainer, Reporter &reporter)
{
    const std::vector<HeapOption> heaps = heapsOf(workload, owner, isOnlyContainer);
    if (heaps.empty())
        return;
    const std::optional<MemoryLimit> limit = limitOf(workload, owner);
    const Headroom headroom(reporter);
    const HeapOption &heap = heaps.front();
    if (!limit || headroom.suffices(heap.mebibytes, limit->mebibytes))
        return;
    const bool exceeds = heap.mebibytes >= limit->mebibytes;
    Finding &finding = reporter.add(ResJvmHeapExceedsMem, heap.node,
        (exceeds ? u"A heap of %1 in a limit of %2: the kernel kills the task before Java runs out "
                   u"of memory."_s
                 : u"A heap of %1 in a limit of %2 leaves too little for threads, classes and "
                   u"buffers; the kernel may kill it."_s)
            .arg(mebibytes(heap.mebibytes), mebibytes(limit->mebibytes)));
    finding.range = rangeInString(heap.node, heap.begin, heap.end);
    if (!exceeds)
        finding.severity = Severity::Warning;
    if (limit->node) {
        finding.related.push_back({u"The limit"_s, limit->node.pointer(), limit->node.range()});
    }
    const double enough = headroom.limitFor(heap.mebibytes);
    offer(finding, u"Raise the limit to %1"_s.arg(mebibytes(enough)), false,
        settingEdits(owner, limit->pointer, shown(enough).toLatin1()));
    const bool isOnlyFault
        = heaps.size() == 1 || headroom.suffices(heaps[1].mebibytes, limit->mebibytes);
    if (isOnlyFault)
        offerLowerHeap(finding, heap, headroom.heapFor(limit->mebibytes));
}

bool boundsHeap(const WorkloadText &text)
{
    const QByteArrayView literal = text.node.literal();
    return literal.contains("-Xmx") || literal.contains("-XX:MaxRAM")
        || literal.contains("UseCGroupMemoryLimitForHeap");
}

/// $JAVA_OPTS and its like: what they hold is not known unless the file says so.
bool usesUnknownOptions(const Workload &workload, JsonNode shell)
{
    static const QRegularExpression variable(u"\\$\\{?(\\w*OPT\\w*)"_s);
    const auto &environment = workload.environment();
    auto matches = variable.globalMatch(shell.stringOr());
    while (matches.hasNext()) {
        const QByteArray name = matches.next().captured(1).toUtf8();
        const bool isKnown = std::any_of(environment.begin(), environment.end(),
            [&name](const WorkloadText &text) { return text.node.key() == name; });
        if (!isKnown)
            return true;
    }
    return false;
}

/// The text that starts Java, else the variable that configures it.
JsonNode placeOfJava(const Workload &workload)
{
    for (const auto *texts : {&workload.shells(), &workload.arguments()}) {
        for (const WorkloadText &text : *texts) {
            if (endOfJavaCommand(text.node.toUtf8().value_or(QByteArray())) >= 0)
                return text.node;
        }
    }
    for (const WorkloadText &variable : workload.environment()) {
        if (isJavaVariable(variable.node.key()))
            return variable.node;
    }
    return {};
}

/// `isArgument`: an element of a list of words, behind which the option becomes the next one.
void offerPercentage(Finding &finding, JsonNode place, bool isArgument)
{
    static const QString title = u"Let the heap take 70 % of the task's memory"_s;
    static const QByteArray option = "-XX:MaxRAMPercentage=70";
    const QByteArray text = place.toUtf8().value_or(QByteArray());
    const qsizetype end = endOfJavaCommand(text);
    if (isArgument && end == text.size()) {
        const qsizetype at = place.range().end;
        offer(finding, title, false, TextEdit{{at, at}, ", \"" + option + '"'});
        return;
    }
    QByteArray after = text;
    if (end >= 0)
        after.insert(end, ' ' + option);
    else
        after += (text.isEmpty() ? QByteArray() : " "_ba) + option;
    offer(finding, title, false, textEdit(place, QString::fromUtf8(after)));
}

} // namespace

void judgeHeapSize(const Workload &workload, Reporter &reporter)
{
    const std::vector<JsonNode> containers = workload.containers();
    for (const JsonNode container : containers)
        judgeContainer(workload, container, containers.size() == 1, reporter);
}

void judgeHeapBound(const Workload &workload, Reporter &reporter)
{
    if (!workload.isJava())
        return;
    const auto &environment = workload.environment();
    for (const auto *texts : {&workload.shells(), &workload.arguments(), &environment}) {
        if (std::any_of(texts->begin(), texts->end(), boundsHeap))
            return;
    }
    for (const WorkloadText &shell : workload.shells()) {
        if (reporter.skipTemplatedShell(shell.node) || usesUnknownOptions(workload, shell.node))
            return;
    }
    for (const WorkloadText &variable : environment) {
        if (isJavaVariable(variable.node.key()) && reporter.skipTemplated(variable.node))
            return;
    }
    const JsonNode place = placeOfJava(workload);
    if (!place.isString())
        return;
    Finding &finding = reporter.add(ResJvmHeapUnbounded, place,
        u"Without a bound, older Java sizes its heap by the agent's memory instead of the task's."_s);
    offerPercentage(finding, place, place.parent().isArray());
}

} // namespace Pinion
