// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class PreferencesDialog;
}

namespace Pinion {

class Preferences;

/// The user's choices; each applies at once.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PreferencesDialog(Preferences &preferences, QWidget *parent = nullptr);
    ~PreferencesDialog() override;

private:
    void load();

    Preferences &m_preferences;
    std::unique_ptr<Ui::PreferencesDialog> m_ui;
};

} // namespace Pinion
