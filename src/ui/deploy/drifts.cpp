// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/deploy/drifts.h"

#include "diff/diffrows.h"
#include "diff/threeway.h"
#include "json/jsonedit.h"

#include <algorithm>

namespace Pinion {

namespace {

std::optional<Comparable> served(
    const RunningApp &app, const JsonTree &tree, const ServerSettings &settings)
{
    const Definitions found = findDefinitions(tree);
    if (found.items.empty() || app.definition.isEmpty())
        return {};
    return Comparable::of(found.items.front(), settings, BodyOrigin::Served);
}

/// Writes the running value over that of the document, where the document has one at this place.
/// An element of a list is no such place: it is known by its identity, not by its index.
std::optional<TextEdit> keepingEdit(
    const JsonTree &document, const Definition &mine, const Change &theirs)
{
    const JsonNode written = mine.node.at(theirs.place);
    if (!theirs.after || !theirs.before || !written || theirs.after.isObject()
        || theirs.after.isArray())
        return {};
    const Result<TextEdit> edit
        = setValue(document, written.pointer(), theirs.after.literal().toByteArray());
    return edit ? std::optional(*edit) : std::nullopt;
}

void addDrifts(std::vector<TargetDrift> &drifts, const JsonTree &document, const Definition &mine,
    const ThreeWay &ways, const SecretMask &mask)
{
    const IsHidden isHidden = [&mask](JsonNode value) { return mask.hides(value); };
    const auto text = [&isHidden](JsonNode value) {
        return value ? QString::fromUtf8(shownValue(value, isHidden)) : QString();
    };
    for (const int index : ways.drift) {
        const Change &theirs = ways.theirs.changes()[size_t(index)];
        const bool isContested = std::any_of(ways.conflicts.begin(), ways.conflicts.end(),
            [index](const Conflict &conflict) { return conflict.theirs == index; });
        drifts.push_back({mine.id, theirs.label, text(theirs.before), text(theirs.after),
            isContested ? std::nullopt : keepingEdit(document, mine, theirs)});
    }
}

} // namespace

std::vector<TargetDrift> driftsOf(const DocumentSnapshot &document,
    const std::map<QString, RunningApp> &base, const std::map<QString, RunningApp> &now,
    const ServerSettings &settings, const SecretMask &mask)
{
    std::vector<TargetDrift> drifts;
    for (const Definition &mine : document.definitions.items) {
        const auto before = base.find(mine.id);
        const auto after = now.find(mine.id);
        if (mine.root != SchemaRoot::App || before == base.end() || after == now.end()
            || sameVersion(before->second.version, after->second.version))
            continue;
        const JsonTree then = JsonTree::parse(before->second.definition);
        const JsonTree today = JsonTree::parse(after->second.definition);
        const std::optional<Comparable> from = served(before->second, then, settings);
        const std::optional<Comparable> theirs = served(after->second, today, settings);
        if (from && theirs)
            addDrifts(drifts, document.tree, mine,
                compareThreeWays(*from, Comparable::of(mine, settings), *theirs), mask);
    }
    return drifts;
}

std::shared_ptr<const DocumentSnapshot> withKept(
    const DocumentSnapshot &document, const std::vector<TargetDrift> &drifts)
{
    TextEdits edits;
    for (const TargetDrift &drift : drifts) {
        if (drift.keep)
            edits.push_back(*drift.keep);
    }
    const Result<QByteArray> text = applied(document.tree.bytes(), edits);
    return std::make_shared<const DocumentSnapshot>(text.value_or(document.tree.bytes()));
}

} // namespace Pinion
