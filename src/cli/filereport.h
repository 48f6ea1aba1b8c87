// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/lineindex.h"
#include "rules/check.h"

#include <memory>

namespace Pinion {
class ScopeCache;

enum class FileProblemKind : quint8 { Syntax, Encoding, Io, NotMarathon };

/// "syntax", "encoding", "io", "not-marathon": the names used in machine-readable output.
[[nodiscard]] QString problemName(FileProblemKind kind);

/// Why a file could not be checked as a Marathon definition.
struct FileProblem
{
    FileProblemKind kind = FileProblemKind::Syntax;
    QString message; ///< one sentence without a full stop
    std::optional<TextPosition> position; ///< nothing when the file could not even be read
};

/// One file after the rules have run. Findings refer to `tree`, which stays where it is.
struct FileReport
{
    QString path;
    std::unique_ptr<const JsonTree> tree; ///< null when the file could not be read
    LineIndex lines;
    CheckResult check;
    std::optional<FileProblem> problem;
    /// The level from which a finding fails the check; nothing: none does.
    std::optional<Severity> failsFrom = Severity::Error;

    [[nodiscard]] bool isNoDefinition() const
    {
        return problem && problem->kind == FileProblemKind::NotMarathon;
    }
    [[nodiscard]] const QByteArray &bytes() const { return tree->bytes(); }
};

/// Parses and checks a text that was read from `path`.
[[nodiscard]] FileReport examine(
    const QString &path, QByteArray bytes, const RuleConfig &config, ScopeCache *scopes = nullptr);
/// The report of a file that could not be read.
[[nodiscard]] FileReport unreadable(const QString &path, const Error &error);

/// The text as it may be shown to others: secrets that rules have found are stars, of the same
/// length, so that positions stay. Pipelines keep what the program prints.
[[nodiscard]] QByteArray withoutSecrets(const FileReport &report);

/// The first syntax error, or nothing for a text that is JSON.
[[nodiscard]] std::optional<FileProblem> syntaxProblem(
    const JsonTree &tree, const LineIndex &lines);

/// "orders.json:3:5: not JSON: a comma is missing after 512", for standard error.
[[nodiscard]] QString complaint(const QString &path, const FileProblem &problem);

} // namespace Pinion
