// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/sourceplace.h"

#include "server/canonical.h"

#include "diff/sameness.h"

#include <array>

namespace Pinion {

namespace {

/// Where a value stood before 1.5. '*' is the same index on both sides.
struct Removal
{
    std::string_view place;
    std::string_view before;
};

constexpr std::array Removals{
    Removal{"/fetch", "/uris"},
    Removal{"/fetch/*", "/uris/*"},
    Removal{"/fetch/*/uri", "/uris/*"},
    Removal{"/portDefinitions", "/ports"},
    Removal{"/portDefinitions/*", "/ports/*"},
    Removal{"/portDefinitions/*/port", "/ports/*"},
    Removal{"/container/portMappings", "/container/docker/portMappings"},
    Removal{"/container/portMappings/*", "/container/docker/portMappings/*"},
    Removal{"/container/portMappings", "/ipAddress/discovery/ports"},
    Removal{"/container/portMappings/*", "/ipAddress/discovery/ports/*"},
    Removal{"/container/portMappings/*/containerPort", "/ipAddress/discovery/ports/*/number"},
    Removal{"/networks/*/name", "/ipAddress/networkName"},
    Removal{"/networks/*/labels", "/ipAddress/labels"},
    Removal{"/networks/*/mode", "/container/docker/network"},
    Removal{"/networks/*", "/container/docker/network"},
    Removal{"/networks", "/container/docker/network"},
    Removal{"/networks/*", "/ipAddress"},
    Removal{"/networks", "/ipAddress"},
};

bool fits(const QList<QByteArray> &tokens, const QList<QByteArray> &pattern)
{
    if (tokens.size() != pattern.size())
        return false;
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (pattern[i] != "*" && pattern[i] != tokens[i])
            return false;
    }
    return true;
}

QList<QByteArray> tokensOf(std::string_view pattern)
{
    return JsonPointer::of(QByteArrayView(pattern.data(), qsizetype(pattern.size()))).tokens();
}

struct RemovalTokens
{
    QList<QByteArray> place;
    QList<QByteArray> before;
};

const std::vector<RemovalTokens> &removals()
{
    static const std::vector<RemovalTokens> tokens = [] {
        std::vector<RemovalTokens> result;
        for (const Removal &row : Removals)
            result.push_back({tokensOf(row.place), tokensOf(row.before)});
        return result;
    }();
    return tokens;
}

JsonNode placeBefore15(JsonNode value, JsonNode body)
{
    const QList<QByteArray> tokens = value.pointer().tokens();
    for (const RemovalTokens &row : removals()) {
        if (!fits(tokens, row.place))
            continue;
        QList<QByteArray> before = row.before;
        const qsizetype index = row.place.indexOf("*");
        if (const qsizetype star = before.indexOf("*"); star >= 0)
            before[star] = tokens[index];
        if (const JsonNode found = body.at(JsonPointer(before)); !found.isAbsent())
            return found;
    }
    return {};
}

/// A set's n-th element is the n-th different one that the author wrote.
JsonNode distinctElement(JsonNode array, qsizetype index)
{
    QList<QByteArray> seen;
    for (const JsonNode element : array.children()) {
        const QByteArray key = contentKey(element);
        if (seen.contains(key))
            continue;
        if (seen.size() == index)
            return element;
        seen.append(key);
    }
    return {};
}

JsonNode elementOf(JsonNode array, JsonNode canonicalValue)
{
    const JsonNode list = canonicalValue.parent();
    const qsizetype index = canonicalValue.indexInParent();
    return array.childCount() == list.childCount() ? array.element(index)
                                                   : distinctElement(array, index);
}

} // namespace

JsonNode sourceOf(JsonNode canonicalValue, JsonNode body)
{
    const JsonNode parent = canonicalValue.parent();
    if (!parent)
        return body;
    const JsonNode around = sourceOf(parent, body);
    JsonNode found;
    if (canonicalValue.hasKey() && around.isObject())
        found = around.member(canonicalValue.key());
    else if (!canonicalValue.hasKey() && around.isArray())
        found = elementOf(around, canonicalValue);
    return found.isAbsent() ? placeBefore15(canonicalValue, body) : found;
}

} // namespace Pinion
