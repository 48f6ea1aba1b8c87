// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/violations.h"

#include <QStringList>

#include <optional>
#include <span>

namespace Pinion {

/// What Marathon would say to a group body sent to `path` ("/" or the group's id). Of its apps the
/// server judges one after the other and answers about the first that it refuses.
/// `storedEnforceRole`: of the group that is there already.
[[nodiscard]] Verdict judgeGroup(JsonNode body, const QString &path, const ServerSettings &settings,
    std::optional<bool> storedEnforceRole = {});

/// The same without the readers and without what concerns a single app.
[[nodiscard]] Verdict judgeGroupItself(JsonNode body, const QString &path,
    const ServerSettings &settings, std::optional<bool> storedEnforceRole = {});

/// A PATCH of a group, which may do no more than set enforceRole.
[[nodiscard]] Verdict judgeGroupPatch(JsonNode body, const QString &path);

/// A group of a body, with where the server sees it.
struct GroupPlace
{
    JsonNode node;
    QString id; ///< absolute
    QString path; ///< "/groups(0)"; empty for the body
    /// What the body says of the top-level group that all of this is in; nothing: no word of it.
    std::optional<bool> enforcesRole = {};
    size_t parent = 0; ///< index of the group around it; the body is its own
};
/// The body and the groups inside, parents first. Ids with placeholders are kept as they are, the
/// body's own apart, which then is that of `path`.
[[nodiscard]] std::vector<GroupPlace> groupsOf(
    JsonNode body, const QString &path, const Placeholders &placeholders = {});

/// The settings for what a group lists: a body's enforceRole counts as if it were stored.
[[nodiscard]] ServerSettings settingsBelow(const GroupPlace &group, ServerSettings settings);

/// Everything that would exist together.
struct Inventory
{
    struct Item
    {
        QString id; ///< absolute
        JsonNode place;
        QStringList dependencies; ///< absolute ids of apps or groups
        QString path; ///< of the group that lists it, as in GroupPlace
        QStringList externalVolumes; ///< names of those that are not shared
    };
    std::vector<Item> apps;
    std::vector<Item> pods;
    std::vector<Item> groups; ///< that hold something; an empty one gives way to an app
};
[[nodiscard]] Inventory inventoryOf(
    JsonNode body, const QString &path, const Placeholders &placeholders = {});

/// The rules on all apps, pods and groups together (Phase::RootGroup).
[[nodiscard]] Violations judgeInventory(const Inventory &inventory);

/// The rows of these rules.
[[nodiscard]] std::span<const ServerRule> groupServerRules();

} // namespace Pinion
