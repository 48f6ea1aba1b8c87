// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rollout.h"

#include "server/canonical.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace Pinion {

namespace {

using Json = nlohmann::ordered_json;

/// "/a/*" fits "/a/0"; indices are the only thing that '*' stands for.
bool fits(std::string_view pattern, std::string_view pointer)
{
    while (!pattern.empty() && !pointer.empty()) {
        if (pattern.front() == '*') {
            pattern.remove_prefix(1);
            pointer.remove_prefix(std::min(pointer.find('/'), pointer.size()));
        } else if (pattern.front() == pointer.front()) {
            pattern.remove_prefix(1);
            pointer.remove_prefix(1);
        } else {
            return false;
        }
    }
    return pattern.empty() && pointer.empty();
}

bool fitsAny(std::span<const std::string_view> patterns, std::string_view pointer)
{
    return std::any_of(patterns.begin(), patterns.end(),
        [pointer](std::string_view pattern) { return fits(pattern, pointer); });
}

bool isSame(const Json &before, const Json &after, const std::string &pointer);

bool isSameObject(const Json &before, const Json &after, const std::string &pointer)
{
    if (before.size() != after.size())
        return false;
    for (const auto &[key, value] : before.items()) {
        const auto other = after.find(key);
        if (other == after.end() || !isSame(value, *other, pointer + '/' + key))
            return false;
    }
    return true;
}

bool isSameArray(const Json &before, const Json &after, const std::string &pointer)
{
    if (before.size() != after.size())
        return false;
    if (fitsAny(setArrays(), pointer)) {
        return std::all_of(before.begin(), before.end(), [&](const Json &element) {
            return std::any_of(after.begin(), after.end(),
                [&](const Json &other) { return isSame(element, other, pointer + "/0"); });
        });
    }
    for (size_t i = 0; i < before.size(); ++i) {
        if (!isSame(before[i], after[i], pointer + '/' + std::to_string(i)))
            return false;
    }
    return true;
}

bool isSame(const Json &before, const Json &after, const std::string &pointer)
{
    if (before.is_object() && after.is_object())
        return isSameObject(before, after, pointer);
    if (before.is_array() && after.is_array())
        return isSameArray(before, after, pointer);
    if (before == after)
        return true;
    const bool isNumber = before.is_number() && after.is_number();
    return isNumber && (before == 0 || after == 0) && fitsAny(assignedPorts(), pointer);
}

} // namespace

RolloutEffect rolloutEffect(std::string_view member, MarathonVersion version)
{
    if (member == "instances")
        return RolloutEffect::Scale;
    // Implied by persistent volumes since then, and not compared any more.
    if (member == "residency")
        return version < MarathonVersion{1, 6} ? RolloutEffect::Restart : RolloutEffect::Nothing;
    static constexpr std::array<std::string_view, 3> Inert{
        "executorResources", "version", "versionInfo"};
    const bool isInert = std::find(Inert.begin(), Inert.end(), member) != Inert.end();
    return isInert ? RolloutEffect::Nothing : RolloutEffect::Restart;
}

std::vector<RolloutChange> rolloutChanges(const Json &before, const Json &after)
{
    std::vector<RolloutChange> changes;
    for (const auto &[key, value] : after.items()) {
        const auto old = before.find(key);
        if (old == before.end() || !isSame(*old, value, '/' + key))
            changes.push_back({key, rolloutEffect(key)});
    }
    for (const auto &[key, value] : before.items()) {
        if (!after.contains(key))
            changes.push_back({key, rolloutEffect(key)});
    }
    return changes;
}

bool restartsInstances(const Json &before, const Json &after)
{
    const std::vector<RolloutChange> changes = rolloutChanges(before, after);
    return std::any_of(changes.begin(), changes.end(),
        [](const RolloutChange &change) { return change.effect == RolloutEffect::Restart; });
}

} // namespace Pinion
