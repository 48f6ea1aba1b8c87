// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/findings/analysis.h"

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace Pinion {

/// The entry that suppresses this finding and no other: its rule at its place in its app, or in
/// the document's file where the finding belongs to no app.
[[nodiscard]] SuppressionEntry suppressionFor(
    const Analysis &analysis, const Finding &finding, const Suppression &suppression);

/// Adds the entry to the project configuration on disk and checks again. Errors: those of reading
/// and writing the file; Invalid when the document has no file or the configuration is damaged.
Result<void> writeSuppression(Analysis &analysis, const SuppressionEntry &entry);

/// The edits that write the decision into a label of the finding's app or pod. Errors: Invalid for
/// a reason that a label cannot hold, and where there is no app or pod.
[[nodiscard]] Result<TextEdits> suppressionLabelEdits(
    const Analysis &analysis, const Finding &finding, const Suppression &suppression);

/// Takes a decision back: removes the entry from its file on disk, or the label from the document.
/// Errors: those of reading and writing; Invalid for a finding of the baseline, and when the file
/// has been changed meanwhile.
Result<void> unignoreFinding(Analysis &analysis, const Finding &finding);
/// The same; shows what went wrong, if anything did.
void unignoreFinding(QWidget *parent, Analysis &analysis, const Finding &finding);

/// Asks for the reason and writes it down; shows what went wrong, if anything did.
void ignoreFinding(QWidget *parent, Analysis &analysis, const Finding &finding);

} // namespace Pinion
