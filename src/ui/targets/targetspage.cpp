// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/targetspage.h"

#include "ui_targetspage.h"

#include "marathon/schema.h"
#include "ui/targets/targetbadge.h"
#include "ui/theme/icons.h"

#include <QDir>
#include <QFileDialog>
#include <QScopedValueRollback>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct SignInChoice
{
    SignIn signIn;
    const char *text;
};

constexpr SignInChoice SignIns[] = {
    {SignIn::None, QT_TRANSLATE_NOOP("Pinion::TargetsPage", "Not needed")},
    {SignIn::Basic, QT_TRANSLATE_NOOP("Pinion::TargetsPage", "User and password")},
    {SignIn::Bearer, QT_TRANSLATE_NOOP("Pinion::TargetsPage", "Token")},
    {SignIn::DcosLogin, QT_TRANSLATE_NOOP("Pinion::TargetsPage", "DC/OS user and password")},
    {SignIn::DcosToken, QT_TRANSLATE_NOOP("Pinion::TargetsPage", "DC/OS token")},
    {SignIn::Certificate, QT_TRANSLATE_NOOP("Pinion::TargetsPage", "Client certificate")},
};

bool hasUser(SignIn signIn)
{
    return signIn == SignIn::Basic || signIn == SignIn::DcosLogin;
}

bool isSpokenInTheClear(const Target &target)
{
    return std::any_of(target.urls.begin(), target.urls.end(),
        [](const QUrl &url) { return url.scheme() == "http"_L1; });
}

QString urlText(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo);
}

/// An own target of the user with what is edited, in place of the one called `before`.
void upsert(std::vector<Target> &own, const QString &before, Target target)
{
    target.isShared = false;
    target.source.clear();
    const auto old = std::find_if(
        own.begin(), own.end(), [&before](const Target &other) { return other.name == before; });
    if (old == own.end())
        own.push_back(std::move(target));
    else
        *old = std::move(target);
}

} // namespace

TargetsPage::TargetsPage(Targets &targets, QWidget *parent)
    : QWidget(parent)
    , m_targets(targets)
    , m_ui(std::make_unique<Ui::TargetsPage>())
{
    m_ui->setupUi(this);
    m_ui->addTarget->setIcon(themeIcon(Icon::Plus));
    m_ui->removeTarget->setIcon(themeIcon(Icon::Minus));
    m_ui->targetScroll->viewport()->setAutoFillBackground(false);
    m_ui->targetDetails->setAutoFillBackground(false);
    fillChoices();
    connectFields();
    const Target *current = m_targets.current();
    loadList(current ? current->name : QString());
    load();
}

TargetsPage::~TargetsPage() = default;

void TargetsPage::fillChoices()
{
    m_ui->targetKind->setIconSize(TargetIconSize);
    for (const TargetKindSpec &kind : targetKinds())
        m_ui->targetKind->addItem(targetIcon(kind.kind), text(kind.title), int(kind.kind));
    for (const SignInChoice &choice : SignIns)
        m_ui->targetSignIn->addItem(tr(choice.text), int(choice.signIn));
}

void TargetsPage::connectFields()
{
    connect(m_ui->targets, &QListWidget::currentRowChanged, this, &TargetsPage::load);
    connect(m_ui->addTarget, &QToolButton::clicked, this, &TargetsPage::addTarget);
    connect(m_ui->removeTarget, &QToolButton::clicked, this, &TargetsPage::removeTarget);
    connect(m_ui->copyTarget, &QPushButton::clicked, this, &TargetsPage::copyTarget);
    for (const QLineEdit *line :
        {m_ui->targetName, m_ui->targetUrls, m_ui->targetUser, m_ui->targetCa,
            m_ui->targetCertificate, m_ui->targetKey, m_ui->targetBasePath, m_ui->targetMesos})
        connect(line, &QLineEdit::editingFinished, this, &TargetsPage::store);
    for (const QComboBox *box : {m_ui->targetKind, m_ui->targetSignIn})
        connect(box, &QComboBox::activated, this, &TargetsPage::store);
    for (const QCheckBox *box : {m_ui->targetClear, m_ui->targetTrustsAll, m_ui->targetReviews})
        connect(box, &QCheckBox::clicked, this, &TargetsPage::store);
    connect(m_ui->chooseTargetCa, &QToolButton::clicked, this,
        [this] { choose(m_ui->targetCa, tr("Choose the CA file")); });
    connect(m_ui->chooseTargetCertificate, &QToolButton::clicked, this,
        [this] { choose(m_ui->targetCertificate, tr("Choose the client certificate")); });
    connect(m_ui->chooseTargetKey, &QToolButton::clicked, this,
        [this] { choose(m_ui->targetKey, tr("Choose the key of the client certificate")); });
    connect(m_ui->testTarget, &QPushButton::clicked, this, [this] {
        forgetPoints();
        showResult(tr("Asking…"));
        check(this, edited(), m_checkScope.token());
    });
    connect(m_ui->targetSignInNow, &QPushButton::clicked, this, [this] {
        const QString secret = m_ui->targetSecret->text();
        m_ui->targetSecret->clear();
        signIn(this, edited(), secret, m_ui->targetLasts->isChecked(), m_loginScope.token());
    });
    connect(m_ui->targetSecret, &QLineEdit::returnPressed, m_ui->targetSignInNow,
        &QAbstractButton::click);
    connect(m_ui->targetSignOut, &QPushButton::clicked, this,
        [this] { signOut(this, edited(), m_loginScope.token()); });
    connect(&m_targets, &Targets::listChanged, this, [this] {
        loadList(m_shown ? m_shown->name : QString());
        if (!m_isNew)
            load();
    });
}

// ---- showing

void TargetsPage::loadList(const QString &name)
{
    const QSignalBlocker silence(m_ui->targets);
    m_ui->targets->clear();
    int row = m_targets.all().empty() ? -1 : 0;
    for (const Target &target : m_targets.all()) {
        auto *item = new QListWidgetItem(targetIcon(target.kind), target.name, m_ui->targets);
        item->setToolTip(target.host());
        item->setSizeHint(QSize(0, 30));
        if (target.name == name)
            row = m_ui->targets->row(item);
    }
    if (m_isNew) {
        auto *item = new QListWidgetItem(tr("New target"), m_ui->targets);
        item->setSizeHint(QSize(0, 30));
        row = m_ui->targets->row(item);
    }
    m_ui->targets->setCurrentRow(row);
}

void TargetsPage::load()
{
    const QScopedValueRollback loading(m_isLoading, true);
    const int row = m_ui->targets->currentRow();
    const std::vector<Target> &all = m_targets.all();
    const bool isKnown = row >= 0 && std::size_t(row) < all.size();
    if (isKnown && std::exchange(m_isNew, false))
        loadList(all[std::size_t(row)].name);
    const QString before = m_shown ? m_shown->name : QString();
    m_shown = isKnown ? std::optional(all[std::size_t(row)]) : std::nullopt;
    Target target = m_shown.value_or(Target());
    if (!m_shown)
        target.kind = TargetKind::Staging; // which is only what is shown first
    if (target.name != before)
        forgetPoints();
    QStringList urls;
    for (const QUrl &url : target.urls)
        urls.append(urlText(url));
    m_ui->targetName->setText(target.name);
    m_ui->targetKind->setCurrentIndex(m_ui->targetKind->findData(int(target.kind)));
    m_ui->targetUrls->setText(urls.join(u' '));
    m_ui->targetSignIn->setCurrentIndex(m_ui->targetSignIn->findData(int(target.signIn)));
    m_ui->targetUser->setText(target.user);
    m_ui->targetSecret->clear();
    m_ui->targetClear->setChecked(target.sendsLoginInTheClear);
    m_ui->targetCa->setText(target.caFile);
    m_ui->targetCertificate->setText(target.clientCertificate);
    m_ui->targetKey->setText(target.clientKey);
    m_ui->targetTrustsAll->setChecked(!target.verifiesServer);
    m_ui->targetBasePath->setText(target.basePath);
    m_ui->targetMesos->setText(urlText(target.mesosUrl));
    m_ui->targetReviews->setChecked(target.alwaysReviews);
    loadOrigin();
    enableFields();
    loadSignIn();
}

void TargetsPage::loadOrigin()
{
    QString origin;
    if (!m_targets.problem().isEmpty())
        origin = m_targets.problem();
    else if (m_shown && m_shown->isShared)
        origin = tr("Shared by the project: %1. Your sign-in and certificates stay with you.")
                     .arg(QDir::toNativeSeparators(m_shown->source));
    else if (m_targets.all().empty())
        origin = tr("Tell Pinion where your Marathon is.");
    m_ui->targetOrigin->setText(origin);
    m_ui->targetOrigin->setVisible(!origin.isEmpty());
}

void TargetsPage::enableFields()
{
    const bool isAny = m_shown || m_isNew;
    const bool isOwn = isAny && !(m_shown && m_shown->isShared);
    m_ui->targetDetails->setEnabled(isAny);
    m_ui->testTarget->setEnabled(isAny);
    m_ui->copyTarget->setEnabled(m_shown.has_value());
    m_ui->removeTarget->setEnabled(isOwn);
    for (QWidget *field :
        {static_cast<QWidget *>(m_ui->targetName), // one type for the list
            static_cast<QWidget *>(m_ui->targetKind), static_cast<QWidget *>(m_ui->targetUrls),
            static_cast<QWidget *>(m_ui->targetBasePath), static_cast<QWidget *>(m_ui->targetClear),
            static_cast<QWidget *>(m_ui->targetTrustsAll)})
        field->setEnabled(isOwn);
}

void TargetsPage::loadSignIn()
{
    const Target target = edited();
    const bool wantsUser = hasUser(target.signIn);
    const bool wantsSecret = target.signIn != SignIn::None;
    const bool isKey = target.signIn == SignIn::Certificate;
    m_ui->targetUser->setVisible(wantsUser);
    m_ui->targetUserLabel->setVisible(wantsUser);
    for (QWidget *field : {static_cast<QWidget *>(m_ui->targetSecret),
             static_cast<QWidget *>(m_ui->targetSecretLabel),
             static_cast<QWidget *>(m_ui->targetSignInNow),
             static_cast<QWidget *>(m_ui->targetLasts)})
        field->setVisible(wantsSecret);
    m_ui->targetSecretLabel->setText(wantsUser ? tr("Pass&word")
            : isKey                            ? tr("Pass&word of the key")
                                               : tr("Token (&w)"));
    m_ui->targetSignInNow->setText(isKey ? tr("Keep") : tr("Sign in"));
    m_ui->targetLasts->setVisible(wantsSecret && m_targets.hasKeychain());
    m_ui->targetClear->setVisible(wantsSecret && isSpokenInTheClear(target));
    m_ui->targetSignOut->hide();
    m_ui->targetLogin->setVisible(wantsSecret);
    m_ui->targetLogin->clear();
    m_loginScope.cancel();
    if (wantsSecret && m_shown)
        lookForLogin(this, target, m_loginScope.token());
}

QCoro::Task<void> TargetsPage::lookForLogin(TargetsPage *self, Target target, std::stop_token stop)
{
    const Result<std::optional<Credentials>> login
        = co_await self->m_targets.login(std::move(target), stop);
    if (stop.stop_requested())
        co_return;
    const bool isKnown = login && login->has_value();
    self->m_ui->targetSignOut->setVisible(isKnown);
    if (!login)
        self->m_ui->targetLogin->setText(login.error().text());
    else if (isKnown)
        self->m_ui->targetLogin->setText(tr("Signed in."));
    else
        self->m_ui->targetLogin->setText(tr("Not signed in yet."));
}

// ---- changing

Target TargetsPage::edited() const
{
    Target target = m_shown.value_or(Target());
    target.name = m_ui->targetName->text().trimmed();
    target.kind = TargetKind(m_ui->targetKind->currentData().toInt());
    target.urls.clear();
    for (const QString &url : m_ui->targetUrls->text().split(u' ', Qt::SkipEmptyParts))
        target.urls.append(QUrl(url, QUrl::StrictMode));
    target.signIn = SignIn(m_ui->targetSignIn->currentData().toInt());
    target.user = m_ui->targetUser->text().trimmed();
    target.sendsLoginInTheClear = m_ui->targetClear->isChecked();
    target.caFile = m_ui->targetCa->text().trimmed();
    target.clientCertificate = m_ui->targetCertificate->text().trimmed();
    target.clientKey = m_ui->targetKey->text().trimmed();
    target.verifiesServer = !m_ui->targetTrustsAll->isChecked();
    target.basePath = m_ui->targetBasePath->text().trimmed();
    target.mesosUrl = QUrl(m_ui->targetMesos->text().trimmed(), QUrl::StrictMode);
    target.alwaysReviews = m_ui->targetReviews->isChecked();
    return target;
}

void TargetsPage::store()
{
    if (m_isLoading || (!m_shown && !m_isNew))
        return;
    const Target target = edited();
    if (m_shown && target == *m_shown)
        return;
    loadSignIn();
    QString problem = targetProblem(target);
    const Target *other = findTarget(m_targets.all(), target.name);
    if (problem.isEmpty() && other && !(m_shown && m_shown->name == target.name))
        problem = tr("There is another target called %1.").arg(target.name);
    showProblem(problem);
    if (!problem.isEmpty())
        return;
    Result<std::vector<Target>> own = m_targets.own();
    if (!own) {
        showProblem(own.error().text());
        return;
    }
    upsert(*own, m_shown ? m_shown->name : target.name, target);
    m_isNew = false;
    m_shown = target;
    if (const Result<void> saved = m_targets.saveOwn(*own); !saved)
        showProblem(saved.error().text());
    show(target.name);
}

void TargetsPage::show(const QString &name)
{
    loadList(name);
    load();
}

void TargetsPage::showOrAdd(const QString &name)
{
    if (m_targets.all().empty())
        addTarget();
    else
        show(name);
}

void TargetsPage::addTarget()
{
    m_isNew = true;
    loadList({});
    load();
    m_ui->targetName->setFocus();
}

void TargetsPage::copyTarget()
{
    if (!m_shown)
        return;
    const Target original = *m_shown;
    addTarget();
    const QScopedValueRollback loading(m_isLoading, true);
    m_ui->targetName->setText(tr("%1 copy").arg(original.name));
    m_ui->targetKind->setCurrentIndex(m_ui->targetKind->findData(int(original.kind)));
    QStringList urls;
    for (const QUrl &url : original.urls)
        urls.append(urlText(url));
    m_ui->targetUrls->setText(urls.join(u' '));
    m_ui->targetSignIn->setCurrentIndex(m_ui->targetSignIn->findData(int(original.signIn)));
    m_ui->targetUser->setText(original.user);
    m_ui->targetCa->setText(original.caFile);
    m_ui->targetBasePath->setText(original.basePath);
    m_ui->targetName->selectAll();
    loadSignIn();
}

void TargetsPage::removeTarget()
{
    if (m_isNew) {
        m_isNew = false;
        show({});
        return;
    }
    Result<std::vector<Target>> own = m_targets.own();
    if (!m_shown || !own)
        return;
    const Target gone = *m_shown;
    std::erase_if(*own, [&gone](const Target &target) { return target.name == gone.name; });
    if (gone.signIn != SignIn::None)
        signOut(this, gone, m_loginScope.token());
    m_shown.reset();
    if (const Result<void> saved = m_targets.saveOwn(*own); !saved)
        showProblem(saved.error().text());
}

void TargetsPage::choose(QLineEdit *line, const QString &title)
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

} // namespace Pinion

#include "moc_targetspage.cpp"
