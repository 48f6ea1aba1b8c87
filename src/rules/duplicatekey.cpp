// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonedit.h"
#include "rules/hygiene.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The next value in document order; iterative, since texts may nest deeper than the stack.
JsonNode nextInDocument(JsonNode node)
{
    if (const JsonNode child = node.firstChild())
        return child;
    while (node) {
        if (const JsonNode sibling = node.nextSibling())
            return sibling;
        node = node.parent();
    }
    return {};
}

std::optional<Fix> removal(const QString &title, JsonNode member)
{
    const Result<TextEdit> edit = removeNode(member);
    return edit ? std::optional(Fix{title, false, {*edit}, {}}) : std::nullopt;
}

Finding duplicate(JsonNode first, JsonNode second)
{
    const QString key = QString::fromUtf8(second.key());
    Finding finding = makeFinding(DuplicateKeyRule, second, second.keyRange(),
        u"'%1' stands here twice; Marathon takes the last, a reader the first."_s.arg(key));
    finding.related.push_back({u"The other '%1'"_s.arg(key), first.pointer(), first.keyRange()});
    for (const auto &fix :
        {removal(u"Remove the first"_s, first), removal(u"Remove the last"_s, second)}) {
        if (fix)
            finding.fixes.push_back(*fix);
    }
    return finding;
}

void checkObject(JsonNode object, Findings &findings)
{
    QHash<QByteArray, JsonNode> seen;
    for (const JsonNode member : object.children()) {
        const QByteArray key = member.key();
        if (const JsonNode earlier = seen.value(key))
            findings.push_back(duplicate(earlier, member));
        seen.insert(key, member);
    }
}

} // namespace

RuleReport checkDuplicateKeys(const RuleContext &context)
{
    RuleReport report;
    for (JsonNode node = context.tree.root(); node; node = nextInDocument(node)) {
        if (node.isObject() && node.mayRepeatKeys())
            checkObject(node, report.findings);
    }
    return report;
}

} // namespace Pinion
