// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schema.h"

#include "marathon/schemanode.h"
#include "marathon/schematables.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// The rows of one body in order, and the same rows as a tree.
struct SchemaIndex
{
    explicit SchemaIndex(std::initializer_list<std::span<const FieldSpec>> tables)
    {
        for (const auto &table : tables) {
            for (const FieldSpec &spec : table) {
                fields.push_back(&spec);
                root.insert(spec);
            }
        }
    }

    std::vector<const FieldSpec *> fields;
    SchemaNode root;
};

const SchemaIndex &schemaIndex(SchemaRoot root)
{
    namespace T = SchemaTables;
    static const SchemaIndex app{T::identity(), T::container(), T::resources(), T::command(),
        T::network(), T::environment(), T::health(), T::storage(), T::placement(), T::rollout(),
        T::labels(), T::readOnly()};
    static const SchemaIndex group{T::group()};
    static const SchemaIndex pod{T::pod(), T::podContainers()};
    switch (root) {
    case SchemaRoot::App:
        return app;
    case SchemaRoot::Group:
        return group;
    case SchemaRoot::Pod:
        return pod;
    }
    Q_UNREACHABLE();
}

/// The place of a pattern such as "/env/*", or null.
const SchemaNode *placeOf(SchemaRoot root, std::string_view pattern)
{
    const auto pointer
        = JsonPointer::parse(QByteArrayView(pattern.data(), qsizetype(pattern.size())));
    if (!pointer)
        return nullptr;
    const SchemaNode *node = &schemaNode(root);
    for (const QByteArray &token : pointer->tokens()) {
        const SchemaNode *next = token == "*" ? node->element() : node->child(token);
        if (!next || (token != "*" && next == node->element()))
            return nullptr;
        node = next;
    }
    return node;
}

} // namespace

const SchemaNode &schemaNode(SchemaRoot root)
{
    return schemaIndex(root).root;
}

const std::vector<const FieldSpec *> &fields(SchemaRoot root)
{
    return schemaIndex(root).fields;
}

const FieldSpec *findField(SchemaRoot root, const JsonPointer &pointer)
{
    const SchemaNode *node = &schemaNode(root);
    for (const QByteArray &token : pointer.tokens()) {
        node = node->child(token);
        if (!node)
            return nullptr;
    }
    return node->spec();
}

const FieldSpec *fieldByPattern(SchemaRoot root, std::string_view pattern)
{
    const SchemaNode *node = placeOf(root, pattern);
    return node ? node->spec() : nullptr;
}

const std::vector<const FieldSpec *> &childFields(SchemaRoot root, std::string_view pattern)
{
    static const std::vector<const FieldSpec *> none;
    const SchemaNode *node = placeOf(root, pattern);
    return node ? node->fields() : none;
}

bool isMap(SchemaRoot root, const FieldSpec &spec)
{
    const SchemaNode *node = placeOf(root, spec.pointer);
    return node && spec.accepts(FieldType::Object) && !spec.accepts(FieldType::Array)
        && node->element();
}

QString typeNames(FieldTypes types)
{
    static const std::pair<FieldType, QString> names[] = {
        {FieldType::String, u"text"_s},
        {FieldType::Integer, u"whole number"_s},
        {FieldType::Number, u"number"_s},
        {FieldType::Boolean, u"true or false"_s},
        {FieldType::Object, u"object"_s},
        {FieldType::Array, u"list"_s},
    };
    QStringList words;
    for (const auto &[type, name] : names) {
        if (types.testFlag(type))
            words.append(name);
    }
    return words.join(u" or ");
}

QString title(Section section)
{
    switch (section) {
    case Section::None:
        return {};
    case Section::Container:
        return u"Container & image"_s;
    case Section::Resources:
        return u"Resources & instances"_s;
    case Section::Command:
        return u"Command & files"_s;
    case Section::Network:
        return u"Network & ports"_s;
    case Section::Environment:
        return u"Environment & secrets"_s;
    case Section::Health:
        return u"Health & readiness"_s;
    case Section::Storage:
        return u"Storage"_s;
    case Section::Placement:
        return u"Placement"_s;
    case Section::Rollout:
        return u"Rollout"_s;
    case Section::Labels:
        return u"Labels & metadata"_s;
    }
    Q_UNREACHABLE();
}

} // namespace Pinion
