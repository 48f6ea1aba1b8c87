// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/jsonpointer.h"
#include "marathon/fieldspec.h"

#include <QString>

namespace Pinion {

/// The words for one kind of list: "Add port", "Remove port".
struct ListWords
{
    QString add;
    QString remove;
    QString move;
    QString empty; ///< stands in the empty table
};
[[nodiscard]] ListWords listWords(const FieldSpec &spec);

/// What a new element or member starts with.
[[nodiscard]] QByteArray newElement(const FieldSpec &spec);
/// The name a new member starts with: "NEW_VARIABLE".
[[nodiscard]] QByteArray newName(const FieldSpec &spec);
/// True where the order of the elements means something.
[[nodiscard]] bool isOrdered(const FieldSpec &spec);

struct VolumeTemplate
{
    QString title;
    QByteArray literal;
};
/// The kinds of volumes to choose from.
[[nodiscard]] QList<VolumeTemplate> volumeTemplates();

} // namespace Pinion
