// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/imagecase.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr MarathonVersion AppcRemoved{1, 9, 0};

bool isAppcKind(JsonNode image)
{
    return image["kind"].toUtf8().value_or(QByteArray()).toUpper() == "APPC";
}

TagVerdict appcVerdict(JsonNode appc, const TagPolicy &policy)
{
    const JsonNode version = appc["labels"]["version"];
    TagVerdict verdict;
    if (version.isAbsent())
        verdict.tagClass = TagClass::NoTag;
    else if (policy.placeholders.areIn(version.stringOr()))
        verdict.tagClass = TagClass::Templated;
    else
        verdict = classifyTag(version.stringOr(), policy);
    return verdict;
}

class Collector
{
public:
    explicit Collector(const RuleContext &context)
        : m_context(context)
    { }

    void add(const Definition &definition)
    {
        for (const ImagePlace &place : imagePlaces(definition))
            addDocker(place);
        const JsonNode container = definition.node["container"];
        const JsonNode appc = container["appc"];
        const bool isUsed = definition.root == SchemaRoot::App && appc.isObject();
        if (isUsed && !isAppcRemoved(m_context.version))
            addAppc(appc, container["docker"]["forcePullImage"]);
    }

    std::vector<ImageCase> take() { return std::move(m_cases); }

private:
    void addDocker(const ImagePlace &place)
    {
        ImageCase found;
        found.node = place.image;
        found.forcePull = place.forcePull;
        found.text = place.reference();
        found.tag = classifyImage(found.text, m_context.parameters.images);
        found.facts = m_context.facts.image(found.text);
        found.runtime = place.runtime;
        found.isForced = place.isForced();
        m_cases.push_back(std::move(found));
    }

    void addAppc(JsonNode appc, JsonNode forcePull)
    {
        const JsonNode version = appc["labels"]["version"];
        ImageCase found;
        found.node = version.isString() ? version : appc;
        found.forcePull = forcePull;
        found.text = version.stringOr();
        found.tag = appcVerdict(appc, m_context.parameters.images);
        found.isForced = forcePull.toBool().value_or(false);
        found.isAppc = true;
        m_cases.push_back(std::move(found));
    }

    const RuleContext &m_context;
    std::vector<ImageCase> m_cases;
};

} // namespace

std::vector<ImageCase> imageCases(const RuleContext &context)
{
    Collector collector(context);
    for (const Definition &definition : context.definitions.items)
        collector.add(definition);
    return collector.take();
}

std::vector<JsonNode> appcPlaces(const RuleContext &context)
{
    std::vector<JsonNode> places;
    for (const Definition &definition : context.definitions.items) {
        const JsonNode appc = definition.node["container"]["appc"];
        if (definition.root == SchemaRoot::App && !appc.isAbsent())
            places.push_back(appc);
        if (definition.root != SchemaRoot::Pod)
            continue;
        for (const JsonNode container : definition.node["containers"].children()) {
            if (isAppcKind(container["image"]))
                places.push_back(container["image"]["kind"]);
        }
    }
    return places;
}

bool isAppcRemoved(MarathonVersion version)
{
    return version >= AppcRemoved;
}

} // namespace Pinion
