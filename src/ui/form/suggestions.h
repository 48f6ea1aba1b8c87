// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "ui/form/fieldeditor.h"

namespace Pinion {

/// What a line offers besides typing: names that the app itself declares, or the schema's values.
[[nodiscard]] QList<Suggestion> suggestions(const FieldSpec &spec, JsonNode app);

} // namespace Pinion
