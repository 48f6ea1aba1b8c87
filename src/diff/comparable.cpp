// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/comparable.h"

#include "server/canonical.h"
#include "server/canonicalgroup.h"
#include "server/canonicalpod.h"
#include "server/judgepod.h"

#include "diff/sourceplace.h"
#include "diff/surroundings.h"
#include "json/jsonformat.h"

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

QByteArray laidOut(const Json &json)
{
    // Strings that are not UTF-8 cannot be sent either; what stands for them shows that.
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace);
    return QByteArray::fromStdString(text) + '\n';
}

ServerSettings settingsIn(const Surroundings &around, ServerSettings settings)
{
    if (around.enforcesRole)
        settings.facts.newGroupsEnforceRole = *around.enforcesRole;
    return settings;
}

/// The server compares what it has stored, so what it would add to a new body is no difference: see
/// canonical() on "portIndex".
void forgetAddedPortIndex(Json &app, JsonNode served)
{
    const auto checks = app.find("healthChecks");
    const JsonNode written = served["healthChecks"];
    if (checks == app.end() || written.childCount() != qsizetype(checks->size()))
        return;
    for (size_t i = 0; i < checks->size(); ++i) {
        if (written.element(qsizetype(i))["portIndex"].isAbsent())
            (*checks)[i].erase("portIndex");
    }
}

Json appForm(JsonNode app, const ServerSettings &settings, BodyOrigin origin)
{
    const Surroundings around = surroundingsOf(app);
    Json form = canonical(app, settingsIn(around, settings), around.base);
    if (origin == BodyOrigin::Served)
        forgetAddedPortIndex(form, app);
    return form;
}

/// A group without its apps and groups, which are compared by themselves.
Json groupForm(JsonNode group, const ServerSettings &settings)
{
    const Surroundings around = surroundingsOf(group);
    QByteArray own;
    for (const JsonNode member : group.children()) {
        const QByteArray key = member.key();
        if (key == "apps" || key == "groups" || key == "pods")
            continue;
        own += own.isEmpty() ? '{' : ',';
        own += member.tree()->text(member.memberRange());
    }
    const JsonTree tree = JsonTree::parse(own.isEmpty() ? QByteArray("{}") : own + '}');
    Json form = canonicalGroup(tree.root(), settingsIn(around, settings), around.base);
    form.erase("apps");
    form.erase("groups");
    return form;
}

/// The body without the members that only an answer has.
QByteArray withoutAnswers(JsonNode pod)
{
    Json form = Json::parse(compact(pod).toStdString(), nullptr, false);
    if (form.is_object())
        form.erase("version");
    return laidOut(form);
}

} // namespace

Comparable::Comparable()
    : m_tree(std::make_shared<const JsonTree>(JsonTree::parse("{}\n")))
{ }

Comparable::Comparable(
    QByteArray text, JsonNode body, std::optional<SchemaRoot> schema, BodyOrigin origin)
    : m_tree(std::make_shared<const JsonTree>(JsonTree::parse(std::move(text))))
    , m_body(body)
    , m_schema(schema)
    , m_origin(origin)
{ }

Comparable Comparable::of(
    const Definition &definition, const ServerSettings &settings, BodyOrigin origin)
{
    const JsonNode node = definition.node;
    if (definition.root == SchemaRoot::App)
        return {laidOut(appForm(node, settings, origin)), node, SchemaRoot::App, origin};
    if (definition.root == SchemaRoot::Group)
        return {laidOut(groupForm(node, settings)), node, SchemaRoot::Group, origin};
    const bool isAccepted = judgePod(node, settings).isAccepted();
    return {isAccepted ? laidOut(canonicalPod(node, settings)) : withoutAnswers(node), node,
        SchemaRoot::Pod, origin};
}

Comparable Comparable::plain(JsonNode body)
{
    TextStyle style;
    return {formatted(body, style) + '\n', body, std::nullopt, BodyOrigin::Written};
}

JsonNode Comparable::source(JsonNode node) const
{
    if (!m_body || !node.exists())
        return {};
    return sourceOf(node, m_body);
}

} // namespace Pinion
