// SPDX-License-Identifier: GPL-3.0-or-later
#include "marathon/schema.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString cell(QString content)
{
    return content.replace(u'|', u"\\|"_s).replace(u'<', u"&lt;"_s);
}

QString code(std::string_view content)
{
    return content.empty() ? QString()
                           : QString(u'`' + text(content).replace(u'|', u"\\|"_s) + u'`');
}

QString number(double value)
{
    return QString::number(value, 'g', 15);
}

/// "0 to 1", "at least 32": empty when there is no bound.
QString rangeWords(const QString &least, const QString &most)
{
    if (least.isEmpty() && most.isEmpty())
        return {};
    if (most.isEmpty())
        return u"at least "_s + least;
    if (least.isEmpty())
        return u"at most "_s + most;
    return least + u" to "_s + most;
}

QString limits(const FieldSpec &spec)
{
    QStringList parts;
    if (spec.isRequired)
        parts.append(u"required"_s);
    if (!spec.values.empty()) {
        QStringList values;
        for (const std::string_view value : spec.values)
            values.append(value.empty() ? u"empty"_s : code(value));
        const bool isOpen = spec.presentation == Presentation::OpenChoice;
        parts.append((isOpen ? u"such as "_s : QString()) + values.join(u", "_s));
    }
    const QString range = rangeWords(spec.minimum ? number(*spec.minimum) : QString(),
        spec.maximum ? number(*spec.maximum) : QString());
    if (!range.isEmpty())
        parts.append(range);
    const QString length
        = rangeWords(spec.minimumLength > 0 ? QString::number(spec.minimumLength) : QString(),
            spec.maximumLength > 0 ? QString::number(spec.maximumLength) : QString());
    if (!length.isEmpty())
        parts.append((spec.accepts(FieldType::Array) ? u"items: "_s : u"length: "_s) + length);
    return parts.join(u"; "_s);
}

QString versions(const FieldSpec &spec)
{
    QString words = spec.since.isSet() ? spec.since.toString() : QString();
    if (spec.deprecated.isSet())
        words += (words.isEmpty() ? u""_s : u", "_s) + u"old style since "_s
            + spec.deprecated.toString();
    return words;
}

QString meaning(const FieldSpec &spec)
{
    QString words = u"**"_s + cell(text(spec.label)) + u"**"_s;
    if (!spec.unit.empty())
        words += u" ("_s + text(spec.unit) + u')';
    words += u". "_s + cell(text(spec.help));
    if (spec.status == FieldStatus::Rejected)
        words += u" *Always refused.*"_s;
    if (!spec.replacement.empty())
        words += u" Use "_s + code(spec.replacement) + u" instead."_s;
    return words + u" ["_s + cell(text(spec.source)) + u']';
}

QString rowOf(const FieldSpec &spec)
{
    return u"| "_s
        + QStringList{code(spec.pointer), typeNames(spec.types), code(spec.defaultLiteral),
            limits(spec), versions(spec), meaning(spec)}
              .join(u" | "_s)
        + u" |\n"_s;
}

template <typename Predicate>
QString table(SchemaRoot root, const QString &heading, Predicate isShown)
{
    QString rows;
    for (const FieldSpec *spec : fields(root)) {
        if (isShown(*spec))
            rows += rowOf(*spec);
    }
    if (rows.isEmpty())
        return {};
    return u"\n### "_s + heading
        + u"\n\n| Field | Type | Default | Limits | Since | Meaning [source] |\n"
          "|---|---|---|---|---|---|\n"_s
        + rows;
}

QString body(SchemaRoot root, const QString &heading)
{
    QString words = u"\n## "_s + heading + u'\n';
    for (int i = int(Section::Container); i <= int(Section::Labels); ++i) {
        const auto section = Section(i);
        words += table(root, title(section),
            [section](const FieldSpec &spec) { return spec.section == section; });
    }
    words += table(root, u"Fields"_s, [](const FieldSpec &spec) {
        return spec.section == Section::None && spec.status != FieldStatus::ReadOnly;
    });
    words += table(root, u"Written by the server"_s,
        [](const FieldSpec &spec) { return spec.status == FieldStatus::ReadOnly; });
    return words;
}

} // namespace

QString fieldReference()
{
    return u"# Field reference\n\n"
           "Every field that Pinion knows of Marathon 1.4 to 1.11, as `pinion-cli explain` and the "
           "form "
           "show it.\n"
           "Made from the tables in `src/marathon/schema_*.cpp`; after a change there run "
           "`PINION_UPDATE=1 ctest -R tst_fieldreference`.\n\n"
           "`*` in a field stands for any element of a list or any key of an object. The default "
           "is "
           "what the server fills in.\n"
           "Limits are those that the server enforces; where its specification says more, the text "
           "tells. An empty \"since\" means always.\n"_s
        + body(SchemaRoot::App, u"Apps"_s) + body(SchemaRoot::Group, u"Groups"_s)
        + body(SchemaRoot::Pod, u"Pods"_s);
}

} // namespace Pinion
