// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/schemavalue.h"

#include "server/fieldpattern.h"

#include "json/jsonstring.h"
#include "marathon/schema.h"
#include "rules/nearest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qsizetype MaximumMessage = 90;

/// The spellings that a field takes: any case, but for unions and for the kind of a pod's scaling.
bool isListed(QByteArrayView value, const FieldSpec &spec)
{
    const bool isExact = spec.types != FieldType::String || spec.pointer == "/scaling/kind";
    return std::any_of(
        spec.values.begin(), spec.values.end(), [value, isExact](std::string_view listed) {
            const QByteArrayView view(listed.data(), qsizetype(listed.size()));
            return value.compare(view, isExact ? Qt::CaseSensitive : Qt::CaseInsensitive) == 0;
        });
}

/// The values of an open choice are proposals; but where text stands beside numbers or objects,
/// only the listed words are meant ("unlimited").
bool hasClosedValues(const FieldSpec &spec)
{
    const bool isOpen
        = spec.presentation == Presentation::OpenChoice && spec.types == FieldType::String;
    return !spec.values.empty() && !isOpen;
}

bool isInRange(double value, const FieldSpec &spec)
{
    return !(spec.minimum && value < *spec.minimum) && !(spec.maximum && value > *spec.maximum);
}

QString number(double value)
{
    return QString::number(value, 'g', 12);
}

/// "a number", "text or an object".
QString kinds(FieldTypes types)
{
    QStringList words;
    for (const FieldType type : {FieldType::String, FieldType::Integer, FieldType::Number,
             FieldType::Boolean, FieldType::Object, FieldType::Array}) {
        if (!types.testFlag(type))
            continue;
        const QString name = typeNames(type);
        const bool hasArticle = type != FieldType::String && type != FieldType::Boolean;
        const QString article = type == FieldType::Object ? u"an "_s : u"a "_s;
        words.append(hasArticle ? QString(article + name) : name);
    }
    return words.join(u" or "_s);
}

QString listed(const FieldSpec &spec)
{
    QString list;
    for (size_t i = 0; i < spec.values.size(); ++i) {
        if (i > 0)
            list += i + 1 == spec.values.size() ? u" or "_s : u", "_s;
        list += text(spec.values[i]);
    }
    return list;
}

// ---- types

std::optional<FieldType> typeOf(JsonNode node, const FieldSpec &spec)
{
    switch (node.type()) {
    case JsonType::Boolean:
        return FieldType::Boolean;
    case JsonType::Number:
        // Most fields that are no plain numbers are whole ones; which it is shows in the spelling.
        return spec.accepts(FieldType::Integer) && node.toInteger() ? FieldType::Integer
                                                                    : FieldType::Number;
    case JsonType::String:
        return FieldType::String;
    case JsonType::Array:
        return FieldType::Array;
    case JsonType::Object:
        return FieldType::Object;
    default:
        return {};
    }
}

Fix retyped(const QString &title, JsonNode node, const QByteArray &literal)
{
    return {title, true, {TextEdit{node.range(), literal}}, {}};
}

std::optional<Fix> numberFix(JsonNode node, const FieldSpec &spec)
{
    const QByteArray written = node.toUtf8().value_or(QByteArray()).trimmed();
    if (!isJsonNumber(written))
        return {};
    const JsonTree tree = JsonTree::parse(written);
    const bool isAccepted = hasAcceptedType(tree.root(), spec);
    if (!isAccepted || !isInRange(tree.root().toDouble().value_or(0), spec))
        return {};
    return retyped(u"Make it a number"_s, node, written);
}

std::optional<Fix> booleanFix(JsonNode node)
{
    const QByteArray written = node.toUtf8().value_or(QByteArray()).trimmed().toLower();
    if (written != "true" && written != "false")
        return {};
    return retyped(u"Make it %1"_s.arg(QString::fromUtf8(written)), node, written);
}

std::optional<Fix> textFix(JsonNode node, const FieldSpec &spec)
{
    const QByteArray literal = '"' + node.literal().toByteArray() + '"';
    const JsonTree tree = JsonTree::parse(literal);
    if (valueFinding(tree.root(), spec))
        return {};
    return retyped(u"Make it text"_s, node, literal);
}

std::optional<Fix> typeFix(JsonNode node, const FieldSpec &spec)
{
    const bool takesNumbers = spec.accepts(FieldType::Number) || spec.accepts(FieldType::Integer);
    if (node.isString() && takesNumbers)
        return numberFix(node, spec);
    if (node.isString() && spec.accepts(FieldType::Boolean))
        return booleanFix(node);
    if ((node.isNumber() || node.isBoolean()) && spec.accepts(FieldType::String))
        return textFix(node, spec);
    return {};
}

// ---- values

Finding valueOf(std::string_view rule, JsonNode node, const QString &fact)
{
    return makeFinding(rule, node, refusal(fact));
}

std::optional<Finding> lengthFinding(JsonNode node, qsizetype length, const FieldSpec &spec)
{
    const bool isText = node.isString();
    const QString unit = isText ? u"characters"_s : u"entries"_s;
    if (length < spec.minimumLength) {
        return valueOf(RangeRule, node,
            spec.minimumLength == 1 ? shownName(node) + u" must not be empty"_s
                                    : u"%1 needs at least %2 %3"_s.arg(shownName(node),
                                        QString::number(spec.minimumLength), unit));
    }
    if (spec.maximumLength > 0 && length > spec.maximumLength) {
        return valueOf(RangeRule, node,
            u"%1 may have at most %2 %3"_s.arg(
                shownName(node), QString::number(spec.maximumLength), unit));
    }
    return {};
}

std::optional<Finding> numberFinding(JsonNode node, const FieldSpec &spec)
{
    const double value = node.toDouble().value_or(0);
    if (spec.minimum && value < *spec.minimum) {
        return valueOf(RangeRule, node,
            u"%1 must be at least %2"_s.arg(shownName(node), number(*spec.minimum)));
    }
    if (spec.maximum && value > *spec.maximum) {
        return valueOf(RangeRule, node,
            u"%1 must be at most %2"_s.arg(shownName(node), number(*spec.maximum)));
    }
    return {};
}

Finding unlisted(JsonNode node, const QByteArray &value, const FieldSpec &spec)
{
    QString message = refusal(u"%1 must be %2"_s.arg(shownName(node), listed(spec)));
    if (message.size() > MaximumMessage) {
        message = refusal(u"'%1' is not a %2 that it knows"_s.arg(
            QString::fromUtf8(value.left(32)), shownName(node)));
    }
    Finding finding = makeFinding(ValueRule, node, message);
    QList<QByteArray> values;
    for (const std::string_view view : spec.values)
        values.append(bytes(view));
    const bool isLowerCase = !values.isEmpty() && values.first() == values.first().toLower();
    const QByteArray spelled = isLowerCase ? value.toLower() : value.toUpper();
    if (const auto nearest = nearestName(spelled, values)) {
        finding.fixes.push_back({u"Use %1"_s.arg(QString::fromUtf8(*nearest)), false,
            {TextEdit{node.range(), encodeString(QByteArrayView(*nearest))}}, {}});
    } else if (spec.accepts(FieldType::Number) || spec.accepts(FieldType::Integer)) {
        if (const std::optional<Fix> fix = numberFix(node, spec))
            finding.fixes.push_back(*fix);
    }
    return finding;
}

bool isOwnId(const FieldSpec &spec)
{
    return spec.pointer == "/id";
}

/// What a pattern asks for, in words; found out by asking the pattern itself.
QString wordsFor(const FieldSpec &spec)
{
    if (spec.pointer == "/executor")
        return u"must be empty, //cmd or a path"_s;
    if (fitsPattern(u"a/b"_s, spec))
        return u"takes a-z, 0-9, inner dashes and dots, in parts divided by /"_s;
    if (fitsPattern(u"a_b"_s, spec) && fitsPattern(u"A_B"_s, spec))
        return u"takes letters, digits and underscores"_s;
    return fitsPattern(u"a_b"_s, spec) ? u"takes a-z, 0-9, inner dashes and underscores"_s
                                       : u"takes a-z, 0-9 and inner dashes"_s;
}

Finding misspelt(JsonNode node, const QString &value, const FieldSpec &spec)
{
    Finding finding = valueOf(PatternRule, node, shownName(node) + u' ' + wordsFor(spec));
    if (isOwnId(spec)) {
        const QString better = value.trimmed().toLower().replace(u'_', u'-').replace(u' ', u'-');
        if (better != value && fitsPattern(better, spec)) {
            finding.fixes.push_back({u"Use %1"_s.arg(better), false,
                {TextEdit{node.range(), encodeString(better)}}, {}});
        }
    }
    return finding;
}

std::optional<Finding> textFinding(JsonNode node, const FieldSpec &spec)
{
    const bool hasLimits = spec.minimumLength > 0 || spec.maximumLength > 0;
    const bool isClosed = hasClosedValues(spec);
    if (!hasLimits && !isClosed && spec.pattern.empty())
        return {};
    const std::optional<QByteArray> utf8 = node.toUtf8();
    if (!utf8)
        return {};
    if (isClosed)
        return isListed(*utf8, spec) ? std::nullopt : std::optional(unlisted(node, *utf8, spec));
    const bool mayBeTooLong = spec.maximumLength > 0 && utf8->size() > spec.maximumLength;
    if (utf8->size() < spec.minimumLength || mayBeTooLong) {
        const qsizetype length = QString::fromUtf8(*utf8).size();
        if (std::optional<Finding> finding = lengthFinding(node, length, spec))
            return finding;
    }
    if (spec.pattern.empty())
        return {};
    const QString value = QString::fromUtf8(*utf8);
    return fitsPattern(value, spec) ? std::nullopt : std::optional(misspelt(node, value, spec));
}

} // namespace

bool hasAcceptedType(JsonNode node, const FieldSpec &spec)
{
    const std::optional<FieldType> type = typeOf(node, spec);
    return type && spec.accepts(*type);
}

Finding typeFinding(JsonNode node, const FieldSpec &spec, bool isReadAsEmpty)
{
    const QString fact = u"%1 must be %2"_s.arg(shownName(node), kinds(spec.types));
    Finding finding = makeFinding(TypeRule, node,
        isReadAsEmpty ? QString(fact + u"; Marathon takes this for an empty one."_s)
                      : refusal(fact));
    if (std::optional<Fix> fix = typeFix(node, spec))
        finding.fixes.push_back(*std::move(fix));
    return finding;
}

std::optional<Finding> valueFinding(JsonNode node, const FieldSpec &spec)
{
    if (node.isString())
        return textFinding(node, spec);
    if (node.isNumber())
        return numberFinding(node, spec);
    if (node.isArray())
        return lengthFinding(node, node.childCount(), spec);
    return {};
}

QString shownName(JsonNode node)
{
    if (node.hasKey())
        return QString::fromUtf8(node.key());
    return node.parent() ? u"an entry of "_s + shownName(node.parent()) : u"the document"_s;
}

QString refusal(const QString &fact)
{
    return u"Marathon refuses this: %1."_s.arg(fact);
}

} // namespace Pinion
