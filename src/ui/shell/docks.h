// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QDockWidget;
QT_END_NAMESPACE

namespace Pinion {

/// Whether it is on screen. To Qt a dock behind another tab is visible, too.
[[nodiscard]] bool isInFront(const QDockWidget &dock);
void bringToFront(QDockWidget &dock);
/// Brings it to the front, with the focus, or hides it where it is there already.
void toggleDock(QDockWidget &dock);

} // namespace Pinion
