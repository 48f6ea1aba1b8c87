// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fieldtext.h"

#include "cli/textlayout.h"
#include "marathon/schema.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int LabelWidth = 11;

QString row(const QString &label, const QString &content)
{
    return content.isEmpty() ? QString() : labelled(label, content, LabelWidth);
}

QString numberText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString listed(std::span<const std::string_view> values)
{
    QStringList names;
    for (const std::string_view value : values)
        names.append(text(value));
    return names.join(", "_L1);
}

QString limitsText(const FieldSpec &field)
{
    const QString noun = field.accepts(FieldType::Array) ? u"item"_s : u"character"_s;
    QStringList limits;
    if (field.minimum)
        limits.append(u"at least "_s + numberText(*field.minimum));
    if (field.maximum)
        limits.append(u"at most "_s + numberText(*field.maximum));
    if (field.minimumLength > 0)
        limits.append(u"at least "_s + counted(field.minimumLength, noun));
    if (field.maximumLength > 0)
        limits.append(u"at most "_s + counted(field.maximumLength, noun));
    if (!field.pattern.empty())
        limits.append(u"matches "_s + text(field.pattern));
    return limits.join(", "_L1);
}

QString requiredText(const FieldSpec &field)
{
    if (!field.isRequired)
        return {};
    const QString parent = text(field.pointer.substr(0, field.pointer.rfind('/')));
    return parent.isEmpty() ? u"yes"_s : u"yes, where %1 is there"_s.arg(parent);
}

QString statusText(const FieldSpec &field)
{
    switch (field.status) {
    case FieldStatus::Current:
        return {};
    case FieldStatus::Legacy: {
        QString result = u"deprecated"_s;
        if (field.deprecated.isSet())
            result += u" since Marathon "_s + field.deprecated.toString();
        if (!field.replacement.empty())
            result += u"; write "_s + text(field.replacement) + u" instead"_s;
        return result;
    }
    case FieldStatus::Rejected:
        return u"Marathon refuses it"_s;
    case FieldStatus::ReadOnly:
        return u"written by the server; leave it out"_s;
    }
    return {};
}

} // namespace

QString rootName(SchemaRoot root)
{
    switch (root) {
    case SchemaRoot::App:
        return u"app"_s;
    case SchemaRoot::Group:
        return u"group"_s;
    case SchemaRoot::Pod:
        return u"pod"_s;
    }
    return {};
}

QString explanation(SchemaRoot root, const FieldSpec &field)
{
    const QString section = field.section == Section::None ? QString() : title(field.section);
    return u"%1 (%2)\n%3\n\n"_s.arg(text(field.pointer), rootName(root), text(field.label))
        + wrapped(text(field.help), 2) + u'\n' + row(u"Type"_s, typeNames(field.types))
        + row(u"Values"_s, listed(field.values)) + row(u"Unit"_s, text(field.unit))
        + row(u"Default"_s, text(field.defaultLiteral)) + row(u"Limits"_s, limitsText(field))
        + row(u"Required"_s, requiredText(field))
        + row(u"Since"_s, field.since.isSet() ? u"Marathon "_s + field.since.toString() : QString())
        + row(u"Status"_s, statusText(field)) + row(u"Where"_s, section)
        + row(u"Source"_s, text(field.source));
}

} // namespace Pinion
