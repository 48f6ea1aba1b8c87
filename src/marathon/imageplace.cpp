// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/imageplace.h"

namespace Pinion {

namespace {

void add(std::vector<ImagePlace> &places, ImagePlace place)
{
    if (!place.reference().isEmpty())
        places.push_back(std::move(place));
}

bool isAppc(JsonNode image)
{
    return image["kind"].toUtf8().value_or(QByteArray()).toUpper() == "APPC";
}

/// Without a type Marathon takes DOCKER.
ImageRuntime runtimeOf(JsonNode container)
{
    const QByteArray type = container["type"].toUtf8().value_or(QByteArray()).toUpper();
    return type == "MESOS" ? ImageRuntime::Mesos : ImageRuntime::Docker;
}

} // namespace

std::vector<ImagePlace> imagePlaces(const Definition &definition)
{
    std::vector<ImagePlace> places;
    if (definition.root == SchemaRoot::App) {
        const JsonNode container = definition.node["container"];
        const JsonNode docker = container["docker"];
        add(places,
            {definition.id, {}, runtimeOf(container), docker["image"], docker["forcePullImage"]});
    } else if (definition.root == SchemaRoot::Pod) {
        for (const JsonNode container : definition.node["containers"].children()) {
            const JsonNode image = container["image"];
            if (!isAppc(image)) {
                add(places,
                    {definition.id, container["name"].stringOr(), ImageRuntime::Mesos, image["id"],
                        image["forcePull"]});
            }
        }
    }
    return places;
}

std::vector<ImagePlace> imagePlaces(const Definitions &definitions)
{
    std::vector<ImagePlace> places;
    for (const Definition &definition : definitions.items) {
        for (ImagePlace &place : imagePlaces(definition))
            places.push_back(std::move(place));
    }
    return places;
}

} // namespace Pinion
