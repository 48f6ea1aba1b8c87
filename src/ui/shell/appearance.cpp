// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"

#include "ui/theme/roomystyle.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>

namespace Pinion {

void useRoomyStyle()
{
    if (!qobject_cast<RoomyStyle *>(QApplication::style()))
        QApplication::setStyle(new RoomyStyle); // the application owns it
}

void applyTheme(Preferences::ThemeChoice choice)
{
    switch (choice) {
    case Preferences::ThemeChoice::System:
        // An empty palette takes back every colour that was set here.
        QApplication::setPalette(QPalette());
        break;
    case Preferences::ThemeChoice::Light:
        QApplication::setPalette(Theme::light().palette());
        break;
    case Preferences::ThemeChoice::Dark:
        QApplication::setPalette(Theme::dark().palette());
        break;
    }
}

QFont fixedFont(int zoom)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(qMax(6.0, QApplication::font().pointSizeF() + zoom));
    return font;
}

} // namespace Pinion
