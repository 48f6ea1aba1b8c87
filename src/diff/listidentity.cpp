// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/listidentity.h"

#include "diff/sameness.h"

#include <algorithm>
#include <array>

namespace Pinion {

namespace {

using enum SchemaRoot;

/// Which lists are sets: AppDefinition and PodDefinition of the server.
constexpr std::array Identities{
    ListIdentity{App, "/portDefinitions", "name", "name|port"},
    ListIdentity{
        App, "/container/portMappings", "name|containerPort protocol", "name|containerPort"},
    ListIdentity{App, "/container/volumes", "containerPath", "containerPath"},
    ListIdentity{App, "/container/volumes/*/persistent/constraints", {}, "0 1", true},
    ListIdentity{App, "/container/docker/parameters", {}, "key"},
    ListIdentity{App, "/networks", "name|mode", "name|mode"},
    ListIdentity{
        App, "/healthChecks", "protocol path port portIndex command", "protocol path port", true},
    ListIdentity{App, "/readinessChecks", "name", "name"},
    ListIdentity{App, "/readinessChecks/*/httpStatusCodesForReady", {}, {}, true},
    ListIdentity{App, "/fetch", "uri", "uri"},
    ListIdentity{App, "/constraints", {}, "0 1", true},
    ListIdentity{App, "/acceptedResourceRoles", {}, {}, true},
    ListIdentity{App, "/dependencies", {}, {}, true},
    ListIdentity{Group, "/dependencies", {}, {}, true},
    ListIdentity{Pod, "/containers", "name", "name"},
    ListIdentity{Pod, "/containers/*/endpoints", "name", "name"},
    ListIdentity{Pod, "/containers/*/volumeMounts", "name mountPath", "name"},
    ListIdentity{Pod, "/containers/*/artifacts", "uri", "uri"},
    ListIdentity{Pod, "/volumes", "name", "name"},
    ListIdentity{Pod, "/volumes/*/persistent/constraints", {}, "fieldName operator", true},
    ListIdentity{Pod, "/networks", "name|mode", "name|mode"},
    ListIdentity{Pod, "/scheduling/placement/constraints", {}, "fieldName operator", true},
    ListIdentity{Pod, "/scheduling/placement/acceptedResourceRoles", {}, {}, true},
};

JsonNode part(JsonNode element, QByteArrayView name)
{
    const bool isIndex = name.size() == 1 && name[0] >= '0' && name[0] <= '9';
    return isIndex ? element.element(name[0] - '0') : element.member(name);
}

QList<QByteArray> words(std::string_view text, char separator)
{
    return QByteArray(text.data(), qsizetype(text.size())).split(separator);
}

/// The parts of the first alternative whose first part is written.
std::vector<JsonNode> parts(JsonNode element, std::string_view notation)
{
    for (const QByteArray &alternative : words(notation, '|')) {
        std::vector<JsonNode> found;
        for (const QByteArray &name : alternative.split(' '))
            found.push_back(part(element, name));
        if (!found.front().isAbsent())
            return found;
    }
    return {};
}

/// Of an address the file's name: logins, hosts and signatures are nobody's business.
QByteArray fileName(const QByteArray &uri)
{
    QByteArray name = uri.split('#').first().split('?').first();
    while (name.endsWith('/'))
        name.chop(1);
    return name.mid(name.lastIndexOf('/') + 1);
}

QByteArray word(JsonNode value)
{
    if (value.isContainer() || value.isAbsent())
        return {};
    return value.isString() ? value.toUtf8().value_or(QByteArray()) : value.literal().toByteArray();
}

double likeness(JsonNode before, JsonNode after)
{
    int same = 0;
    int all = 0;
    if (before.isObject()) {
        for (const JsonNode member : before.children())
            same += isSameValue(member, after.member(member.key())) ? 1 : 0;
        all = int(before.childCount() + after.childCount()) - same;
    } else {
        all = int(std::max(before.childCount(), after.childCount()));
        for (qsizetype i = 0; i < std::min(before.childCount(), after.childCount()); ++i)
            same += isSameValue(before.element(i), after.element(i)) ? 1 : 0;
    }
    return all == 0 ? 1 : double(same) / all;
}

} // namespace

const ListIdentity *listIdentity(std::optional<SchemaRoot> root, std::string_view list)
{
    const auto row
        = std::find_if(Identities.begin(), Identities.end(), [&](const ListIdentity &identity) {
              return identity.root == root && identity.list == list;
          });
    return row == Identities.end() ? nullptr : &*row;
}

QByteArray elementKey(const ListIdentity *identity, JsonNode element)
{
    if (!identity || identity->key.empty() || !element.isObject())
        return contentKey(element);
    QByteArray key;
    for (const JsonNode node : parts(element, identity->key))
        key += (node.exists() ? contentKey(node) : QByteArray()) + ' ';
    return key;
}

QByteArray elementName(const ListIdentity *identity, JsonNode element)
{
    QByteArray name;
    if (identity && !identity->name.empty()) {
        for (const JsonNode node : parts(element, identity->name)) {
            const QByteArray text = word(node);
            name += (name.isEmpty() || text.isEmpty() ? "" : " ") + text;
        }
        if (identity->name == "uri")
            name = fileName(name);
    }
    if (name.isEmpty() && identity && identity->isSet)
        name = word(element);
    return name;
}

bool isAlike(JsonNode before, JsonNode after)
{
    if (before.type() != after.type())
        return !before.isContainer() && !after.isContainer();
    if (!before.isContainer())
        return true;
    for (const char *key : {"id", "name"}) {
        const JsonNode one = before[key];
        const JsonNode other = after[key];
        if (one.isString() && other.isString() && isSameValue(one, other))
            return true;
    }
    return likeness(before, after) >= 0.5;
}

} // namespace Pinion
