// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/filereport.h"

#include <functional>

namespace Pinion {

/// What the author decided for a finding that no safe fix cures.
struct Choice
{
    QString title;
    TextEdits edits;
};

/// Asks the author; nothing means that the finding stays. Errors: an answer that does not fit.
using Chooser = std::function<Result<std::optional<Choice>>(
    const FileReport &report, const Finding &finding)>;

struct AppliedFix
{
    QString rule;
    QString title;
};

struct FixOutcome
{
    std::vector<AppliedFix> applied;
    FileReport rest; ///< the text after all fixes, and what is still wrong with it
};

/// The fixes that need the author: not safe, with a question or without.
[[nodiscard]] std::vector<const Fix *> guidedFixes(const Finding &finding);

/// Applies safe fixes until none is left, then what the author chose, each time looking at the new
/// text again. Suppressed findings stay as they are. Errors: those of `choose`.
[[nodiscard]] Result<FixOutcome> fixAll(
    const QString &path, const QByteArray &bytes, const RuleConfig &config, const Chooser &choose);

} // namespace Pinion
