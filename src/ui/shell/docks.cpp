// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/docks.h"

#include <QDockWidget>

namespace Pinion {

bool isInFront(const QDockWidget &dock)
{
    return dock.isVisible() && !dock.visibleRegion().isEmpty();
}

void bringToFront(QDockWidget &dock)
{
    dock.show();
    dock.raise();
}

void toggleDock(QDockWidget &dock)
{
    if (isInFront(dock)) {
        dock.hide();
        return;
    }
    bringToFront(dock);
    dock.widget()->setFocus();
}

} // namespace Pinion
