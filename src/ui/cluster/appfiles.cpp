// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/appfiles.h"

#include "base/textfile.h"
#include "deploy/runrequest.h"
#include "json/jsonedit.h"
#include "json/jsonformat.h"
#include "json/jsonstring.h"

#include <algorithm>

namespace Pinion {

namespace {

const Definition *find(const DocumentSnapshot &snapshot, const QString &id)
{
    const auto &items = snapshot.definitions.items;
    const auto found = std::find_if(items.begin(), items.end(),
        [&id](const Definition &item) { return item.root == SchemaRoot::App && item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

} // namespace

bool defines(const DocumentSnapshot &snapshot, const QString &id)
{
    return find(snapshot, id) != nullptr;
}

QByteArray definitionOf(const DocumentSnapshot &snapshot, const QString &id)
{
    const Definition *definition = find(snapshot, id);
    if (!definition)
        return {};
    // Inside of a group an id may be relative to it.
    const JsonTree tree = JsonTree::parse(definition->node.literal().toByteArray());
    const Result<TextEdit> edit = setValue(tree, JsonPointer::of("/id"), encodeString(id));
    return edit ? applied(tree.bytes(), *edit) : tree.bytes();
}

QString fileDefining(const QStringList &paths, const QString &id)
{
    const QByteArray lastPart = id.section(u'/', -1).toUtf8();
    for (const QString &path : paths) {
        const Result<QByteArray> bytes = readFile(path);
        // Most files do not even hold the name.
        if (bytes && bytes->contains(lastPart) && defines(DocumentSnapshot(*bytes), id))
            return path;
    }
    return {};
}

QByteArray readableDefinition(const QByteArray &served)
{
    const JsonTree tree = JsonTree::parse(withoutServerFields(served));
    return formattedText(tree).value_or(tree.bytes());
}

} // namespace Pinion
