// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/ruleconfig.h"

#include <span>

namespace Pinion {

/// Reads a .pinion.json member by member. Whatever it does not know it refuses, with line and
/// column: a setting that is silently ignored is a check that silently does not happen.
class ConfigReader
{
public:
    ConfigReader(const JsonTree &tree, QString fileName);

    [[nodiscard]] Result<RuleConfig> read();

private:
    using Reader = Result<void> (ConfigReader::*)(JsonNode);
    /// A member of an object. Without a reader it is known, but not to this version.
    struct Key
    {
        std::string_view name;
        Reader reader = nullptr;
    };

    [[nodiscard]] Result<void> readObject(JsonNode object, std::span<const Key> keys);
    [[nodiscard]] Result<void> readFormat(JsonNode node);
    [[nodiscard]] Result<void> readRoot(JsonNode node);
    [[nodiscard]] Result<void> readFailOn(JsonNode node);
    [[nodiscard]] Result<void> readCluster(JsonNode node);
    [[nodiscard]] Result<void> readVersion(JsonNode node);
    [[nodiscard]] Result<void> readImages(JsonNode node);
    [[nodiscard]] Result<void> readImmutableRepositories(JsonNode node);
    [[nodiscard]] Result<void> readExtraChannelWords(JsonNode node);
    [[nodiscard]] Result<void> readNotChannelWords(JsonNode node);
    [[nodiscard]] Result<void> readIntegerTags(JsonNode node);
    [[nodiscard]] Result<void> readFloatingComponents(JsonNode node);
    [[nodiscard]] Result<void> readRules(JsonNode node);
    [[nodiscard]] Result<void> readRule(JsonNode node);
    [[nodiscard]] Result<void> readLevel(JsonNode node);
    [[nodiscard]] Result<void> readAllowedExtraKeys(JsonNode node);
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
    [[nodiscard]] tl::unexpected<Error> failAt(JsonNode node, const QString &what) const;
    [[nodiscard]] tl::unexpected<Error> failAt(TextRange range, const QString &what) const;

    const JsonTree &m_tree;
    QString m_fileName;
    RuleConfig m_config;
    SuppressionEntry m_entry; ///< the one that is being read
    QString m_rule; ///< whose settings are being read
};

} // namespace Pinion
