// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/literals.h"

#include "json/jsonformat.h"
#include "json/jsonstring.h"
#include "marathon/definition.h"
#include "marathon/schema.h"
#include "ui/form/quantity.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

class Titles
{
    Q_DECLARE_TR_FUNCTIONS(Pinion::Titles)
};

std::optional<QByteArray> numberFor(const FieldSpec &spec, const QString &text)
{
    const QString trimmed = text.trimmed();
    const QByteArray plain = trimmed.toUtf8();
    const bool isWhole = !spec.accepts(FieldType::Number);
    if (isJsonNumber(plain)) {
        const double value = plain.toDouble();
        if (!isWhole || value == std::floor(value))
            return plain;
        return {};
    }
    const auto value = evaluateQuantity(trimmed, Pinion::text(spec.unit));
    if (!value || (isWhole && std::abs(*value - std::round(*value)) > 1e-9))
        return {};
    return numberLiteral(*value);
}

} // namespace

QString displayText(JsonNode node)
{
    if (!node.exists())
        return {};
    return node.isString() ? node.stringOr() : QString::fromUtf8(node.literal());
}

QString displayText(const QByteArray &literal)
{
    if (literal.startsWith('"')) {
        if (const auto decoded = decodeString(literal))
            return QString::fromUtf8(*decoded);
    }
    return QString::fromUtf8(literal);
}

std::optional<QByteArray> literalFor(const FieldSpec &spec, const QString &text)
{
    if (spec.accepts(FieldType::Integer) || spec.accepts(FieldType::Number)) {
        if (const auto number = numberFor(spec, text))
            return number;
    }
    const QString word = text.trimmed();
    if (spec.accepts(FieldType::Boolean) && (word == "true"_L1 || word == "false"_L1))
        return word.toUtf8();
    if (spec.accepts(FieldType::String) || isTemplated(text))
        return encodeString(text);
    const JsonTree tree = JsonTree::parse(word.toUtf8());
    if (tree.isValid() && tree.root().isContainer() && typeFits(spec, tree.root()))
        return word.toUtf8();
    return {};
}

bool typeFits(const FieldSpec &spec, JsonNode node)
{
    switch (node.type()) {
    case JsonType::Invalid:
        return !node.exists();
    case JsonType::Null:
        return true;
    case JsonType::Boolean:
        return spec.accepts(FieldType::Boolean);
    case JsonType::Number:
        return spec.accepts(FieldType::Number)
            || (spec.accepts(FieldType::Integer) && node.toInteger().has_value());
    case JsonType::String:
        return spec.accepts(FieldType::String);
    case JsonType::Array:
        return spec.accepts(FieldType::Array);
    case JsonType::Object:
        return spec.accepts(FieldType::Object);
    }
    return false;
}

bool isTemplateValue(JsonNode node)
{
    return node.isString() && isTemplated(node.stringOr());
}

bool sameNumber(const QByteArray &a, const QByteArray &b)
{
    return isJsonNumber(a) && isJsonNumber(b) && a.toDouble() == b.toDouble();
}

QString inSentence(const QString &label)
{
    if (label.size() > 1 && label[1].isLower() && !label.startsWith("Docker"_L1)
        && !label.startsWith("Mesos"_L1) && !label.startsWith("Linux"_L1))
        return label[0].toLower() + label.mid(1);
    return label;
}

QString changeTitle(const FieldSpec *spec, const QString &key, const QByteArray &literal)
{
    const QString name = spec && !spec->label.empty() ? inSentence(text(spec->label)) : key;
    const JsonTree tree = JsonTree::parse(literal);
    QString value = displayText(tree.root());
    constexpr qsizetype Longest = 40;
    if (tree.root().isContainer() || value.isEmpty() || value.contains(u'\n')
        || value.size() > Longest)
        return Titles::tr("Change %1").arg(name);
    if (tree.root().isBoolean())
        return *tree.root().toBool() ? Titles::tr("Turn on %1").arg(name)
                                     : Titles::tr("Turn off %1").arg(name);
    if (spec && spec->presentation == Presentation::Percent && tree.root().toDouble())
        value = QString::fromUtf8(numberLiteral(*tree.root().toDouble() * 100)) + u" %";
    else if (spec && !spec->unit.empty())
        value += u' ' + text(spec->unit);
    return Titles::tr("Change %1 to %2").arg(name, value);
}

QString removeTitle(const FieldSpec *spec, const QString &key)
{
    const QString name = spec && !spec->label.empty() ? inSentence(text(spec->label)) : key;
    return Titles::tr("Remove %1").arg(name);
}

} // namespace Pinion
