// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/takeversion.h"

#include "diff/comparison.h"
#include "json/jsonedit.h"
#include "json/jsonformat.h"
#include "marathon/definition.h"

#include <algorithm>
#include <optional>
#include <set>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const Definition *find(const Definitions &definitions, const QString &id)
{
    const auto found = std::find_if(
        definitions.items.begin(), definitions.items.end(), [&id](const Definition &definition) {
            return definition.root == SchemaRoot::App && definition.id == id;
        });
    return found == definitions.items.end() ? nullptr : &*found;
}

/// A member of the form that is compared, and what has to be done about it in the file.
struct MemberChange
{
    QByteArray written; ///< the member in which its author wrote it; empty: nowhere
    QByteArray key;
    QByteArray literal; ///< empty: the member is to go
};

/// The member of the app that holds a node.
QByteArray memberOf(JsonNode node, JsonNode app)
{
    while (node && node.parent() != app)
        node = node.parent();
    return node ? node.key() : QByteArray();
}

std::vector<MemberChange> memberChanges(const Comparison &comparison, JsonNode app)
{
    std::set<QByteArray> keys;
    for (const Change &change : comparison.changes()) {
        if (!change.place.isRoot())
            keys.insert(change.place.tokens().first());
    }
    std::vector<MemberChange> changes;
    for (const QByteArray &key : keys) {
        const JsonNode wanted = comparison.after().root()[key];
        const JsonNode present = comparison.before().root()[key];
        const JsonNode source = comparison.before().source(present);
        changes.push_back({source ? memberOf(source, app) : QByteArray(), key,
            wanted ? wanted.literal().toByteArray() : QByteArray()});
    }
    return changes;
}

/// The text after one member was brought in line; `app` is where the app is.
Result<QByteArray> withMember(
    const QByteArray &text, const JsonPointer &app, const MemberChange &change)
{
    JsonTree tree = JsonTree::parse(text);
    const bool isInTheWay
        = !change.written.isEmpty() && (change.literal.isEmpty() || change.written != change.key);
    if (isInTheWay) {
        const Result<TextEdit> removed = removeNode(tree.root().at(app)[change.written]);
        if (!removed)
            return tl::make_unexpected(removed.error());
        tree = JsonTree::parse(applied(text, *removed));
    }
    if (change.literal.isEmpty())
        return tree.bytes();
    const JsonTree literal = JsonTree::parse(change.literal);
    const qsizetype depth = app.tokens().size() + 1;
    const Result<TextEdit> edit = setValue(
        tree, app.child(change.key), formatted(literal.root(), detectStyle(tree), depth));
    if (!edit)
        return tl::make_unexpected(edit.error());
    return applied(tree.bytes(), *edit);
}

/// What of a file and of a version is compared.
struct Both
{
    Both(const QByteArray &text, const QString &id, const QByteArray &version,
        const ServerSettings &server)
        : file(JsonTree::parse(text))
        , other(JsonTree::parse(version))
        , mine(findDefinitions(file))
        , others(findDefinitions(other))
    {
        const Definition *found = find(mine, id);
        if (!found || others.items.empty())
            return;
        app = found->node;
        comparison.emplace(Comparable::of(*found, server, BodyOrigin::Written),
            Comparable::of(others.items.front(), server, BodyOrigin::Served));
    }
    Both(const Both &) = delete; // its nodes point into it
    Both &operator=(const Both &) = delete;

    JsonTree file;
    JsonTree other;
    Definitions mine;
    Definitions others;
    JsonNode app;
    std::optional<Comparison> comparison; ///< nothing where the file does not define the app
};

/// Values that stand in the file as such are written over; that moves no other.
Result<QByteArray> withValues(const Both &both)
{
    TextEdits edits;
    for (const Change &change : both.comparison->changes()) {
        const JsonNode source = both.comparison->before().source(change.before);
        const bool isSimple = change.kind == ChangeKind::Changed && source && !source.isContainer()
            && !change.after.isContainer();
        if (isSimple)
            edits.push_back({source.range(), change.after.literal().toByteArray()});
    }
    return applied(both.file.bytes(), edits);
}

} // namespace

Result<QByteArray> withVersion(const JsonTree &file, const QString &id, const QByteArray &version,
    const ServerSettings &server)
{
    const Both first(file.bytes(), id, version, server);
    if (!first.comparison)
        return fail(ErrorKind::NotFound, u"The document does not define %1."_s.arg(id));
    Result<QByteArray> text = withValues(first);
    if (!text)
        return text;
    const Both rest(*text, id, version, server);
    if (!rest.comparison)
        return fail(ErrorKind::Invalid, u"%1 cannot be changed into that version."_s.arg(id));
    const JsonPointer place = rest.app.pointer();
    for (const MemberChange &change : memberChanges(*rest.comparison, rest.app)) {
        text = withMember(*text, place, change);
        if (!text)
            return text;
    }
    return text;
}

} // namespace Pinion
