// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/registriespage.h"

#include "ui_registriespage.h"

#include "ui/theme/icons.h"

#include <QFileDialog>
#include <QScopedValueRollback>

using namespace Qt::StringLiterals;

namespace Pinion {

RegistriesPage::RegistriesPage(Registries &registries, QWidget *parent)
    : QWidget(parent)
    , m_registries(registries)
    , m_ui(std::make_unique<Ui::RegistriesPage>())
{
    m_ui->setupUi(this);
    m_ui->addRegistry->setIcon(themeIcon(Icon::Plus));
    m_ui->removeRegistry->setIcon(themeIcon(Icon::Minus));
    connectFields();
    loadList();
    m_ui->registries->setCurrentRow(0);
    load();
    loadLookUps();
}

RegistriesPage::~RegistriesPage() = default;

void RegistriesPage::connectFields()
{
    RegistryPreferences &preferences = m_registries.preferences();
    connect(m_ui->registries, &QListWidget::currentRowChanged, this, &RegistriesPage::load);
    connect(m_ui->addRegistry, &QToolButton::clicked, this, &RegistriesPage::addRegistry);
    connect(m_ui->removeRegistry, &QToolButton::clicked, this, &RegistriesPage::removeRegistry);
    connect(m_ui->address, &QLineEdit::editingFinished, this, &RegistriesPage::storeAddress);
    for (const QLineEdit *line : {m_ui->caFile, m_ui->certificate, m_ui->key})
        connect(line, &QLineEdit::editingFinished, this, &RegistriesPage::store);
    connect(m_ui->plainHttp, &QComboBox::activated, this, &RegistriesPage::store);
    connect(m_ui->fixedTags, &QCheckBox::clicked, this, &RegistriesPage::store);
    connect(m_ui->chooseCa, &QToolButton::clicked, this,
        [this] { choose(m_ui->caFile, tr("Choose the CA file")); });
    connect(m_ui->chooseCertificate, &QToolButton::clicked, this,
        [this] { choose(m_ui->certificate, tr("Choose the client certificate")); });
    connect(m_ui->chooseKey, &QToolButton::clicked, this,
        [this] { choose(m_ui->key, tr("Choose the key of the client certificate")); });
    connect(m_ui->test, &QPushButton::clicked, this, [this] {
        m_scope.cancel();
        m_ui->testResult->setText(tr("Asking…"));
        test(this, domain(), m_scope.token());
    });
    connect(m_ui->signOut, &QPushButton::clicked, this,
        [this] { signOut(this, domain(), m_scope.token()); });
    connect(m_ui->looksUpAll, &QCheckBox::clicked, this,
        [&preferences](bool on) { preferences.setLooksUpAll(on); });
    connect(m_ui->stopLookUp, &QPushButton::clicked, this, [this, &preferences] {
        if (const QListWidgetItem *item = m_ui->lookedUp->currentItem())
            preferences.setLookedUp(item->text(), false);
    });
    connect(m_ui->lookedUp, &QListWidget::currentRowChanged, this,
        [this](int row) { m_ui->stopLookUp->setEnabled(row >= 0); });
    connect(&preferences, &RegistryPreferences::lookUpChanged, this, &RegistriesPage::loadLookUps);
    connect(&preferences, &RegistryPreferences::registryChanged, this, [this] {
        loadList();
        load();
    });
}

QString RegistriesPage::domain() const
{
    const QListWidgetItem *item = m_ui->registries->currentItem();
    return item ? item->text() : QString();
}

void RegistriesPage::showRegistry(const QString &domain)
{
    if (!m_registries.preferences().contains(domain))
        m_registries.preferences().set(RegistryPreference{domain});
    for (int row = 0; row < m_ui->registries->count(); ++row) {
        if (m_ui->registries->item(row)->text() == domain)
            m_ui->registries->setCurrentRow(row);
    }
    m_ui->caFile->setFocus();
}

void RegistriesPage::restoreDefaults()
{
    m_registries.preferences().restoreDefaults();
}

// ---- showing

void RegistriesPage::loadList()
{
    const QString current = domain();
    const QStringList domains = m_registries.preferences().domains();
    const QSignalBlocker silence(m_ui->registries);
    m_ui->registries->clear();
    m_ui->registries->addItems(domains);
    m_ui->registries->setCurrentRow(
        std::max(int(domains.indexOf(current)), domains.isEmpty() ? -1 : 0));
}

void RegistriesPage::load()
{
    const QScopedValueRollback loading(m_isLoading, true);
    const RegistryPreference told = m_registries.preferences().find(domain());
    m_ui->details->setEnabled(!told.domain.isEmpty());
    m_ui->removeRegistry->setEnabled(!told.domain.isEmpty());
    if (m_ui->address->text() != told.domain)
        m_ui->testResult->clear();
    m_ui->address->setText(told.domain);
    m_ui->caFile->setText(told.caFile);
    m_ui->certificate->setText(told.clientCertificate);
    m_ui->key->setText(told.clientKey);
    m_ui->plainHttp->setCurrentIndex(int(told.plainHttp));
    m_ui->fixedTags->setChecked(told.hasFixedTags);
    m_ui->login->setText(told.user.isEmpty()
            ? tr(
                "As Docker is signed in. The tag list asks for another login where that is needed.")
            : tr("As %1").arg(told.user));
    m_ui->signOut->setVisible(!told.user.isEmpty());
}

void RegistriesPage::loadLookUps()
{
    const RegistryPreferences &preferences = m_registries.preferences();
    m_ui->looksUpAll->setChecked(preferences.looksUpAll());
    m_ui->lookedUp->clear();
    m_ui->lookedUp->addItems(preferences.lookedUp());
    m_ui->lookedUp->setEnabled(!preferences.looksUpAll());
    m_ui->stopLookUp->setEnabled(false);
}

// ---- changing

void RegistriesPage::store()
{
    if (m_isLoading || domain().isEmpty())
        return;
    RegistryPreference told = m_registries.preferences().find(domain());
    told.caFile = m_ui->caFile->text().trimmed();
    told.clientCertificate = m_ui->certificate->text().trimmed();
    told.clientKey = m_ui->key->text().trimmed();
    told.plainHttp = PlainHttp(m_ui->plainHttp->currentIndex());
    told.hasFixedTags = m_ui->fixedTags->isChecked();
    m_registries.preferences().set(told);
}

void RegistriesPage::storeAddress()
{
    const QString before = domain();
    QString after = m_ui->address->text().trimmed();
    after.remove(QRegularExpression(u"^https?://"_s)).remove(QRegularExpression(u"/.*$"_s));
    if (m_isLoading || before.isEmpty() || after == before)
        return;
    const Result<ImageReference> image = ImageReference::parse(after + u"/a"_s);
    if (!image || image->written != after + u"/a"_s || image->domain == "docker.io"_L1) {
        const bool isHub = after == "docker.io"_L1;
        if (!isHub) {
            showTest(tr("“%1” is not the address of a registry.").arg(after), false);
            return;
        }
    }
    RegistryPreference told = m_registries.preferences().find(before);
    told.domain = after;
    told.user.clear(); // a login is for one address only
    m_registries.preferences().set(told);
    m_registries.preferences().remove(before);
    showRegistry(after);
}

void RegistriesPage::addRegistry()
{
    showRegistry(u"registry.example.com"_s);
    m_ui->address->setFocus();
    m_ui->address->selectAll();
}

void RegistriesPage::removeRegistry()
{
    const QString gone = domain();
    signOut(this, gone, m_scope.token());
    m_registries.preferences().remove(gone);
}

void RegistriesPage::choose(QLineEdit *line, const QString &title)
{
    auto *dialog = new QFileDialog(this, title, line->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, line](const QString &path) {
        line->setText(path);
        store();
    });
    dialog->open();
}

void RegistriesPage::showTest(const QString &text, bool isGood)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText,
        Theme::of(this).color(isGood ? Theme::Role::Good : Theme::Role::Error));
    m_ui->testResult->setPalette(colours);
    m_ui->testResult->setText(text);
}

QCoro::Task<void> RegistriesPage::test(RegistriesPage *self, QString domain, std::stop_token stop)
{
    const Platform platform = self->m_registries.source().platform();
    const Result<RegistryClient *> client = self->m_registries.source().client(domain, platform);
    if (!client) {
        self->showTest(client.error().text(), false);
        co_return;
    }
    const Result<RegistryInfo> info = co_await (*client)->ping(stop);
    if (stop.stop_requested())
        co_return;
    if (!info)
        self->showTest(info.error().text(), false);
    else if (info->wantsLogin)
        self->showTest(
            tr("%1 answers, and wants a login.").arg(info->address.toDisplayString()), true);
    else
        self->showTest(tr("%1 answers.").arg(info->address.toDisplayString()), true);
}

QCoro::Task<void> RegistriesPage::signOut(
    RegistriesPage *self, QString domain, std::stop_token stop)
{
    const Result<void> done = co_await self->m_registries.signOut(domain, stop);
    if (stop.stop_requested() || done)
        co_return;
    self->showTest(done.error().text(), false);
}

} // namespace Pinion

#include "moc_registriespage.cpp"
