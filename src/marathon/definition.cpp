// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/definition.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Members or elements from the last to the first: what is pushed last is taken first.
std::vector<JsonNode> reversedChildren(JsonNode parent)
{
    std::vector<JsonNode> children(size_t(parent.childCount()));
    auto place = children.rbegin();
    for (const JsonNode child : parent.children())
        *place++ = child;
    return children;
}

/// No real tree of groups comes near it. Ids grow with the depth, so that without a limit a text of
/// a few hundred kilobytes could ask for gigabytes of them.
constexpr int MaxGroupDepth = 200;
/// Longer texts are nobody's id.
constexpr qsizetype MaxIdLength = 4096;

bool hasAny(JsonNode node, std::initializer_list<const char *> keys)
{
    return std::any_of(
        keys.begin(), keys.end(), [node](const char *key) { return !node[key].isAbsent(); });
}

SchemaRoot rootOf(JsonNode object)
{
    if (!object["containers"].isAbsent())
        return SchemaRoot::Pod;
    return hasAny(object, {"groups", "apps", "pods"}) ? SchemaRoot::Group : SchemaRoot::App;
}

bool isResponse(JsonNode object)
{
    if (!object["id"].isAbsent())
        return false;
    return object["app"].isObject() || object["pod"].isObject() || object["apps"].isArray()
        || object["*"].isArray();
}

/// An array of anything is a list of apps to Marathon; one that holds no object is another file.
bool isList(JsonNode array)
{
    const auto children = array.children();
    return array.childCount() == 0
        || std::any_of(
            children.begin(), children.end(), [](JsonNode child) { return child.isObject(); });
}

DocumentKind kindOf(JsonNode root)
{
    if (root.isArray())
        return isList(root) ? DocumentKind::Apps : DocumentKind::Other;
    if (!root.isObject())
        return DocumentKind::Other;
    if (isResponse(root))
        return DocumentKind::Response;
    switch (rootOf(root)) {
    case SchemaRoot::Pod:
        return DocumentKind::Pod;
    case SchemaRoot::Group:
        return DocumentKind::Group;
    case SchemaRoot::App:
        break;
    }
    const bool isApp = !root["id"].isAbsent()
        && hasAny(root, {"cmd", "args", "container", "instances", "env", "fetch", "uris"});
    return isApp ? DocumentKind::App : DocumentKind::Other;
}

/// Walks a document without recursion and lists what it defines.
class Finder
{
public:
    std::vector<Definition> find(JsonNode root, DocumentKind kind)
    {
        if (kind == DocumentKind::Apps)
            pushElements(root, std::nullopt, u"/"_s, 0);
        else if (kind == DocumentKind::Response)
            pushEnvelope(root);
        else if (kind != DocumentKind::Other)
            m_open.push_back({root, rootOf(root), u"/"_s, 0});
        while (!m_open.empty()) {
            const Item item = std::move(m_open.back());
            m_open.pop_back();
            visit(item);
        }
        return std::move(m_found);
    }

private:
    struct Item
    {
        JsonNode node;
        SchemaRoot root = SchemaRoot::App;
        QString base; ///< absolute id that a relative one starts from
        int depth = 0;
    };

    void visit(const Item &item)
    {
        const std::optional<QByteArray> written = item.node["id"].toUtf8();
        const bool hasId = written && !written->isEmpty() && written->size() <= MaxIdLength;
        const QString id = hasId ? absoluteId(QString::fromUtf8(*written), item.base) : QString();
        m_found.push_back({item.root, item.node, id});
        if (item.root != SchemaRoot::Group || item.depth == MaxGroupDepth)
            return;
        pushMembers(item.node, hasId && id.size() <= MaxIdLength ? id : item.base, item.depth + 1);
    }

    /// The members are put on the stack backwards, so that they come off in the order of the text.
    void pushMembers(JsonNode group, const QString &base, int depth)
    {
        for (const JsonNode child : reversedChildren(group)) {
            const QByteArray key = child.key();
            if (key == "apps")
                pushElements(child, SchemaRoot::App, base, depth);
            else if (key == "groups")
                pushElements(child, SchemaRoot::Group, base, depth);
            else if (key == "pods")
                pushElements(child, SchemaRoot::Pod, base, depth);
        }
    }

    void pushEnvelope(JsonNode answer)
    {
        pushMembers(answer, u"/"_s, 0);
        const size_t begin = m_open.size();
        for (const JsonNode child : reversedChildren(answer)) {
            const QByteArray key = child.key();
            if (key == "*")
                pushElements(child, std::nullopt, u"/"_s, 0);
            else if (child.isObject() && key == "app")
                m_open.push_back({child, SchemaRoot::App, u"/"_s, 0});
            else if (child.isObject() && key == "pod")
                m_open.push_back({child, SchemaRoot::Pod, u"/"_s, 0});
        }
        std::inplace_merge(m_open.begin(), m_open.begin() + qsizetype(begin), m_open.end(),
            [](const Item &a, const Item &b) { return a.node.range() > b.node.range(); });
    }

    /// Without a root each element tells by its members what it is.
    void pushElements(
        JsonNode array, std::optional<SchemaRoot> root, const QString &base, int depth)
    {
        if (!array.isArray())
            return;
        for (const JsonNode child : reversedChildren(array)) {
            if (!child.isObject())
                continue;
            // GET of a group shows the state of its pods, with each definition below "spec".
            const bool isState = root == SchemaRoot::Pod && child["spec"].isObject();
            const JsonNode node = isState ? child["spec"] : child;
            m_open.push_back({node, root ? *root : rootOf(node), base, depth});
        }
    }

    std::vector<Item> m_open;
    std::vector<Definition> m_found;
};

/// The deepest value on the way to a pointer, whose own value may not exist (yet).
JsonNode nearestNode(JsonNode node, const JsonPointer &pointer)
{
    for (const QByteArray &token : pointer.tokens()) {
        JsonNode next;
        if (node.isObject()) {
            next = node.member(token);
        } else if (node.isArray()) {
            bool isIndex = false;
            const qlonglong index = token.toLongLong(&isIndex);
            if (isIndex && index >= 0 && index < node.childCount())
                next = node.element(index);
        }
        if (!next)
            break;
        node = next;
    }
    return node;
}

} // namespace

QString kindName(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::App:
        return u"app"_s;
    case DocumentKind::Apps:
        return u"apps"_s;
    case DocumentKind::Group:
        return u"group"_s;
    case DocumentKind::Pod:
        return u"pod"_s;
    case DocumentKind::Response:
        return u"response"_s;
    case DocumentKind::Other:
        return u"other"_s;
    }
    Q_UNREACHABLE();
}

const Definition *Definitions::enclosing(const JsonPointer &pointer) const
{
    if (items.empty())
        return nullptr;
    const TextRange range = nearestNode(items.front().node.tree()->root(), pointer).range();
    // A group stands before its members, so the last one that holds the place is the innermost.
    const auto holds = [range](const Definition &item) {
        const TextRange own = item.node.range();
        return own.begin <= range.begin && range.end <= own.end;
    };
    const auto innermost = std::find_if(items.rbegin(), items.rend(), holds);
    return innermost == items.rend() ? nullptr : &*innermost;
}

Definitions findDefinitions(const JsonTree &tree)
{
    Definitions definitions;
    definitions.kind = kindOf(tree.root());
    definitions.items = Finder().find(tree.root(), definitions.kind);
    return definitions;
}

QString absoluteId(const QString &id, const QString &base)
{
    // As PathId.canonicalPath of the server: empty parts and "." vanish, ".." stops at the root.
    const QString whole = id.startsWith(u'/') ? id : QString(base + u'/' + id);
    QList<QStringView> parts;
    for (const QStringView part : QStringTokenizer(whole, u'/', Qt::SkipEmptyParts)) {
        if (part == u".")
            continue;
        if (part != u"..")
            parts.append(part);
        else if (!parts.isEmpty())
            parts.removeLast();
    }
    QString result;
    for (const QStringView part : parts)
        result += u'/' + part;
    return result.isEmpty() ? u"/"_s : result;
}

} // namespace Pinion
