// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/naming.h"
#include "rules/practice/rewrite.h"

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::array<QByteArrayView, 12> AppFields = {"version", "versionInfo", "tasks",
    "tasksStaged", "tasksRunning", "tasksHealthy", "tasksUnhealthy", "tasksStats", "taskStats",
    "deployments", "lastTaskFailure", "readinessCheckResults"};

constexpr std::array<QByteArrayView, 1> OtherFields = {"version"};

std::span<const QByteArrayView> runtimeFields(SchemaRoot root)
{
    return root == SchemaRoot::App ? std::span<const QByteArrayView>(AppFields)
                                   : std::span<const QByteArrayView>(OtherFields);
}

/// In the order of the text; none in nearly every file that a person wrote.
std::vector<JsonNode> runtimeMembers(const Definition &definition)
{
    const auto names = runtimeFields(definition.root);
    const auto isThere
        = [&definition](QByteArrayView name) { return definition.node[name].exists(); };
    std::vector<JsonNode> members;
    if (std::ranges::none_of(names, isThere))
        return members;
    for (const JsonNode member : definition.node.children()) {
        if (std::ranges::find(names, QByteArrayView(member.key())) != names.end())
            members.push_back(member);
    }
    return members;
}

constexpr qsizetype MostNames = 4; ///< in a message

/// {"id": …, "version": …} asks Marathon to go back to a version.
bool isRollback(JsonNode node)
{
    return node.childCount() == 2 && node["id"] && node["version"];
}

void checkFields(Reporter &reporter, const Definition &definition)
{
    if (isRollback(definition.node))
        return;
    const std::vector<JsonNode> fields = runtimeMembers(definition);
    if (fields.empty())
        return;
    QStringList names;
    Rewrite steps(definition.node);
    for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
        names.prepend(QString::fromUtf8(field->key()));
        steps.remove(JsonPointer({field->key()}));
    }
    // What an update is refused for is named first.
    if (const qsizetype at = names.indexOf(u"version"_s); at > 0)
        names.move(at, 0);
    const QString shown = names.size() > MostNames
        ? u"%1 and %2 more"_s.arg(names.first(MostNames).join(u", "_s))
              .arg(names.size() - MostNames)
        : names.join(u", "_s);
    Finding &finding = reporter.addAtKey(RuntimeFields, fields.front(),
        names.contains(u"version")
            ? u"Only Marathon writes %1; it refuses an update with a version beside other members."_s
                  .arg(shown)
            : u"Only Marathon writes %1; here it says nothing and goes stale."_s.arg(shown));
    for (size_t i = 1; i < fields.size(); ++i) {
        finding.related.push_back(
            {u"Written by Marathon as well"_s, fields[i].pointer(), fields[i].keyRange()});
    }
    offer(finding, names.size() == 1 ? u"Remove %1"_s.arg(shown) : u"Remove what Marathon writes"_s,
        true, steps);
}

/// What an answer of the API wraps: an app, a pod, or a list of apps.
void checkEnvelope(Reporter &reporter)
{
    const RuleContext &context = reporter.context();
    const JsonNode root = context.tree.root();
    if (context.definitions.kind != DocumentKind::Response)
        return;
    for (const char *key : {"app", "apps", "pod"}) {
        const JsonNode inner = root[key];
        if (!inner.isContainer())
            continue;
        Finding &finding = reporter.addAtKey(RuntimeFields, inner,
            u"This is an answer of Marathon's API; sent back as it is, it defines nothing."_s);
        const TextEdits edits{{{root.range().begin, inner.range().begin}, {}},
            {{inner.range().end, root.range().end}, {}}};
        finding.fixes.push_back(
            {u"Keep what %1 holds"_s.arg(QString::fromLatin1(key)), true, edits, {}});
        return;
    }
}

} // namespace

RuleReport checkRuntimeFields(const RuleContext &context)
{
    RuleReport report;
    Reporter reporter(context, report);
    checkEnvelope(reporter);
    for (const Definition &definition : context.definitions.items)
        checkFields(reporter, definition);
    return report;
}

} // namespace Pinion
