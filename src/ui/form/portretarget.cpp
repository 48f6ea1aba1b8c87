// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/form/portretarget.h"

#include "ui/form/appreading.h"

#include <functional>

namespace Pinion {

namespace {

Result<void> follow(TreeScript &script, const JsonPointer &array,
    const std::function<qsizetype(qsizetype)> &placeAfter)
{
    if (portsPointer(script.at({})) != array)
        return {};
    for (const JsonPointer &pointer : portIndexPointers(script.at({}))) {
        const auto place = script.at(pointer).toInteger();
        if (!place || placeAfter(qsizetype(*place)) == *place)
            continue;
        const auto done = script.set(pointer, QByteArray::number(placeAfter(qsizetype(*place))));
        if (!done)
            return done;
    }
    return {};
}

} // namespace

Result<void> followMovedPort(
    TreeScript &script, const JsonPointer &array, qsizetype from, qsizetype to)
{
    return follow(script, array, [from, to](qsizetype place) {
        if (place == from)
            return to;
        if (from < place && place <= to)
            return place - 1;
        return to <= place && place < from ? place + 1 : place;
    });
}

Result<void> followRemovedPort(TreeScript &script, const JsonPointer &array, qsizetype index)
{
    return follow(
        script, array, [index](qsizetype place) { return place > index ? place - 1 : place; });
}

} // namespace Pinion
