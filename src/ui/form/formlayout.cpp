// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/formlayout.h"

#include "marathon/schema.h"

#include <algorithm>
#include <array>
#include <string>

namespace Pinion {

namespace {

constexpr auto App = SchemaRoot::App;

JsonPointer pointerOf(std::string_view pattern)
{
    return JsonPointer::of(QByteArrayView(pattern.data(), qsizetype(pattern.size())));
}

bool isStar(const FieldSpec &spec)
{
    return spec.pointer.ends_with("/*");
}

bool hasNamedChildren(const FieldSpec &spec)
{
    const auto &children = childFields(App, spec.pointer);
    return std::any_of(
        children.begin(), children.end(), [](const FieldSpec *child) { return !isStar(*child); });
}

/// A row of its own, as opposed to an object that only groups its members.
bool isRow(const FieldSpec &spec)
{
    if (spec.presentation != Presentation::None || spec.pointer == "/unreachableStrategy"
        || spec.pointer == "/check")
        return true;
    return !hasNamedChildren(spec);
}

bool descends(const FieldSpec &spec)
{
    const bool ownsMembers = spec.presentation == Presentation::Cards
        || spec.presentation == Presentation::Table || spec.pointer == "/check";
    return !ownsMembers && hasNamedChildren(spec);
}

/// Groups whose title would only repeat the page's.
bool needsHeading(const FieldSpec &group)
{
    static constexpr std::array<std::string_view, 5> plain{"/container", "/container/docker",
        "/upgradeStrategy", "/unreachableStrategy", "/container/docker/pullConfig"};
    return std::find(plain.begin(), plain.end(), group.pointer) == plain.end()
        && !group.label.empty();
}

/// "Generic check – HTTP": at most two levels, since deeper ones say no more.
QString headingBelow(const FieldSpec &group, const QString &heading)
{
    if (!needsHeading(group))
        return heading;
    const QString label = text(group.label);
    if (heading.isEmpty() || heading.contains(u'–'))
        return heading.isEmpty() ? label : heading;
    return QString(heading + u" – " + label);
}

struct Walk
{
    std::string_view root;
    JsonPointer base;
    QList<RowPlan> rows;
    QList<Section> sections;

    void below(std::string_view pattern, const QString &heading, Section inherited)
    {
        for (const FieldSpec *spec : childFields(App, pattern)) {
            if (isStar(*spec) || spec->status == FieldStatus::ReadOnly)
                continue;
            const Section section = spec->section == Section::None ? inherited : spec->section;
            if (isRow(*spec))
                add(*spec, heading, section);
            if (!descends(*spec))
                continue;
            below(spec->pointer, headingBelow(*spec, heading), section);
        }
    }

    void add(const FieldSpec &spec, const QString &heading, Section section)
    {
        const JsonPointer tail = pointerOf(root).relative(pointerOf(spec.pointer));
        const bool isOld
            = spec.status == FieldStatus::Legacy || spec.status == FieldStatus::Rejected;
        rows.append({&spec, base.joined(tail), heading, spec.tier == Tier::More || isOld});
        sections.append(section == Section::None ? Section::Labels : section);
    }
};

const Walk &wholeApp()
{
    static const Walk walk = [] {
        Walk all;
        all.below({}, {}, Section::None);
        return all;
    }();
    return walk;
}

bool fitsColumn(const FieldSpec &spec)
{
    switch (spec.presentation) {
    case Presentation::Text:
    case Presentation::Quantity:
    case Presentation::Percent:
    case Presentation::Toggle:
    case Presentation::Choice:
    case Presentation::OpenChoice:
    case Presentation::Image:
        return true;
    case Presentation::None: {
        const FieldTypes containers = FieldType::Object | FieldType::Array;
        return !(spec.types & containers);
    }
    default:
        return false;
    }
}

} // namespace

QList<RowPlan> rowsOfSection(Section section)
{
    const Walk &all = wholeApp();
    QList<RowPlan> rows;
    for (qsizetype i = 0; i < all.rows.size(); ++i) {
        if (all.sections[i] == section)
            rows.append(all.rows[i]);
    }
    return rows;
}

QList<RowPlan> rowsBelow(std::string_view pattern, const JsonPointer &pointer)
{
    Walk walk;
    walk.root = pattern;
    walk.base = pointer;
    walk.below(pattern, {}, Section::None);
    return walk.rows;
}

QList<RowPlan> essentialRows()
{
    QList<RowPlan> rows;
    for (const RowPlan &row : wholeApp().rows) {
        const bool isWide = row.spec->presentation == Presentation::Table
            || row.spec->presentation == Presentation::Map
            || row.spec->presentation == Presentation::Cards
            || row.spec->presentation == Presentation::StringList;
        if (row.spec->tier == Tier::Essential && !isWide)
            rows.append({row.spec, row.pointer, {}, false});
    }
    return rows;
}

Section sectionOf(const JsonPointer &pointer)
{
    const Walk &all = wholeApp();
    Section found = Section::None;
    qsizetype depth = -1;
    for (qsizetype i = 0; i < all.rows.size(); ++i) {
        const JsonPointer &row = all.rows[i].pointer;
        if (row.contains(pointer) && row.depth() > depth) {
            found = all.sections[i];
            depth = row.depth();
        }
    }
    if (found != Section::None)
        return found;
    // An object that only groups: the page of its first member.
    for (qsizetype i = 0; i < all.rows.size(); ++i) {
        if (!pointer.isRoot() && pointer.contains(all.rows[i].pointer))
            return all.sections[i];
    }
    return Section::None;
}

QList<const FieldSpec *> columnFields(const FieldSpec &table)
{
    QList<const FieldSpec *> columns;
    const FieldSpec *element = fieldByPattern(App, std::string(table.pointer) + "/*");
    const std::string below = std::string(table.pointer) + "/*";
    for (const FieldSpec *spec :
        childFields(App, element ? element->pointer : std::string_view(below))) {
        if (!isStar(*spec) && fitsColumn(*spec) && spec->status != FieldStatus::ReadOnly)
            columns.append(spec);
    }
    return columns;
}

QList<RowPlan> detailRows(const FieldSpec &table, const JsonPointer &row)
{
    const QList<const FieldSpec *> columns = columnFields(table);
    QList<RowPlan> details;
    for (const RowPlan &plan : rowsBelow(std::string(table.pointer) + "/*", row)) {
        if (!columns.contains(plan.spec))
            details.append({plan.spec, plan.pointer, plan.heading, false});
    }
    return details;
}

} // namespace Pinion
