// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"
#include "ui/form/formbinder.h"

namespace Pinion {

/// The editor for a field. Lists and maps get one that works on the document through the binder;
/// `pointer` tells it where.
[[nodiscard]] FieldEditor *makeFieldEditor(
    FormBinder &binder, const FieldSpec &spec, const JsonPointer &pointer, QWidget *parent);

} // namespace Pinion
