// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/rule.h"

#include <QDate>

namespace Pinion {

/// One entry of "suppressions" in a .pinion.json.
struct SuppressionEntry
{
    QString rule;
    QString id; ///< glob over absolute ids ('*' one component, '**' several); empty: any
    QStringList files; ///< globs over paths relative to the configuration file; empty: any
    QString pointer; ///< exact, or a subtree when it ends in "/**"; empty: any
    Suppression suppression;
    QString invalidBecause; ///< not empty: the entry suppresses nothing, and this says why
};

/// A project's settings for the checks: the content of a .pinion.json.
struct RuleConfig
{
    QString path; ///< of the file; empty for the built-in defaults
    bool isRoot = false; ///< stops the walk up the folders
    MarathonVersion version = DefaultMarathonVersion;
    RuleParameters parameters;
    Facts facts; ///< what the project tells about its cluster and knows about its images
    RuleLevels levels; ///< of rules whose level is not their own
    std::vector<SuppressionEntry> suppressions;
    std::optional<Severity> failOn;
    QDate today; ///< for end dates of suppressions; invalid: the present day in UTC

    /// Settings of a project without any .pinion.json.
    [[nodiscard]] static RuleConfig builtIn();
    /// Errors: Invalid, with line and column and, for unknown names, the nearest known one.
    [[nodiscard]] static Result<RuleConfig> parse(const QByteArray &bytes, const QString &path);
};

/// The configuration file's text with one more suppression, in the file's own layout.
/// `bytes` may be empty (no file yet). Errors: Invalid when the file is damaged.
[[nodiscard]] Result<QByteArray> withSuppression(
    const QByteArray &bytes, const SuppressionEntry &entry);

/// Matches a whole path of '/'-separated components: '*' stands for any characters within one
/// component, a component '**' for any number of components.
[[nodiscard]] bool globMatches(QStringView glob, QStringView path);

} // namespace Pinion
