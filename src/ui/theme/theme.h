// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <optional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace Pinion {

/// The semantic colours, light and dark. One table (theme.cpp) holds them all; a test computes the
/// contrast of each. Widgets ask in paint and on palette changes: `Theme::of(this).color(...)`.
/// Under a palette of high contrast there is its paper and its ink and nothing else: shapes, words
/// and lines, which are always there too, tell the rest.
class Theme
{
public:
    enum class Role : quint8 {
        Base, ///< background of text panes
        Window, ///< background of forms
        Text,
        HelpText,
        ControlBorder,
        Error,
        Warning,
        Advice, ///< also the focus ring
        Good,
        SelectionBand, ///< the value that form and text have in common
        WarningBar,
        ErrorBar,
        InfoBar,
        DiffAdded,
        DiffRemoved,
        DiffChanged,
        DiffWordAdded,
        DiffWordRemoved,
        JsonKey,
        JsonText,
        JsonNumber,
        JsonLiteral,
    };

    /// Dark when the window background is darker than its text.
    [[nodiscard]] static Theme of(const QWidget *widget);
    [[nodiscard]] static Theme light() { return Theme(false); }
    [[nodiscard]] static Theme dark() { return Theme(true); }

    [[nodiscard]] bool isDark() const { return m_isDark; }
    [[nodiscard]] bool isHighContrast() const { return m_highContrast.has_value(); }
    /// True for a palette as systems set it for people who need the highest contrast: one paper
    /// for windows, fields and buttons alike, and an ink far away from it.
    [[nodiscard]] static bool isHighContrast(const QPalette &palette);
    [[nodiscard]] QColor color(Role role) const;
    /// A complete application palette in these colours, for the explicit Light and Dark settings.
    [[nodiscard]] QPalette palette() const;

private:
    explicit Theme(bool isDark)
        : m_isDark(isDark)
    { }
    bool m_isDark;
    std::optional<QPalette> m_highContrast; ///< the system's, when it is to be followed
};

} // namespace Pinion
