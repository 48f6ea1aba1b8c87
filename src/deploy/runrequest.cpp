// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/runrequest.h"

#include "json/jsonedit.h"
#include "marathon/definition.h"
#include "marathon/schemanode.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The first member of a definition that only the server writes.
JsonNode serverField(const Definition &definition)
{
    const SchemaNode &schema = schemaNode(definition.root);
    for (const JsonNode member : definition.node.children()) {
        const SchemaNode *place = schema.child(member.key());
        if (place && place->spec() && place->spec()->status == FieldStatus::ReadOnly)
            return member;
    }
    return {};
}

JsonNode serverField(const Definitions &definitions)
{
    for (const Definition &definition : definitions.items) {
        if (const JsonNode found = serverField(definition))
            return found;
    }
    return {};
}

QByteArray listOf(const std::vector<WantedApp> &apps)
{
    QByteArrayList bodies;
    for (const WantedApp &app : apps)
        bodies.append(app.definition);
    return "[\n" + bodies.join(",\n") + "\n]";
}

Result<void> checkId(const Definition &definition)
{
    if (definition.id.isEmpty())
        return fail(ErrorKind::Invalid, u"A definition has no id, so it cannot be deployed."_s,
            u"Give it one, such as \"/shop/orders\"."_s);
    if (isTemplated(definition.id))
        return fail(ErrorKind::Invalid,
            u"The id %1 holds a placeholder, so it cannot be deployed."_s.arg(definition.id),
            u"Fill the placeholders in first."_s);
    return {};
}

Result<DeployRequest> requestOf(const Definitions &definitions)
{
    DeployRequest request;
    for (const Definition &definition : definitions.items) {
        const bool isOutermost = &definition == &definitions.items.front();
        if (definition.root == SchemaRoot::Pod && definitions.kind != DocumentKind::Group)
            return fail(ErrorKind::Invalid, u"%1 is a pod."_s.arg(definition.id),
                u"Pinion deploys apps and groups; pods are shown and checked only."_s);
        if (const Result<void> id = checkId(definition); !id)
            return tl::make_unexpected(id.error());
        if (definition.root == SchemaRoot::App)
            request.apps.push_back({definition.id, definition.node.literal().toByteArray()});
        if (definition.root == SchemaRoot::Group && isOutermost) {
            request.kind = RequestKind::Group;
            request.id = definition.id;
            request.body = definition.node.literal().toByteArray();
        }
    }
    if (request.kind == RequestKind::Group) {
        if (request.id == u"/"_s)
            return fail(ErrorKind::Invalid,
                u"The group / is the whole cluster; what it does not list would be removed."_s,
                u"Deploy the groups below it one by one."_s);
        return request;
    }
    if (request.apps.size() == 1 && definitions.kind != DocumentKind::Apps) {
        request.id = request.apps.front().id;
        request.body = request.apps.front().definition;
        return request;
    }
    request.kind = RequestKind::Apps;
    request.body = listOf(request.apps);
    return request;
}

} // namespace

QStringList DeployRequest::ids() const
{
    if (kind == RequestKind::Group)
        return {id};
    QStringList ids;
    for (const WantedApp &app : apps)
        ids.append(app.id);
    return ids;
}

Result<DeployRequest> deployRequest(const JsonTree &tree)
{
    if (!tree.isValid())
        return fail(ErrorKind::Invalid,
            u"The text is not JSON: %1."_s.arg(describe(tree.errors().front(), tree.bytes())),
            u"Mend it, then deploy."_s);
    // One edit at a time: each makes a new text, whose places are others.
    JsonTree plain = JsonTree::parse(tree.bytes());
    while (const JsonNode field = serverField(findDefinitions(plain))) {
        const Result<TextEdit> edit = removeNode(field);
        if (!edit)
            return tl::make_unexpected(edit.error());
        plain = JsonTree::parse(applied(plain.bytes(), *edit));
    }
    const Definitions definitions = findDefinitions(plain);
    if (definitions.items.empty())
        return fail(ErrorKind::Invalid, u"There is no app or group in this text."_s,
            u"A definition has an id and something to run."_s);
    return requestOf(definitions);
}

QByteArray withoutServerFields(const QByteArray &app)
{
    JsonTree tree = JsonTree::parse(app);
    const auto own = [&tree] { return Definition{SchemaRoot::App, tree.root(), QString()}; };
    while (const JsonNode field = serverField(own())) {
        const Result<TextEdit> edit = removeNode(field);
        if (!edit)
            break; // damaged: what a server has sent is not
        tree = JsonTree::parse(applied(tree.bytes(), *edit));
    }
    return tree.bytes();
}

} // namespace Pinion
