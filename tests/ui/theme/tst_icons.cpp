// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QApplication>
#include <QFile>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

namespace {

int paintedPixels(const QImage &image, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += pixel.alpha() > 200 && qAbs(pixel.red() - color.red()) < 8
                    && qAbs(pixel.green() - color.green()) < 8
                    && qAbs(pixel.blue() - color.blue()) < 8
                ? 1
                : 0;
        }
    }
    return count;
}

} // namespace

class TestIcons : public QObject
{
    Q_OBJECT

private slots:
    void everyIconIsDrawn_data();
    void everyIconIsDrawn();
    void followsThePalette();
    void followsTheResolution();
    void disabledIsPaler();
    void takesSemanticColour();
};

void TestIcons::everyIconIsDrawn_data()
{
    QTest::addColumn<Icon>("icon");
    for (int i = 0; i <= int(Icon::ChevronRight); ++i)
        QTest::addRow("%s", qPrintable(iconPath(Icon(i)))) << Icon(i);
}

void TestIcons::everyIconIsDrawn()
{
    QFETCH(Icon, icon);
    const QColor color(200, 30, 60);
    for (const int size : {16, 20, 24}) {
        const QImage image = themePixmap(icon, color, size).toImage();
        QCOMPARE(image.size(), QSize(size, size));
        QVERIFY2(paintedPixels(image, color) >= size / 3, "hardly anything was drawn");
        for (int i = 0; i < size; ++i) // nothing is cut off at the edges
            QVERIFY(image.pixelColor(i, 0).alpha() < 128 && image.pixelColor(0, i).alpha() < 128);
    }
    QVERIFY(QFile::exists(iconPath(icon)));
}

void TestIcons::followsThePalette()
{
    const QPalette before = QApplication::palette();
    const QIcon icon = themeIcon(Icon::Lock);
    QApplication::setPalette(Theme::light().palette());
    const QImage light = icon.pixmap(16).toImage();
    QApplication::setPalette(Theme::dark().palette());
    const QImage dark = icon.pixmap(16).toImage();
    QApplication::setPalette(before);
    QVERIFY(paintedPixels(light, Theme::light().color(Theme::Role::Text)) > 5);
    QVERIFY(paintedPixels(dark, Theme::dark().color(Theme::Role::Text)) > 5);
}

void TestIcons::followsTheResolution()
{
    const QPixmap sharp = themeIcon(Icon::Gear).pixmap(QSize(16, 16), 2);
    QCOMPARE(sharp.size(), QSize(32, 32));
    QCOMPARE(sharp.devicePixelRatio(), 2);
}

void TestIcons::disabledIsPaler()
{
    const QIcon icon = themeIcon(Icon::Save);
    QVERIFY(icon.pixmap(16).toImage() != icon.pixmap(16, QIcon::Disabled).toImage());
}

void TestIcons::takesSemanticColour()
{
    const QImage image = themeIcon(Icon::Error, Theme::Role::Error).pixmap(32).toImage();
    QVERIFY(paintedPixels(image, Theme::of(nullptr).color(Theme::Role::Error)) > 20);
}

QTEST_MAIN(TestIcons)

#include "tst_icons.moc"
