// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/patch.h"

#include "diff/elementmatch.h"
#include "diff/listidentity.h"
#include "diff/sameness.h"
#include "json/jsonformat.h"
#include "json/jsonstring.h"

#include <algorithm>

namespace Pinion {

namespace {

using Steps = std::vector<PatchStep>;

void compare(JsonNode before, JsonNode after, const JsonPointer &path, Steps &steps);

std::vector<JsonNode> elementsOf(JsonNode array)
{
    std::vector<JsonNode> elements;
    for (const JsonNode element : array.children())
        elements.push_back(element);
    return elements;
}

void compareObjects(JsonNode before, JsonNode after, const JsonPointer &path, Steps &steps)
{
    const auto old = sortedMembers(before);
    const auto now = sortedMembers(after);
    auto left = old.begin();
    auto right = now.begin();
    while (left != old.end() || right != now.end()) {
        if (right == now.end() || (left != old.end() && left->first < right->first)) {
            steps.push_back({PatchOperation::Remove, path.child(left->first), {}, {}});
            ++left;
        } else if (left == old.end() || right->first < left->first) {
            steps.push_back(
                {PatchOperation::Add, path.child(right->first), {}, compact(right->second)});
            ++right;
        } else {
            compare(left->second, right->second, path.child(left->first), steps);
            ++left;
            ++right;
        }
    }
}

/// What is gone goes first, from the end on; then every place is filled from the front.
void compareArrays(JsonNode before, JsonNode after, const JsonPointer &path, Steps &steps)
{
    const std::vector<JsonNode> old = elementsOf(before);
    const std::vector<JsonNode> now = elementsOf(after);
    ElementKeys keys;
    for (const JsonNode element : old)
        keys.before.push_back(contentKey(element));
    for (const JsonNode element : now)
        keys.after.push_back(contentKey(element));
    keys.isAlike
        = [&](int one, int other) { return isAlike(old[size_t(one)], now[size_t(other)]); };
    const std::vector<ElementPair> pairs = matchElements(keys);
    std::vector<bool> stays(old.size(), false);
    for (const ElementPair &pair : pairs) {
        if (pair.before >= 0 && pair.after >= 0)
            stays[size_t(pair.before)] = true;
    }
    std::vector<int> present;
    for (size_t i = old.size(); i-- > 0;) {
        if (stays[i])
            present.insert(present.begin(), int(i));
        else
            steps.push_back({PatchOperation::Remove, path.child(qsizetype(i)), {}, {}});
    }
    for (const ElementPair &pair : pairs) {
        if (pair.after < 0)
            continue;
        const qsizetype place = pair.after;
        const JsonPointer here = path.child(place);
        const JsonNode element = now[size_t(place)];
        if (pair.before < 0) {
            steps.push_back({PatchOperation::Add, here, {}, compact(element)});
            present.insert(present.begin() + place, -1);
            continue;
        }
        const auto from = std::find(present.begin() + place, present.end(), pair.before);
        if (from - present.begin() != place) {
            steps.push_back({PatchOperation::Move, here, path.child(from - present.begin()), {}});
            std::rotate(present.begin() + place, from, from + 1);
        }
        compare(old[size_t(pair.before)], element, here, steps);
    }
}

void compare(JsonNode before, JsonNode after, const JsonPointer &path, Steps &steps)
{
    if (isSameValue(before, after))
        return;
    const bool isInside = before.type() == after.type() && path.depth() < DeepestComparison;
    if (isInside && before.isObject())
        compareObjects(before, after, path, steps);
    else if (isInside && before.isArray())
        compareArrays(before, after, path, steps);
    else
        steps.push_back({PatchOperation::Replace, path, {}, compact(after)});
}

QByteArray stepText(const PatchStep &step)
{
    const QByteArray path = ", \"path\": " + encodeString(QByteArrayView(step.path.toUtf8()));
    switch (step.operation) {
    case PatchOperation::Add:
        return "{\"op\": \"add\"" + path + ", \"value\": " + step.value + '}';
    case PatchOperation::Remove:
        return "{\"op\": \"remove\"" + path + '}';
    case PatchOperation::Replace:
        return "{\"op\": \"replace\"" + path + ", \"value\": " + step.value + '}';
    case PatchOperation::Move:
        return "{\"op\": \"move\", \"from\": " + encodeString(QByteArrayView(step.from.toUtf8()))
            + path + '}';
    }
    return {};
}

} // namespace

std::vector<PatchStep> patch(JsonNode before, JsonNode after)
{
    Steps steps;
    compare(before, after, {}, steps);
    return steps;
}

QByteArray patchText(const std::vector<PatchStep> &steps)
{
    if (steps.empty())
        return "[]\n";
    QByteArray text;
    for (const PatchStep &step : steps)
        text += (text.isEmpty() ? "[\n  " : ",\n  ") + stepText(step);
    return text + "\n]\n";
}

} // namespace Pinion
