// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferencesdialog.h"

#include "ui_preferencesdialog.h"

#include "ui/registry/registriespage.h"
#include "ui/shell/preferences.h"
#include "ui/targets/targetspage.h"

#include <QApplication>
#include <QFontInfo>
#include <QLocale>
#include <QPushButton>

namespace Pinion {

PreferencesDialog::PreferencesDialog(
    Preferences &preferences, Registries &registries, Targets &targets, QWidget *parent)
    : QDialog(parent)
    , m_preferences(preferences)
    , m_registries(new RegistriesPage(registries, this))
    , m_targets(new TargetsPage(targets, this))
    , m_ui(std::make_unique<Ui::PreferencesDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    m_ui->pages->addTab(m_targets, tr("&Targets"));
    m_ui->pages->addTab(m_registries, tr("&Registries"));
    const double systemSize = QFontInfo(QApplication::font()).pointSizeF();
    for (int steps = Preferences::SmallestZoom; steps <= Preferences::LargestZoom; ++steps) {
        const QString points = QLocale().toString(systemSize + steps, 'g', 3);
        m_ui->textZoom->addItem(steps == 0 ? tr("%1 points, as in other programs").arg(points)
                                           : tr("%1 points").arg(points));
    }
    load();
    connectFields();
}

void PreferencesDialog::connectFields()
{
    connect(m_ui->theme, &QComboBox::activated, this,
        [this](int index) { m_preferences.setTheme(Preferences::ThemeChoice(index)); });
    connect(m_ui->hotExit, &QCheckBox::clicked, this,
        [this](bool on) { m_preferences.setHotExit(on); });
    connect(m_ui->textZoom, &QComboBox::activated, this,
        [this](int index) { m_preferences.setTextZoom(Preferences::SmallestZoom + index); });
    connect(m_ui->defaultView, &QComboBox::activated, this, [this](int index) {
        m_preferences.setDefaultView(
            index == 0 ? std::nullopt : std::optional(ViewMode(index - 1)));
    });
    // Targets have no defaults to go back to.
    connect(m_ui->pages, &QTabWidget::currentChanged, this, [this] {
        m_ui->buttons->button(QDialogButtonBox::RestoreDefaults)
            ->setEnabled(m_ui->pages->currentWidget() != m_targets);
    });
    QPushButton *restore = m_ui->buttons->button(QDialogButtonBox::RestoreDefaults);
    restore->setAutoDefault(false); // Enter shall not throw away what was chosen
    m_ui->buttons->button(QDialogButtonBox::Close)->setDefault(true);
    connect(restore, &QPushButton::clicked, this, &PreferencesDialog::restoreDefaults);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_preferences, &Preferences::changed, this, &PreferencesDialog::load);
}

/// Those of the page in front.
void PreferencesDialog::restoreDefaults()
{
    if (m_ui->pages->currentWidget() == m_registries)
        m_registries->restoreDefaults();
    else
        m_preferences.restoreDefaults();
}

void PreferencesDialog::showRegistry(const QString &domain)
{
    m_ui->pages->setCurrentWidget(m_registries);
    m_registries->showRegistry(domain);
}

void PreferencesDialog::showTarget(const QString &name)
{
    m_ui->pages->setCurrentWidget(m_targets);
    m_targets->showOrAdd(name);
}

PreferencesDialog::~PreferencesDialog() = default;

void PreferencesDialog::load()
{
    m_ui->theme->setCurrentIndex(int(m_preferences.theme()));
    m_ui->hotExit->setChecked(m_preferences.hotExit());
    m_ui->textZoom->setCurrentIndex(m_preferences.textZoom() - Preferences::SmallestZoom);
    const std::optional<ViewMode> view = m_preferences.defaultView();
    m_ui->defaultView->setCurrentIndex(view ? int(*view) + 1 : 0);
}

} // namespace Pinion

#include "moc_preferencesdialog.cpp"
