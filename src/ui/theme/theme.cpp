// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>

namespace Pinion {

namespace {

struct Row
{
    Theme::Role role;
    QRgb light;
    QRgb dark;
};

// In the order of Theme::Role; tst_theme checks the order and every contrast ratio.
constexpr std::array Table{
    Row{Theme::Role::Base, 0xffffffff, 0xff1b1e23},
    Row{Theme::Role::Window, 0xfff4f5f7, 0xff24282e},
    Row{Theme::Role::Text, 0xff1b1f24, 0xffe6eaf0},
    Row{Theme::Role::HelpText, 0xff57606a, 0xffa3adb9},
    Row{Theme::Role::ControlBorder, 0xff7c8590, 0xff6f7985},
    Row{Theme::Role::Error, 0xffb3261e, 0xffff8a80},
    Row{Theme::Role::Warning, 0xff8a5300, 0xfff2b84b},
    Row{Theme::Role::Advice, 0xff0b5cad, 0xff7cc0ff},
    Row{Theme::Role::Good, 0xff1a6b35, 0xff6fd08c},
    Row{Theme::Role::SelectionBand, 0xffe1edfb, 0xff1f3a57},
    Row{Theme::Role::WarningBar, 0xfffff4dc, 0xff3a2e12},
    Row{Theme::Role::ErrorBar, 0xfffde9e7, 0xff41201f},
    Row{Theme::Role::InfoBar, 0xffe6f0fa, 0xff1b3048},
    Row{Theme::Role::DiffAdded, 0xffddf4e4, 0xff14361f},
    Row{Theme::Role::DiffRemoved, 0xfffce3e1, 0xff451a1b},
    Row{Theme::Role::DiffChanged, 0xfffff1d6, 0xff3b2e10},
    Row{Theme::Role::DiffWordAdded, 0xffa9e5bb, 0xff22603a},
    Row{Theme::Role::DiffWordRemoved, 0xfff6b8b3, 0xff7a2b2c},
    Row{Theme::Role::JsonKey, 0xff0b5394, 0xff8cc8ff},
    Row{Theme::Role::JsonText, 0xff7a3e00, 0xfff0b27a},
    Row{Theme::Role::JsonNumber, 0xff1a6b35, 0xff8fd6a3},
    Row{Theme::Role::JsonLiteral, 0xff7a1fa2, 0xffd7a8f5},
};

constexpr bool isInOrder()
{
    for (size_t i = 0; i < Table.size(); ++i) {
        if (size_t(Table[i].role) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder() && Table.size() == size_t(Theme::Role::JsonLiteral) + 1);

QColor mixed(const QColor &a, const QColor &b)
{
    return QColor((a.red() + b.red()) / 2, (a.green() + b.green()) / 2, (a.blue() + b.blue()) / 2);
}

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1, "contrast ratio".
double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

bool isPaper(Theme::Role role)
{
    const bool isBand = role >= Theme::Role::SelectionBand && role <= Theme::Role::DiffWordRemoved;
    return isBand || role == Theme::Role::Base || role == Theme::Role::Window;
}

} // namespace

bool Theme::isHighContrast(const QPalette &palette)
{
    constexpr double FarAway = 12; // black on white has 21
    const QColor paper = palette.color(QPalette::Window);
    return paper == palette.color(QPalette::Base) && paper == palette.color(QPalette::Button)
        && contrast(paper, palette.color(QPalette::WindowText)) >= FarAway
        && contrast(paper, palette.color(QPalette::Text)) >= FarAway;
}

Theme Theme::of(const QWidget *widget)
{
    const QPalette palette = widget ? widget->palette() : QPalette();
    Theme theme(palette.color(QPalette::Window).lightnessF()
        < palette.color(QPalette::WindowText).lightnessF());
    if (isHighContrast(palette))
        theme.m_highContrast = palette;
    return theme;
}

QColor Theme::color(Role role) const
{
    if (m_highContrast)
        return m_highContrast->color(isPaper(role) ? QPalette::Window : QPalette::WindowText);
    const Row &row = Table[size_t(role)];
    return QColor::fromRgb(m_isDark ? row.dark : row.light);
}

QPalette Theme::palette() const
{
    const QColor text = color(Role::Text);
    const QColor base = color(Role::Base);
    const QColor window = color(Role::Window);
    const QColor border = color(Role::ControlBorder);
    const QColor button = m_isDark ? mixed(window, border).darker(125) : base;
    const QColor disabled = border;

    QPalette palette(text, button, base.lighter(m_isDark ? 160 : 100), border.darker(), border,
        text, Qt::white, base, window);
    palette.setColor(QPalette::AlternateBase, mixed(base, window));
    palette.setColor(QPalette::ToolTipBase, color(Role::InfoBar));
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, color(Role::HelpText));
    palette.setColor(QPalette::Highlight, m_isDark ? QColor(0x1f5f9e) : color(Role::Advice));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, color(Role::Advice));
    palette.setColor(QPalette::LinkVisited, color(Role::JsonLiteral));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText,
             QPalette::HighlightedText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mixed(window, border));
    return palette;
}

} // namespace Pinion
