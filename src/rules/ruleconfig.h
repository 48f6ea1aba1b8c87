// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "rules/rule.h"

#include <QDate>

#include <memory>

namespace Pinion {
class Baseline;
class ConfigStack;
struct ConfigOverride;

/// One entry of "suppressions" in a .pinion.json.
struct SuppressionEntry
{
    QString rule;
    QString id; ///< glob over absolute ids ('*' one component, '**' several); empty: any
    QStringList files; ///< globs over paths relative to the configuration file; empty: any
    QString pointer; ///< exact, or a subtree when it ends in "/**"; empty: any
    Suppression suppression;
    QString invalidBecause; ///< not empty: the entry suppresses nothing, and this says why
    QString source; ///< path of the file that holds it
    qsizetype index = 0; ///< in that file's list
    /// What lies between that file's folder and the nearest configuration's: "team/".
    QString base;
};

/// What labels "pinion.ignore/<rule>" may do.
struct InlineSuppressionPolicy
{
    bool isAllowed = true;
    bool needsExpiry = false;
    QStringList never; ///< rules that no label suppresses
};

/// Documents that are deployed together.
struct ConfigScope
{
    QString name;
    QStringList files; ///< globs from `folder`
    bool isComplete = false; ///< nothing else exists in the cluster
    QString folder = {}; ///< absolute
};

/// Whether registries may be asked.
enum class RegistryUse : quint8 { Offline, Lock, Online };

/// A project's settings for the checks of one document: what its .pinion.json files, their profile
/// and overrides come down to.
struct RuleConfig
{
    QString path; ///< of the nearest file; empty for the built-in defaults
    bool isRoot = false; ///< stops the walk up the folders
    QString profile = QStringLiteral("default");
    MarathonVersion version = DefaultMarathonVersion;
    RuleParameters parameters;
    Facts facts; ///< what the project tells about its cluster and knows about its images
    RuleLevels levels; ///< of rules whose level is not their own
    std::vector<SuppressionEntry> suppressions;
    InlineSuppressionPolicy inlineSuppressions;
    std::optional<Severity> failOn;
    std::vector<ConfigScope> scopes;
    RegistryUse registry = RegistryUse::Offline;
    int maxEvidenceDays = 30; ///< how long an answer of a registry counts
    int trustAfterDays = 30; ///< how long a tag must have kept its digest
    QString baseline; ///< path of the file; empty: none
    std::shared_ptr<const Baseline> known; ///< its content; null: none
    QDate today; ///< for end dates of suppressions; invalid: the present day in UTC

    /// What all this was settled from; null for the built-in defaults.
    std::shared_ptr<const ConfigStack> stack;
    QString documentPath; ///< absolute path of the document that it was settled for

    /// Settings of a project without any .pinion.json.
    [[nodiscard]] static RuleConfig builtIn();
    /// What a single file says, with the files that it extends. Errors: Invalid, with line and
    /// column and, for unknown names, the nearest known one.
    [[nodiscard]] static Result<RuleConfig> parse(const QByteArray &bytes, const QString &path);
    /// What a stack of files says about a document.
    [[nodiscard]] static RuleConfig settled(
        std::shared_ptr<const ConfigStack> stack, const QString &documentPath);

    /// The overrides that apply to one definition of the document, the weakest first; with an empty
    /// id those that apply to the document as a whole.
    [[nodiscard]] std::vector<const ConfigOverride *> overridesFor(const QString &id) const;
    /// The settings under these overrides.
    [[nodiscard]] RuleConfig under(const std::vector<const ConfigOverride *> &overrides) const;
};

/// Why a text is no reason for living with a finding; empty for one that is.
[[nodiscard]] QString reasonProblem(const QString &reason);

/// The configuration file's text with one more suppression, in the file's own layout.
/// `bytes` may be empty (no file yet). Errors: Invalid when the file is damaged.
[[nodiscard]] Result<QByteArray> withSuppression(
    const QByteArray &bytes, const SuppressionEntry &entry);
/// The text without the entry at this index of its list. Errors: Invalid when the file is damaged,
/// or has another rule at that place by now.
[[nodiscard]] Result<QByteArray> withoutSuppression(
    const QByteArray &bytes, const SuppressionEntry &entry);

/// Matches a whole path of '/'-separated components: '*' stands for any characters within one
/// component, a component '**' for any number of components.
[[nodiscard]] bool globMatches(QStringView glob, QStringView path);

} // namespace Pinion
