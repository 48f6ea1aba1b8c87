// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/viewmode.h"

#include <QKeySequence>
#include <QObject>
#include <QSettings>

#include <optional>

namespace Pinion {

/// The user's few choices. Read and written through to the settings file; changes apply at once.
class Preferences : public QObject
{
    Q_OBJECT

public:
    enum class ThemeChoice { System, Light, Dark };

    explicit Preferences(const QString &file, QObject *parent = nullptr);

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    /// Quitting keeps unsaved texts for the next start instead of asking.
    [[nodiscard]] bool hotExit() const;
    void setHotExit(bool on);
    /// Points added to the system's font sizes, within -4 to 12.
    static constexpr int SmallestZoom = -4;
    static constexpr int LargestZoom = 12;
    [[nodiscard]] int textZoom() const;
    void setTextZoom(int steps);
    /// The view a document opens with; nothing means that the window's width decides.
    [[nodiscard]] std::optional<ViewMode> defaultView() const;
    void setDefaultView(std::optional<ViewMode> mode);
    void restoreDefaults();

    /// The user's own shortcuts for an action; nothing where the action table decides.
    [[nodiscard]] std::optional<QList<QKeySequence>> shortcuts(const QString &action) const;
    void setShortcuts(const QString &action, const QList<QKeySequence> &keys);
    void resetShortcuts();

signals:
    void changed();
    void shortcutsChanged();

private:
    void store(const QString &key, const QVariant &value);

    QSettings m_settings;
};

/// Portable key names with "; " between them; none for an empty text.
[[nodiscard]] QList<QKeySequence> shortcutsFromText(const QString &text);

} // namespace Pinion
