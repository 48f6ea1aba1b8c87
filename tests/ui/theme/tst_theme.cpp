// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/roomystyle.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QMetaEnum>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTest>
#include <QWidget>

#include <cmath>

using namespace Pinion;
using namespace Qt::StringLiterals;
using Role = Theme::Role;

namespace {

using MakeField = QWidget *(*)();

/// WCAG 2.1, "relative luminance".
double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1, "contrast ratio".
double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

constexpr double TextMinimum = 4.5;
constexpr double LineMinimum = 3;

const QList<Role> Grounds{Role::Base, Role::Window};
const QList<Role> Words{
    Role::Text, Role::HelpText, Role::Error, Role::Warning, Role::Advice, Role::Good};
const QList<Role> Bands{Role::SelectionBand, Role::WarningBar, Role::ErrorBar, Role::InfoBar,
    Role::DiffAdded, Role::DiffRemoved, Role::DiffChanged};
const QList<Role> DiffWords{Role::DiffWordAdded, Role::DiffWordRemoved};
const QList<Role> JsonColors{Role::JsonKey, Role::JsonText, Role::JsonNumber, Role::JsonLiteral};

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void contrastIsEnough_data();
    void contrastIsEnough();
    void bestKnownRatios_data();
    void bestKnownRatios();
    void followsThePalette();
    void paletteIsReadable_data();
    void paletteIsReadable();
    void fieldsHaveAVisibleBorder_data();
    void fieldsHaveAVisibleBorder();
    void highContrastIsFollowed_data();
    void highContrastIsFollowed();

private:
    static void addRows(
        const QList<Role> &inks, const QList<Role> &papers, double minimum, const char *name);
};

void TestTheme::addRows(
    const QList<Role> &inks, const QList<Role> &papers, double minimum, const char *name)
{
    for (const bool isDark : {false, true}) {
        for (const Role ink : inks) {
            for (const Role paper : papers)
                QTest::addRow("%s %s: role %d on role %d", isDark ? "dark" : "light", name,
                    int(ink), int(paper))
                    << isDark << ink << paper << minimum;
        }
    }
}

void TestTheme::contrastIsEnough_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<Role>("ink");
    QTest::addColumn<Role>("paper");
    QTest::addColumn<double>("minimum");
    addRows(Words, Grounds, TextMinimum, "text");
    addRows({Role::ControlBorder}, Grounds, LineMinimum, "lines");
    addRows({Role::Text}, Bands, TextMinimum, "text on bands");
    addRows({Role::Text}, DiffWords, TextMinimum, "text on changed words");
    addRows({Role::Error, Role::Warning, Role::Advice, Role::Good}, Bands, LineMinimum,
        "icons on bands");
    addRows({Role::Error}, {Role::ErrorBar}, TextMinimum, "words on their bar");
    addRows({Role::Warning}, {Role::WarningBar}, TextMinimum, "words on their bar");
    addRows({Role::Advice}, {Role::InfoBar}, TextMinimum, "words on their bar");
    addRows(JsonColors, Grounds, TextMinimum, "JSON");
    addRows(JsonColors, Bands, TextMinimum, "JSON on bands");
}

void TestTheme::contrastIsEnough()
{
    QFETCH(bool, isDark);
    QFETCH(Role, ink);
    QFETCH(Role, paper);
    QFETCH(double, minimum);
    const Theme theme = isDark ? Theme::dark() : Theme::light();
    const double ratio = contrast(theme.color(ink), theme.color(paper));
    QVERIFY2(ratio >= minimum, qPrintable(u"%1 is below %2"_s.arg(ratio).arg(minimum)));
}

void TestTheme::bestKnownRatios_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<Role>("ink");
    QTest::addColumn<double>("onBase");
    QTest::addColumn<double>("onWindow");
    QTest::newRow("light text") << false << Role::Text << 16.6 << 15.2;
    QTest::newRow("light help") << false << Role::HelpText << 6.4 << 5.9;
    QTest::newRow("light border") << false << Role::ControlBorder << 3.7 << 3.4;
    QTest::newRow("light error") << false << Role::Error << 6.5 << 6.0;
    QTest::newRow("dark text") << true << Role::Text << 13.8 << 12.3;
    QTest::newRow("dark help") << true << Role::HelpText << 7.3 << 6.5;
    QTest::newRow("dark warning") << true << Role::Warning << 9.3 << 8.3;
    QTest::newRow("dark advice") << true << Role::Advice << 8.6 << 7.6;
}

void TestTheme::bestKnownRatios()
{
    // Figures from another calculator: they keep the formula of this test honest.
    QFETCH(bool, isDark);
    QFETCH(Role, ink);
    QFETCH(double, onBase);
    QFETCH(double, onWindow);
    const Theme theme = isDark ? Theme::dark() : Theme::light();
    QVERIFY(std::abs(contrast(theme.color(ink), theme.color(Role::Base)) - onBase) <= 0.11);
    QVERIFY(std::abs(contrast(theme.color(ink), theme.color(Role::Window)) - onWindow) <= 0.11);
}

void TestTheme::followsThePalette()
{
    QWidget widget;
    widget.setPalette(Theme::dark().palette());
    QVERIFY(Theme::of(&widget).isDark());
    widget.setPalette(Theme::light().palette());
    QVERIFY(!Theme::of(&widget).isDark());
    QCOMPARE(Theme::of(&widget).color(Role::Text), QColor(0x1b1f24));
}

void TestTheme::paletteIsReadable_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::paletteIsReadable()
{
    QFETCH(bool, isDark);
    const QPalette palette = (isDark ? Theme::dark() : Theme::light()).palette();
    const auto check = [&palette](QPalette::ColorRole ink, QPalette::ColorRole paper) {
        const double ratio = contrast(palette.color(ink), palette.color(paper));
        QVERIFY2(
            ratio >= TextMinimum, qPrintable(u"%1 on %2: %3"_s.arg(ink).arg(paper).arg(ratio)));
    };
    check(QPalette::WindowText, QPalette::Window);
    check(QPalette::Text, QPalette::Base);
    check(QPalette::Text, QPalette::AlternateBase);
    check(QPalette::ButtonText, QPalette::Button);
    check(QPalette::ToolTipText, QPalette::ToolTipBase);
    check(QPalette::HighlightedText, QPalette::Highlight);
    check(QPalette::PlaceholderText, QPalette::Base);
    check(QPalette::Link, QPalette::Base);
}

void TestTheme::fieldsHaveAVisibleBorder_data()
{
    QTest::addColumn<bool>("isDark");
    QTest::addColumn<MakeField>("make");
    const auto row = [](const char *kind, MakeField make) {
        QTest::addRow("light %s", kind) << false << make;
        QTest::addRow("dark %s", kind) << true << make;
    };
    row("line", []() -> QWidget * { return new QLineEdit; });
    row("text", []() -> QWidget * { return new QPlainTextEdit; });
    row("check box", []() -> QWidget * { return new QCheckBox; });
    row("radio button", []() -> QWidget * { return new QRadioButton; });
}

void TestTheme::fieldsHaveAVisibleBorder()
{
    QFETCH(bool, isDark);
    QFETCH(MakeField, make);
    RoomyStyle style(u"fusion"_s);
    const QPalette palette = (isDark ? Theme::dark() : Theme::light()).palette();
    QWidget window;
    window.setPalette(palette);
    window.resize(300, 120);
    QWidget *field = make();
    field->setParent(&window);
    field->setStyle(&style);
    field->setGeometry(20, 20, 200, 60);
    const QImage image = window.grab().toImage();
    // Along a row through the middle, the window ends where the border begins.
    double best = 0;
    for (int x = 20; x < 24; ++x)
        best = std::max(best, contrast(image.pixelColor(x, 50), palette.color(QPalette::Window)));
    QVERIFY2(best >= LineMinimum, qPrintable(QString::number(best)));
    field->setStyle(nullptr);
}

void TestTheme::highContrastIsFollowed_data()
{
    QTest::addColumn<QColor>("paper");
    QTest::addColumn<QColor>("ink");
    QTest::newRow("white on black") << QColor(Qt::black) << QColor(Qt::white);
    QTest::newRow("yellow on black") << QColor(Qt::black) << QColor(0xffff00);
    QTest::newRow("black on white") << QColor(Qt::white) << QColor(Qt::black);
}

void TestTheme::highContrastIsFollowed()
{
    QFETCH(QColor, paper);
    QFETCH(QColor, ink);
    QPalette palette(ink, paper, paper, paper, paper, ink, ink, paper, paper);
    QVERIFY(Theme::isHighContrast(palette));
    QWidget widget;
    widget.setPalette(palette);
    const Theme theme = Theme::of(&widget);
    QVERIFY(theme.isHighContrast());
    for (int role = 0; role <= int(Role::JsonLiteral); ++role)
        QVERIFY(theme.color(Role(role)) == paper || theme.color(Role(role)) == ink);
    for (const Role role : Words + JsonColors + QList{Role::ControlBorder})
        QCOMPARE(theme.color(role), ink);
    for (const Role role : Grounds + Bands + DiffWords)
        QCOMPARE(theme.color(role), paper);
    QVERIFY(!Theme::isHighContrast(Theme::dark().palette()));
    QVERIFY(!Theme::isHighContrast(Theme::light().palette()));
    QVERIFY(!Theme::isHighContrast(QPalette(QColor(0xefefef)))); // Fusion's own
}

QTEST_MAIN(TestTheme)

#include "tst_theme.moc"
