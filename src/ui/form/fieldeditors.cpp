// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/fieldeditors.h"

#include "marathon/schema.h"
#include "ui/form/argseditor.h"
#include "ui/form/cardseditor.h"
#include "ui/form/checkeditor.h"
#include "ui/form/choiceeditors.h"
#include "ui/form/enveditor.h"
#include "ui/form/imageeditor.h"
#include "ui/form/modecontrol.h"
#include "ui/form/porteditor.h"
#include "ui/form/quantityeditor.h"
#include "ui/form/tableeditor.h"

namespace Pinion {

namespace {

constexpr size_t MostSegments = 4;

FieldEditor *choiceEditor(const FieldSpec &spec, QWidget *parent)
{
    if (spec.values.empty())
        return new LineEditor(spec, parent);
    if (spec.values.size() <= MostSegments)
        return new SegmentEditor(spec, parent);
    return new ComboEditor(spec, parent);
}

/// Fields without a presentation of their own: by their types.
FieldEditor *plainEditor(const FieldSpec &spec, QWidget *parent)
{
    const FieldTypes containers = FieldType::Object | FieldType::Array;
    if (spec.types & containers)
        return new MultilineEditor(spec, true, parent);
    if (spec.types == FieldTypes(FieldType::Boolean))
        return new ToggleEditor(spec, parent);
    if (spec.accepts(FieldType::Integer) || spec.accepts(FieldType::Number))
        return new QuantityEditor(spec, parent);
    return new LineEditor(spec, parent);
}

} // namespace

FieldEditor *makeFieldEditor(
    FormBinder &binder, const FieldSpec &spec, const JsonPointer &pointer, QWidget *parent)
{
    if (spec.pointer == "/container/type")
        return new ModeEditor(spec, runtimeModes(binder), parent);
    if (spec.pointer == "/unreachableStrategy")
        return new ModeEditor(spec, unreachableModes(binder), parent);
    if (spec.pointer == "/check")
        return new CheckEditor(binder, spec, pointer, parent);
    if (spec.pointer.ends_with("/portIndex"))
        return new PortEditor(binder, spec, pointer, parent);
    switch (spec.presentation) {
    case Presentation::None:
        return plainEditor(spec, parent);
    case Presentation::OpenChoice:
        if (spec.accepts(FieldType::Number) || spec.accepts(FieldType::Integer))
            return new QuantityEditor(spec, parent);
        return new LineEditor(spec, parent);
    case Presentation::Text:
        return new LineEditor(spec, parent);
    case Presentation::Multiline:
        return new MultilineEditor(spec, false, parent);
    case Presentation::Quantity:
        return new QuantityEditor(spec, parent);
    case Presentation::Percent:
        return new PercentEditor(spec, parent);
    case Presentation::Toggle:
        return new ToggleEditor(spec, parent);
    case Presentation::Choice:
        return choiceEditor(spec, parent);
    case Presentation::Image:
        return new ImageEditor(binder, spec, pointer, parent);
    case Presentation::StringList:
        if (spec.pointer == "/args" || spec.pointer.ends_with("/argv"))
            return new ArgsEditor(binder, spec, pointer, parent);
        return new TableEditor(binder, spec, pointer, parent);
    case Presentation::Table:
        return new TableEditor(binder, spec, pointer, parent);
    case Presentation::Map:
        if (spec.pointer == "/env")
            return new EnvEditor(binder, spec, pointer, parent);
        return new TableEditor(binder, spec, pointer, parent);
    case Presentation::Cards:
        return new CardsEditor(binder, spec, pointer, parent);
    }
    return plainEditor(spec, parent);
}

} // namespace Pinion
