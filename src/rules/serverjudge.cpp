// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/serverjudge.h"

#include "server/judge.h"
#include "server/judgegroup.h"
#include "server/judgepod.h"
#include "server/judgeupdate.h"
#include "server/reader.h"

#include <algorithm>

namespace Pinion {

namespace {

constexpr MarathonVersion FirstKnown{1, 5};

/// The app, pod or group of a group body that a place belongs to.
JsonNode memberOf(JsonNode place, JsonNode body)
{
    for (JsonNode node = place; node && node != body; node = node.parent()) {
        const JsonNode list = node.parent();
        const bool isListed = list.isArray() && list.hasKey();
        if (isListed && (list.key() == "apps" || list.key() == "groups"))
            return node;
    }
    return body;
}

} // namespace

ServerJudge::ServerJudge(const RuleContext &context)
    : m_context(context)
    , m_settings{context.version, context.facts.server, context.parameters.placeholders}
{ }

bool ServerJudge::knows(MarathonVersion version)
{
    return version >= FirstKnown;
}

std::vector<Refusal> ServerJudge::judge()
{
    if (m_context.definitions.kind == DocumentKind::Apps)
        list(m_context.tree.root());
    qsizetype judgedEnd = 0;
    for (const Definition &definition : m_context.definitions.items) {
        // What a group holds is judged with it; pods in it are not even read.
        if (definition.node.range().begin < judgedEnd)
            continue;
        lone(definition);
        judgedEnd = definition.node.range().end;
    }
    return std::move(m_refusals);
}

void ServerJudge::lone(const Definition &definition)
{
    const JsonNode body = definition.node;
    switch (definition.root) {
    case SchemaRoot::Group:
        group(body);
        return;
    case SchemaRoot::Pod:
        if (keepReading(readPod(body, m_settings.version)))
            keep(judgePodItself(body, m_settings));
        return;
    case SchemaRoot::App:
        break;
    }
    if (m_context.parameters.isPartial)
        update(body);
    else if (isListed() || keepReading(readApp(body, m_settings.version)))
        app(body, m_settings, QStringLiteral("/"));
}

void ServerJudge::list(JsonNode array)
{
    const bool isReadable = keepReading(readApps(array, m_settings.version));
    if (isReadable && m_context.parameters.isPartial)
        keep(judgeUpdateList(array, m_settings));
}

void ServerJudge::update(JsonNode body)
{
    const bool isReadable
        = isListed() ? !isUnread(body) : keepReading(readAppUpdate(body, m_settings.version));
    if (isReadable)
        keep(judgeAppUpdateItself(body));
}

void ServerJudge::app(JsonNode body, const ServerSettings &settings, const QString &base)
{
    if (!isUnread(body))
        keep(judgeApp(body, settings, base));
}

void ServerJudge::group(JsonNode body)
{
    const auto firstOwn = qsizetype(m_refusals.size());
    const bool isReadable = keepReading(readGroup(body, m_settings.version));
    const QString root = QStringLiteral("/");
    for (const GroupPlace &place : groupsOf(body, root, m_settings.placeholders)) {
        const ServerSettings below = settingsBelow(place, m_settings);
        for (const JsonNode child : place.node["apps"].children()) {
            if (child.isObject())
                app(child, below, place.id);
        }
    }
    const bool hasOwnFault = std::any_of(m_refusals.begin() + firstOwn, m_refusals.end(),
        [body](const Refusal &refusal) { return memberOf(refusal.violation.place, body) == body; });
    if (isReadable && !hasOwnFault)
        keep(judgeGroupItself(body, root, m_settings));
}

bool ServerJudge::keepReading(std::vector<Violation> violations)
{
    // Behind a placeholder stands a value of its own; only one that is a text either way leaves the
    // rest to be judged.
    const bool isUnknown
        = std::any_of(violations.begin(), violations.end(), [this](const Violation &violation) {
              return m_settings.isPlaceholder(violation.place)
                  && violation.message != u"error.pattern";
          });
    Verdict verdict;
    verdict.phase = Phase::Reader;
    verdict.violations = std::move(violations);
    const size_t before = m_refusals.size();
    keep(std::move(verdict));
    return !isUnknown && m_refusals.size() == before;
}

void ServerJudge::keep(Verdict verdict)
{
    for (Violation &violation : verdict.violations) {
        if (m_settings.isPlaceholder(violation.place))
            continue;
        if (verdict.phase == Phase::Reader)
            m_unread.insert(violation.place.range().begin);
        m_refusals.push_back({std::move(violation), verdict.phase, verdict.refusedStatus});
    }
}

bool ServerJudge::isUnread(JsonNode body) const
{
    const auto place = m_unread.lower_bound(body.range().begin);
    return place != m_unread.end() && *place < body.range().end;
}

bool ServerJudge::isListed() const
{
    return m_context.definitions.kind == DocumentKind::Apps;
}

} // namespace Pinion
