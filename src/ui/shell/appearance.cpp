// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"

#include "ui/theme/icons.h"
#include "ui/theme/roomystyle.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>

namespace Pinion {

namespace {

/// Without the pictures that Pinion replaces by its own anyway. Loading the first one loads all
/// plugins for picture formats, which is a tenth of the time to the first window.
class WindowStyle : public RoomyStyle
{
public:
    QIcon standardIcon(
        StandardPixmap picture, const QStyleOption *option, const QWidget *widget) const override
    {
        if (picture == SP_CommandLink)
            return {};
        if (picture == SP_LineEditClearButton)
            return themeIcon(Icon::Close);
        return RoomyStyle::standardIcon(picture, option, widget);
    }
};

} // namespace

void useRoomyStyle()
{
    if (!qobject_cast<RoomyStyle *>(QApplication::style()))
        QApplication::setStyle(new WindowStyle); // the application owns it
}

void applyTheme(Preferences::ThemeChoice choice)
{
    // An empty palette takes back every colour that was set here.
    QApplication::setPalette(QPalette());
    const bool isSystems = choice == Preferences::ThemeChoice::System
        || Theme::isHighContrast(QApplication::palette());
    if (isSystems)
        return;
    const bool isDark = choice == Preferences::ThemeChoice::Dark;
    QApplication::setPalette((isDark ? Theme::dark() : Theme::light()).palette());
}

QFont fixedFont(int zoom)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(qMax(6.0, QApplication::font().pointSizeF() + zoom));
    return font;
}

} // namespace Pinion
