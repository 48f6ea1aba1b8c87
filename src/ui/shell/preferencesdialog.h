// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class PreferencesDialog;
}

namespace Pinion {

class Preferences;
class Registries;
class RegistriesPage;

/// The user's choices; each applies at once.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    PreferencesDialog(Preferences &preferences, Registries &registries, QWidget *parent = nullptr);
    ~PreferencesDialog() override;

    void showRegistry(const QString &domain);

private:
    void load();
    void connectFields();
    void restoreDefaults();

    Preferences &m_preferences;
    RegistriesPage *m_registries;
    std::unique_ptr<Ui::PreferencesDialog> m_ui;
};

} // namespace Pinion
