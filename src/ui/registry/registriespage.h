// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/taskscope.h"
#include "ui/registry/registries.h"

#include <QWidget>

#include <memory>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace Ui {
class RegistriesPage;
}

namespace Pinion {

/// Preferences › Registries: how each registry is reached, and which images are looked up. Changes
/// apply at once.
class RegistriesPage : public QWidget
{
    Q_OBJECT

public:
    explicit RegistriesPage(Registries &registries, QWidget *parent = nullptr);
    ~RegistriesPage() override;

    /// Shows this registry; adds it if nothing was said about it yet.
    void showRegistry(const QString &domain);
    void restoreDefaults();

private:
    void connectFields();
    void loadList();
    void load();
    void loadLookUps();
    void store();
    void storeAddress();
    void addRegistry();
    void removeRegistry();
    void choose(QLineEdit *line, const QString &title);
    void showTest(const QString &text, bool isGood);
    [[nodiscard]] QString domain() const;
    static QCoro::Task<void> test(RegistriesPage *self, QString domain, std::stop_token stop);
    static QCoro::Task<void> signOut(RegistriesPage *self, QString domain, std::stop_token stop);

    Registries &m_registries;
    std::unique_ptr<Ui::RegistriesPage> m_ui;
    bool m_isLoading = false;
    TaskScope m_scope; ///< goes first
};

} // namespace Pinion
