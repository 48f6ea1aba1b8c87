// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/jsonwriter.h"
#include "marathon/schema.h"
#include "marathon/schemanode.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// Bodies that the schema of another one refers to.
constexpr std::array References{
    std::pair{std::string_view("/apps/*"), "#/definitions/app"},
    std::pair{std::string_view("/groups/*"), "#/definitions/group"},
    std::pair{std::string_view("/pods/*"), "#/definitions/pod"},
};

constexpr std::array TypeNames{
    std::pair{FieldType::String, "string"},
    std::pair{FieldType::Integer, "integer"},
    std::pair{FieldType::Number, "number"},
    std::pair{FieldType::Boolean, "boolean"},
    std::pair{FieldType::Object, "object"},
    std::pair{FieldType::Array, "array"},
};

/// The pattern without possessive quantifiers, which JSON Schema's regular expressions lack. They
/// only spare the matcher useless work.
QString ecmaPattern(std::string_view pattern)
{
    QString result = text(pattern);
    for (const QChar quantifier : {u'+', u'*', u'?'})
        result.replace(QString(quantifier) + u'+', QString(quantifier));
    return result;
}

/// Writes the field tables as JSON Schema, draft 7.
class SchemaWriter
{
public:
    explicit SchemaWriter(SchemaRoot root)
        : m_root(root)
    { }

    void write(JsonWriter &json)
    {
        const SchemaNode &node = schemaNode(m_root);
        json.member("type", u"object"_s);
        writeMembers(json, node);
    }

private:
    void writeNode(JsonWriter &json, const SchemaNode &node)
    {
        const FieldSpec &spec = *node.spec();
        json.beginObject();
        json.member("title", text(spec.label));
        json.member("description", description(spec));
        if (!writeReference(json, spec)) {
            writeTypes(json, spec);
            writeLimits(json, spec);
            if (spec.accepts(FieldType::Array) && node.element()) {
                json.key("items");
                writeNode(json, *node.element());
            }
            if (spec.accepts(FieldType::Object))
                writeMembers(json, node);
        }
        json.endObject();
    }

    [[nodiscard]] bool writeReference(JsonWriter &json, const FieldSpec &spec) const
    {
        if (m_root != SchemaRoot::Group)
            return false;
        for (const auto &[pointer, target] : References) {
            if (spec.pointer != pointer)
                continue;
            json.member("$ref", QString::fromLatin1(target));
            return true;
        }
        return false;
    }

    static QString description(const FieldSpec &spec)
    {
        QString result = text(spec.help);
        if (!spec.unit.empty())
            result += u" Unit: %1."_s.arg(text(spec.unit));
        if (spec.status == FieldStatus::Legacy)
            result += u" Older form; see %1."_s.arg(text(spec.replacement));
        return result;
    }

    // Marathon reads null as left out wherever a member may be left out.
    static void writeTypes(JsonWriter &json, const FieldSpec &spec)
    {
        json.key("type");
        json.beginArray();
        for (const auto &[type, name] : TypeNames) {
            if (spec.accepts(type))
                json.value(QString::fromLatin1(name));
        }
        if (!spec.isRequired)
            json.value(u"null"_s);
        json.endArray();
        if (!spec.defaultLiteral.empty()) {
            json.key("default");
            json.literal(bytes(spec.defaultLiteral));
        }
    }

    static void writeLimits(JsonWriter &json, const FieldSpec &spec)
    {
        if (spec.presentation == Presentation::Choice && !spec.values.empty())
            writeChoice(json, spec);
        if (spec.minimum) {
            json.key("minimum");
            json.literal(QByteArray::number(*spec.minimum, 'g', 17));
        }
        if (spec.maximum) {
            json.key("maximum");
            json.literal(QByteArray::number(*spec.maximum, 'g', 17));
        }
        const bool isText = spec.accepts(FieldType::String);
        if (spec.minimumLength > 0)
            json.member(isText ? "minLength" : "minItems", qint64(spec.minimumLength));
        if (spec.maximumLength > 0)
            json.member(isText ? "maxLength" : "maxItems", qint64(spec.maximumLength));
        if (!spec.pattern.empty())
            json.member("pattern", u"^(?:%1)$"_s.arg(ecmaPattern(spec.pattern)));
    }

    static void writeChoice(JsonWriter &json, const FieldSpec &spec)
    {
        json.key("enum");
        json.beginArray();
        for (const std::string_view value : spec.values)
            json.value(text(value));
        if (!spec.isRequired)
            json.null();
        json.endArray();
    }

    void writeMembers(JsonWriter &json, const SchemaNode &node)
    {
        QStringList required;
        json.key("properties");
        json.beginObject();
        for (const FieldSpec *spec : node.fields()) {
            const QByteArray pointer = bytes(spec->pointer);
            const QByteArray key = pointer.sliced(pointer.lastIndexOf('/') + 1);
            if (key == "*")
                continue;
            json.key(key);
            writeNode(json, *node.child(key));
            if (spec->isRequired)
                required.append(QString::fromLatin1(key));
        }
        json.endObject();
        if (!required.isEmpty()) {
            json.key("required");
            json.beginArray();
            for (const QString &key : std::as_const(required))
                json.value(key);
            json.endArray();
        }
        if (node.element()) {
            json.key("additionalProperties");
            writeNode(json, *node.element());
        }
    }

    SchemaRoot m_root;
};

std::optional<SchemaRoot> rootNamed(const QByteArray &name)
{
    if (name == "app")
        return SchemaRoot::App;
    if (name == "group")
        return SchemaRoot::Group;
    if (name == "pod")
        return SchemaRoot::Pod;
    return {};
}

void writeDefinition(JsonWriter &json, QByteArrayView name, SchemaRoot root)
{
    json.key(name);
    json.beginObject();
    SchemaWriter(root).write(json);
    json.endObject();
}

ExitCode runSchema(const Arguments &arguments, Console &console)
{
    const QByteArray name = arguments.words().value(0, "app"_ba);
    const std::optional<SchemaRoot> root = rootNamed(name);
    if (!root) {
        console.complain(
            u"pinion-cli: there is no schema of %1; app, group and pod have one."_s.arg(
                printable(QString::fromUtf8(name))));
        return ExitCode::Usage;
    }
    JsonWriter json;
    json.beginObject();
    json.member("$schema", u"http://json-schema.org/draft-07/schema#"_s);
    json.member("title", u"Marathon %1 definition"_s.arg(QString::fromUtf8(name)));
    if (*root == SchemaRoot::Group) {
        json.member("$ref", u"#/definitions/group"_s);
        json.key("definitions");
        json.beginObject();
        writeDefinition(json, "app", SchemaRoot::App);
        writeDefinition(json, "group", SchemaRoot::Group);
        writeDefinition(json, "pod", SchemaRoot::Pod);
        json.endObject();
    } else {
        SchemaWriter(*root).write(json);
    }
    json.endObject();
    console.print(json.take());
    return ExitCode::Clean;
}

} // namespace

constinit const Command SchemaCommand{
    .name = "schema",
    .operands = "[app|group|pod]",
    .summary = "prints a JSON Schema of definitions, for other editors",
    .help = "Prints the fields of an app (the default), a group or a pod as JSON Schema, draft 7: "
            "types, limits, defaults and their meaning. Other editors complete and explain fields "
            "with it. It knows less than check: rules that look at several fields do not fit into "
            "a schema.",
    .leastWords = 0,
    .mostWords = 1,
    .options = {},
    .run = runSchema,
};

} // namespace Pinion
