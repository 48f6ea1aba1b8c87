// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/findings/analysis.h"

QT_BEGIN_NAMESPACE
class QMenu;
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

/// Takes a decision back: removes the entry from its file on disk, or a label that somebody wrote
/// into the document.
/// Errors: those of reading and writing; Invalid for a finding of the baseline, and when the file
/// has been changed meanwhile.
Result<void> unignoreFinding(Analysis &analysis, const Finding &finding);
/// The same; shows what went wrong, if anything did.
void unignoreFinding(QWidget *parent, Analysis &analysis, const Finding &finding);

/// Asks for the reason and writes it down; shows what went wrong, if anything did.
void ignoreFinding(QWidget *parent, Analysis &analysis, const Finding &finding);

/// Why nobody can decide to live with a finding; empty if they can.
[[nodiscard]] QString whyNotIgnorable(const Analysis &analysis, const Finding &finding);
/// "Ignore here…", or "Stop ignoring" for a finding that is ignored.
void addIgnoreAction(QMenu &menu, QWidget *parent, Analysis &analysis, const Finding &finding);

} // namespace Pinion
