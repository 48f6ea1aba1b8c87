// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/findings/analysis.h"

#include <QPoint>

QT_BEGIN_NAMESPACE
class QMenu;
class QWidget;
QT_END_NAMESPACE

namespace Pinion {

/// Applies one fix as one undo step; a guided one asks its question, and is applied once that is
/// answered. Answers false when the document has changed since the finding was made.
bool applyFix(QWidget *parent, Analysis &analysis, const Finding &finding, const Fix &fix);

/// Fills a menu with the fixes of these findings (title, two-line preview as tooltip, restart
/// note), then "Ignore here…" and "Explain". The first fix is preselected by popUpFixMenu.
void fillFixMenu(
    QMenu &menu, QWidget *parent, Analysis &analysis, const std::vector<const Finding *> &findings);

/// Opens the fix menu for what is wrong at `pointer` (or below it, if nothing is wrong there
/// itself).
void popUpFixMenu(
    QWidget *parent, Analysis &analysis, const JsonPointer &pointer, QPoint globalPosition);

/// The same for a choice of the present findings.
void popUpFixMenu(QWidget *parent, Analysis &analysis, std::vector<const Finding *> findings,
    QPoint globalPosition);

/// Applies all safe fixes of one rule, or of all rules when `rule` is empty, as one undo step.
int applySafeFixes(Analysis &analysis, const QString &rule = {});

} // namespace Pinion
