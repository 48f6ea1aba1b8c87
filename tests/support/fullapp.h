// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "marathon/fieldspec.h"

#include <QByteArray>
#include <QList>

namespace Pinion {

/// A pointer to an example of a field: '*' becomes the first element of an array, or the key "name"
/// of a map.
[[nodiscard]] JsonPointer examplePointer(const FieldSpec &spec);

/// A literal of the right type: an enum's first value, the default, or a plain example.
[[nodiscard]] QByteArray exampleLiteral(const FieldSpec &spec);

/// The leaves of the app schema that people may write.
[[nodiscard]] QList<const FieldSpec *> writableLeaves();

/// An app that has every one of those fields at once. Marathon would refuse the combination; it is
/// meant for walking through forms and texts.
[[nodiscard]] QByteArray appWithEveryField();

} // namespace Pinion
