// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsontree.h"
#include "marathon/fieldspec.h"

#include <QStringList>

namespace Pinion {

// Some places take one of several forms: a volume is persistent, external, secret or of the host; a
// command is a shell line or an argument list. Marathon tries the forms in turn. Here the member
// that marks a form decides, so that what is said fits what the author meant.

/// What is missing from an object in the form that it has, as facts for a sentence. Members that
/// every form needs are marked in the schema and not looked at here. `spec` is the object's row,
/// null for the root of a body.
[[nodiscard]] QStringList missingInForm(JsonNode object, const FieldSpec *spec);

/// True for values that a rule outside the schema family speaks about.
[[nodiscard]] bool isJudgedElsewhere(JsonNode node, const FieldSpec &spec);

} // namespace Pinion
