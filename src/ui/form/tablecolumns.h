// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/nodetablemodel.h"

namespace Pinion {

/// The columns in which an array or a map of this kind is shown.
[[nodiscard]] QList<TableColumn> tableColumns(const FieldSpec &spec);

} // namespace Pinion
