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
class Targets;
class TargetsPage;

/// The user's choices; each applies at once.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    PreferencesDialog(Preferences &preferences, Registries &registries, Targets &targets,
        QWidget *parent = nullptr);
    ~PreferencesDialog() override;

    void showRegistry(const QString &domain);
    /// Empty: the first target, or a new one where there is none.
    void showTarget(const QString &name);

private:
    void load();
    void connectFields();
    void restoreDefaults();

    Preferences &m_preferences;
    RegistriesPage *m_registries;
    TargetsPage *m_targets;
    std::unique_ptr<Ui::PreferencesDialog> m_ui;
};

} // namespace Pinion
