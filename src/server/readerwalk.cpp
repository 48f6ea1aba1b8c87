// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/readerwalk.h"

#include "server/fieldpattern.h"
#include "server/keytext.h"
#include "server/servertext.h"

#include "marathon/schema.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

/// No real tree of groups comes near it, and the stack is finite.
constexpr int MaxGroupDepth = 200;

/// Where the generated readers differ from what the schema's rows say.
enum class Oddity : quint8 {
    Macro, ///< read by play-json's macro, which has messages of its own
    Long, ///< a whole number of 64 bits
    UnreadLength, ///< the length is judged later, or never
    FreeText, ///< the words are judged later, or never
    Lenient, ///< a value of another type counts as absent
};

struct OddField
{
    SchemaRoot root;
    std::string_view pointer;
    Oddity oddity;
};

constexpr auto App = SchemaRoot::App;
constexpr auto Pod = SchemaRoot::Pod;

constexpr std::array OddFields = {
    OddField{App, "/env/*", Oddity::Macro},
    OddField{App, "/container/docker/credential", Oddity::Macro},
    OddField{App, "/container/linuxInfo", Oddity::Macro},
    OddField{App, "/container/linuxInfo/ipcInfo", Oddity::Macro},
    OddField{App, "/healthChecks/*/command", Oddity::Macro},
    OddField{App, "/check/exec", Oddity::Macro},
    OddField{App, "/resourceLimits", Oddity::Macro},
    OddField{App, "/versionInfo", Oddity::Macro},
    OddField{Pod, "/environment/*", Oddity::Macro},
    OddField{Pod, "/linuxInfo", Oddity::Macro},
    OddField{Pod, "/linuxInfo/ipcInfo", Oddity::Macro},
    OddField{Pod, "/scaling", Oddity::Macro},
    OddField{Pod, "/containers/*/environment/*", Oddity::Macro},
    OddField{Pod, "/containers/*/exec", Oddity::Macro},
    OddField{Pod, "/containers/*/healthCheck/exec", Oddity::Macro},
    OddField{Pod, "/containers/*/check/exec", Oddity::Macro},
    OddField{Pod, "/containers/*/linuxInfo", Oddity::Macro},
    OddField{Pod, "/containers/*/linuxInfo/ipcInfo", Oddity::Macro},
    OddField{Pod, "/containers/*/resourceLimits", Oddity::Macro},
    OddField{App, "/container/volumes/*/persistent/size", Oddity::Long},
    OddField{App, "/container/volumes/*/persistent/maxSize", Oddity::Long},
    OddField{App, "/unreachableStrategy/inactiveAfterSeconds", Oddity::Long},
    OddField{App, "/unreachableStrategy/expungeAfterSeconds", Oddity::Long},
    OddField{App, "/residency/relaunchEscalationTimeoutSeconds", Oddity::Long},
    OddField{Pod, "/volumes/*/persistent/size", Oddity::Long},
    OddField{Pod, "/volumes/*/persistent/maxSize", Oddity::Long},
    OddField{Pod, "/scheduling/unreachableStrategy/inactiveAfterSeconds", Oddity::Long},
    OddField{Pod, "/scheduling/unreachableStrategy/expungeAfterSeconds", Oddity::Long},
    OddField{App, "/acceptedResourceRoles", Oddity::UnreadLength},
    OddField{Pod, "/user", Oddity::UnreadLength},
    OddField{App, "/container/volumes/*/external/provider", Oddity::FreeText},
    OddField{App, "/container/linuxInfo/seccomp/unconfined", Oddity::Lenient},
    OddField{Pod, "/containers/*/linuxInfo/seccomp/unconfined", Oddity::Lenient},
};

bool has(SchemaRoot root, const FieldSpec &spec, Oddity oddity)
{
    return std::any_of(OddFields.begin(), OddFields.end(), [&](const OddField &field) {
        return field.oddity == oddity && field.root == root && field.pointer == spec.pointer;
    });
}

bool isListed(QByteArrayView value, const FieldSpec &spec)
{
    return std::any_of(spec.values.begin(), spec.values.end(), [value](std::string_view word) {
        const QByteArrayView view(word.data(), qsizetype(word.size()));
        return value.compare(view, Qt::CaseInsensitive) == 0;
    });
}

/// Of two equal keys the server sees the last only.
bool isShadowed(JsonNode node)
{
    for (; node.parent(); node = node.parent()) {
        if (node.hasKey() && node.parent().member(node.key()) != node)
            return true;
    }
    return false;
}

QByteArray keyOf(const FieldSpec &spec)
{
    return bytes(spec.pointer.substr(spec.pointer.rfind('/') + 1));
}

bool isVariableName(const QString &name)
{
    static const QRegularExpression pattern(u"\\A[a-zA-Z_][a-zA-Z0-9_]{0,253}\\z"_s);
    return pattern.match(name).hasMatch();
}

bool isDateTime(const QString &text)
{
    static const QRegularExpression pattern(
        u"\\A(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)\\z"_s);
    const QRegularExpressionMatch match = pattern.match(text);
    return match.hasMatch() && QDateTime::fromString(match.captured(1), Qt::ISODate).isValid();
}

} // namespace

bool knowsField(MarathonVersion version, MarathonVersion since)
{
    if (version.patch == 0)
        since.patch = 0;
    return since <= version;
}

ReaderWalk::ReaderWalk(SchemaRoot root, JsonNode body, MarathonVersion version)
    : m_root(root)
    , m_body(body)
    , m_version(version)
{ }

void ReaderWalk::root(JsonNode object, bool isWhole)
{
    const SchemaNode &schema = schemaNode(m_root);
    for (const JsonNode child : object.isObject() ? object.children() : JsonNode().children())
        member(child, schema);
    if (isWhole)
        required(object, schema);
}

void ReaderWalk::group(JsonNode object, int depth)
{
    m_root = SchemaRoot::Group;
    root(object, true);
    bodies(object["apps"], SchemaRoot::App, depth);
    bodies(object["groups"], SchemaRoot::Group, depth);
}

void ReaderWalk::bodies(JsonNode array, SchemaRoot kind, int depth)
{
    if (!array.isArray() || depth == MaxGroupDepth)
        return;
    for (const JsonNode child : array.children()) {
        m_root = kind;
        if (kind == SchemaRoot::Group)
            group(child, depth + 1);
        else
            root(child, true);
    }
    m_root = SchemaRoot::Group;
}

void ReaderWalk::members(JsonNode object, const SchemaNode &schema)
{
    for (const JsonNode child : object.children())
        member(child, schema);
    required(object, schema);
}

void ReaderWalk::member(JsonNode member, const SchemaNode &schema)
{
    const KeyText key(member);
    const SchemaNode *child = schema.child(key.view());
    if (!child || !child->spec() || isNewer(child->spec()->since))
        return;
    // Null means absent, but for a member that must be there.
    if (!member.isNull() || child->spec()->isRequired)
        value(member, *child, false);
}

void ReaderWalk::required(JsonNode object, const SchemaNode &schema)
{
    for (const FieldSpec *field : schema.fields()) {
        if (!field->isRequired || isNewer(field->since))
            continue;
        const QByteArray key = keyOf(*field);
        if (key != "*" && !object.member(key))
            missing(object, key, schema.spec());
    }
}

void ReaderWalk::value(JsonNode node, const SchemaNode &schema, bool isElement)
{
    const FieldSpec &spec = *schema.spec();
    if (spec.status == FieldStatus::ReadOnly) {
        readOnly(node, schema);
        return;
    }
    if (unionValue(node, schema))
        return;
    if (spec.accepts(FieldType::String))
        text(node, spec, isElement);
    else if (spec.accepts(FieldType::Integer))
        integer(node, spec, isElement);
    else if (spec.accepts(FieldType::Number))
        number(node, spec);
    else if (spec.accepts(FieldType::Array))
        array(node, schema);
    else if (spec.accepts(FieldType::Object))
        object(node, schema);
    else if (!node.isBoolean() && !has(m_root, spec, Oddity::Lenient))
        add(ReadTypeRule, node, u"error.expected.jsboolean"_s);
}

void ReaderWalk::text(JsonNode node, const FieldSpec &spec, bool isElement)
{
    const bool isOpen = spec.presentation == Presentation::OpenChoice;
    if (!spec.values.empty() && !isOpen && !has(m_root, spec, Oddity::FreeText)) {
        if (!node.isString() || !isListed(node.toUtf8().value_or(QByteArray()), spec))
            add(ReadValueRule, node, u"error.unknown.enum.literal"_s);
        return;
    }
    if (!node.isString()) {
        add(ReadTypeRule, node, u"error.expected.jsstring"_s);
        return;
    }
    // The readers of lists know nothing of the limits of their elements.
    const bool hasLimits = spec.minimumLength > 0 || spec.maximumLength > 0;
    if (isElement || (!hasLimits && spec.pattern.empty()))
        return;
    const QString value = node.stringOr();
    if (hasLimits)
        length(node, value.size(), spec);
    // As the server writes the pattern of ids, it takes an empty text.
    const bool isEmptyId = value.isEmpty() && spec.pointer == "/id";
    if (!spec.pattern.empty() && !isEmptyId && !fitsPattern(value, spec))
        add(ReadValueRule, node, u"error.pattern"_s);
}

void ReaderWalk::integer(JsonNode node, const FieldSpec &spec, bool isElement)
{
    if (!node.isNumber()) {
        add(ReadTypeRule, node, u"error.expected.jsnumber"_s);
        return;
    }
    const std::optional<qint64> value = node.toInteger();
    const bool fitsInt = value && *value >= std::numeric_limits<qint32>::min()
        && *value <= std::numeric_limits<qint32>::max();
    if (!fitsInt) {
        const bool isLong = has(m_root, spec, Oddity::Long);
        if (!isLong || !value) {
            add(ReadTypeRule, node, isLong ? u"error.expected.long"_s : u"error.expected.int"_s);
            return;
        }
    }
    if (!isElement)
        range(node, spec);
}

void ReaderWalk::number(JsonNode node, const FieldSpec &spec)
{
    if (node.isNumber())
        range(node, spec);
    else
        add(ReadTypeRule, node, u"error.expected.jsnumber"_s);
}

void ReaderWalk::range(JsonNode node, const FieldSpec &spec)
{
    const double value = node.toDouble().value_or(0);
    if (spec.minimum && value < *spec.minimum)
        add(ReadValueRule, node, u"error.min"_s);
    if (spec.maximum && value > *spec.maximum)
        add(ReadValueRule, node, u"error.max"_s);
}

void ReaderWalk::length(JsonNode node, qsizetype length, const FieldSpec &spec)
{
    if (length < spec.minimumLength && !has(m_root, spec, Oddity::UnreadLength))
        add(ReadValueRule, node, u"error.minLength"_s);
    // No reader knows how long a list may be; the rules know it of one.
    if (node.isString() && spec.maximumLength > 0 && length > spec.maximumLength)
        add(ReadValueRule, node, u"error.maxLength"_s);
}

void ReaderWalk::array(JsonNode node, const SchemaNode &schema)
{
    if (!node.isArray()) {
        add(ReadTypeRule, node, u"error.expected.jsarray"_s);
        return;
    }
    const SchemaNode *element = schema.element();
    const bool isOfLists = element && element->spec() && element->spec()->types == FieldType::Array;
    length(node, node.childCount(), *schema.spec());
    const bool holdsBodies
        = m_root == SchemaRoot::Group && schema.spec()->pointer != "/dependencies";
    if (!element || !element->spec() || holdsBodies)
        return;
    for (const JsonNode child : node.children()) {
        if (isOfLists && child.isArray()) {
            for (const JsonNode part : child.children())
                value(part, *element->element(), true);
        } else {
            value(child, *element, true);
        }
    }
}

void ReaderWalk::object(JsonNode node, const SchemaNode &schema)
{
    const bool isMap = schema.element() != nullptr;
    if (isMap || (!node.isObject() && has(m_root, *schema.spec(), Oddity::Macro))) {
        if (!node.isObject())
            add(ReadTypeRule, node, u"error.expected.jsobject"_s);
        else
            map(node, schema);
        return;
    }
    // Another value than an object has no members: it is refused if one must be there, and else
    // taken for an object without any.
    if (node.isObject())
        members(node, schema);
    else
        required(node, schema);
}

void ReaderWalk::map(JsonNode node, const SchemaNode &schema)
{
    const bool hasNames = m_root == SchemaRoot::Pod
        && (schema.spec()->pointer == "/environment"
            || schema.spec()->pointer == "/containers/*/environment");
    for (const JsonNode child : node.children()) {
        member(child, schema);
        if (hasNames && !isVariableName(QString::fromUtf8(child.key()))) {
            addAt(ReadValueRule, child, serverPath(child, m_body), u"error.pattern"_s, true);
        }
    }
}

void ReaderWalk::readOnly(JsonNode node, const SchemaNode &schema)
{
    // What the server writes it does not read, but for these.
    const std::string_view pointer = schema.spec()->pointer;
    if (pointer == "/version" || pointer.starts_with("/versionInfo/"))
        date(node);
    else if (pointer == "/versionInfo")
        object(node, schema);
}

void ReaderWalk::date(JsonNode node)
{
    if (!node.isString() || !isDateTime(node.stringOr()))
        add(ReadDateRule, node, u"error.expected.date.isoformat"_s);
}

void ReaderWalk::missing(JsonNode object, const QByteArray &key, const FieldSpec *spec)
{
    const QString name = QString::fromUtf8(key);
    QString message;
    if (spec && has(m_root, *spec, Oddity::Macro))
        message = u"error.path.missing"_s;
    else if (object.isObject())
        message = u"'%1' is undefined on object: "_s.arg(name) + compactJson(object);
    else
        message = compactJson(object) + u" is not an object"_s;
    addAt(ReadMissingRule, object, serverPath(object, m_body) + u'/' + name, message, true);
}

void ReaderWalk::add(std::string_view rule, JsonNode place, const QString &message)
{
    addAt(rule, place, serverPath(place, m_body), message, false);
}

void ReaderWalk::addAt(std::string_view rule, JsonNode place, const QString &path,
    const QString &message, bool isAtKey)
{
    if (!isShadowed(place))
        m_violations.push_back(
            {m_formRule.empty() ? rule : m_formRule, path, message, place, isAtKey});
}

bool ReaderWalk::isNewer(MarathonVersion since) const
{
    return !knowsField(m_version, since);
}

} // namespace Pinion
