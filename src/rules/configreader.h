// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/configfile.h"

#include <span>

namespace Pinion {

/// Reads a .pinion.json member by member. Whatever it does not know it refuses, with line and
/// column: a setting that is silently ignored is a check that silently does not happen.
class ConfigReader
{
public:
    ConfigReader(const JsonTree &tree, QString path, QString shownName);

    [[nodiscard]] Result<ConfigFile> read();

private:
    using Reader = Result<void> (ConfigReader::*)(JsonNode);
    /// A member that is more than one setting.
    struct Key
    {
        std::string_view name;
        Reader reader = nullptr;
    };

    [[nodiscard]] Result<void> readObject(JsonNode object, std::span<const Key> keys);
    /// Members that are settings, those of nested objects included; `keys` are the others.
    [[nodiscard]] Result<void> readSettings(
        JsonNode object, const QString &prefix, std::span<const Key> keys);
    [[nodiscard]] Result<void> readSetting(JsonNode node, const QString &key);
    [[nodiscard]] Result<void> readFormat(JsonNode node);
    [[nodiscard]] Result<void> readSchema(JsonNode node);
    [[nodiscard]] Result<void> readExtends(JsonNode node);
    [[nodiscard]] Result<void> readRules(JsonNode node);
    [[nodiscard]] Result<void> readRule(JsonNode node, const Rule &rule);
    [[nodiscard]] Result<void> readRuleMember(JsonNode member, const Rule &rule, bool isLocked);
    [[nodiscard]] Result<void> readLevel(JsonNode node, const Rule &rule, const QString &key);
    [[nodiscard]] Result<void> readOverrides(JsonNode node);
    [[nodiscard]] Result<void> readOverrideFiles(JsonNode node);
    [[nodiscard]] Result<void> readOverrideIds(JsonNode node);
    [[nodiscard]] Result<void> readOverrideReason(JsonNode node);
    [[nodiscard]] Result<void> readScopes(JsonNode node);
    [[nodiscard]] Result<void> readScopeName(JsonNode node);
    [[nodiscard]] Result<void> readScopeFiles(JsonNode node);
    [[nodiscard]] Result<void> readScopeComplete(JsonNode node);
    [[nodiscard]] Result<void> readTargets(JsonNode node);
    [[nodiscard]] Result<void> readTarget(JsonNode node);
    [[nodiscard]] Result<void> readTargetMember(JsonNode member);
    [[nodiscard]] Result<void> readSuppressions(JsonNode node);
    [[nodiscard]] Result<void> readEntryRule(JsonNode node);
    [[nodiscard]] Result<void> readEntryId(JsonNode node);
    [[nodiscard]] Result<void> readEntryFiles(JsonNode node);
    [[nodiscard]] Result<void> readEntryPointer(JsonNode node);
    [[nodiscard]] Result<void> readEntryReason(JsonNode node);
    [[nodiscard]] Result<void> readEntryExpires(JsonNode node);
    [[nodiscard]] Result<void> readEntryBy(JsonNode node);

    [[nodiscard]] Result<void> readText(JsonNode node, QString &target);
    [[nodiscard]] Result<void> readTexts(JsonNode node, QStringList &target);
    [[nodiscard]] Result<void> accept(const std::optional<ValueProblem> &problem) const;
    void add(const QString &key, JsonNode node, bool isLocked = false);
    [[nodiscard]] Result<void> checkOnce(JsonNode member) const;
    [[nodiscard]] QString placeOf(TextRange range) const;
    [[nodiscard]] tl::unexpected<Error> failAt(JsonNode node, const QString &what) const;
    [[nodiscard]] tl::unexpected<Error> failAt(TextRange range, const QString &what) const;

    const JsonTree &m_tree;
    QString m_name; ///< of the file, for errors
    ConfigFile m_file;
    Settings *m_settings; ///< where settings go: of the file, or of the override being read
    SettingReach m_reach = SettingReach::Project; ///< what may be set there
    ConfigOverride m_override; ///< the one that is being read
    ConfigScope m_scope; ///< the one that is being read
    SuppressionEntry m_entry; ///< the one that is being read
    ConfigTarget m_target; ///< the one that is being read
    QString m_rule; ///< whose settings are being read: "rules.image-no-tag"
};

} // namespace Pinion
