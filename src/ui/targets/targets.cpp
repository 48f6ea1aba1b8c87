// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/targets.h"

#include "settings/keychain.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr QLatin1StringView UsedLastKey{"target/usedLast"};

Credentials loginOf(const Target &target, const QString &secret)
{
    const bool hasUser = target.signIn == SignIn::Basic || target.signIn == SignIn::DcosLogin;
    return hasUser ? Credentials::basic(target.user, secret.toUtf8())
                   : Credentials::bearer(secret.toUtf8());
}

bool isInput(const QEvent &event)
{
    return event.type() == QEvent::KeyPress || event.type() == QEvent::MouseButtonPress
        || event.type() == QEvent::Wheel;
}

} // namespace

TargetsSetup TargetsSetup::standard(const AppPaths &paths)
{
    TargetsSetup setup = alone(paths);
    setup.userFile = TargetStore::standardFile();
    setup.runFolder = RunJournal::standardFolder();
    setup.keychain = systemKeychain();
    return setup;
}

TargetsSetup TargetsSetup::alone(const AppPaths &paths)
{
    TargetsSetup setup;
    setup.userFile = QFileInfo(paths.settingsFile).path() + "/targets.json"_L1;
    setup.stateFile = paths.windowFile();
    setup.runFolder = paths.stateFolder + "/runs"_L1;
    return setup;
}

Targets::Targets(TargetsSetup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_store(m_setup.userFile)
    , m_logins(std::move(m_setup.keychain))
    , m_journal(m_setup.runFolder)
    , m_usedLast(QSettings(m_setup.stateFile, QSettings::IniFormat).value(UsedLastKey).toString())
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &Targets::idleEnded);
    reload();
}

Targets::~Targets() = default;

// ---- which there are

void Targets::setDocument(const QString &path)
{
    if (m_documentPath == path)
        return;
    m_documentPath = path;
    reload();
}

void Targets::reload()
{
    const Result<std::vector<Target>> read
        = m_documentPath.isEmpty() ? m_store.own() : m_store.targets(m_documentPath);
    const QString problem = read ? QString() : read.error().text();
    // A broken file of a project does not take the user's own away.
    std::vector<Target> all = read ? *read : m_store.own().value_or(std::vector<Target>());
    if (all != m_all || problem != m_problem) {
        m_all = std::move(all);
        m_problem = problem;
        emit listChanged();
    }
    // What was chosen as a guarded one stays so only if it is still the same cluster.
    const Target *same = m_current ? findTarget(m_all, m_current->name) : nullptr;
    const bool staysGuarded = same && m_current->isGuarded() && same->urls == m_current->urls;
    setCurrent(staysGuarded ? same : preselected(m_all, m_usedLast));
}

Result<void> Targets::saveOwn(const std::vector<Target> &targets)
{
    Result<void> saved = m_store.save(targets);
    if (saved)
        reload();
    return saved;
}

// ---- which one is chosen

void Targets::choose(const QString &name)
{
    const Target *target = findTarget(m_all, name);
    if (!target)
        return;
    if (!target->isGuarded()) {
        m_usedLast = name;
        QSettings(m_setup.stateFile, QSettings::IniFormat).setValue(UsedLastKey, name);
    }
    setCurrent(target);
}

void Targets::fallBack()
{
    if (!m_current || !m_current->isGuarded())
        return;
    const QString from = m_current->name;
    setCurrent(preselected(m_all, m_usedLast));
    emit fellBack(from);
}

void Targets::setCurrent(const Target *next)
{
    const std::optional<Target> chosen = next ? std::optional(*next) : std::nullopt;
    const bool isGuarded = chosen && chosen->isGuarded();
    if (chosen == m_current)
        return;
    m_isNear = false;
    if (isGuarded) {
        QCoreApplication::instance()->installEventFilter(this);
        m_idle.start(m_setup.guardedLasts
            - std::min<std::chrono::milliseconds>(FallBackNotice, m_setup.guardedLasts));
    } else {
        QCoreApplication::instance()->removeEventFilter(this);
        m_idle.stop();
    }
    m_current = chosen;
    emit currentChanged();
}

void Targets::idleEnded()
{
    if (m_isNear) {
        fallBack();
        return;
    }
    m_isNear = true;
    m_idle.start(std::min<std::chrono::milliseconds>(FallBackNotice, m_setup.guardedLasts));
    emit fallBackNear();
}

// Installed while a guarded target is chosen only.
bool Targets::eventFilter(QObject *watched, QEvent *event)
{
    if (isInput(*event) && m_current && m_current->isGuarded()) {
        m_idle.start(m_setup.guardedLasts
            - std::min<std::chrono::milliseconds>(FallBackNotice, m_setup.guardedLasts));
        if (std::exchange(m_isNear, false))
            emit fallBackAverted();
    }
    return QObject::eventFilter(watched, event);
}

// ---- reaching them

Task<std::optional<Credentials>> Targets::login(Target target, std::stop_token stop)
{
    return m_logins.find(target.credentialKey(), stop);
}

Task<std::unique_ptr<Cluster>> Targets::reach(Target target, std::stop_token stop)
{
    Credentials credentials;
    if (target.signIn != SignIn::None) {
        Result<std::optional<Credentials>> known = co_await login(target, stop);
        if (stop.stop_requested())
            co_return cancelled();
        if (!known)
            co_return tl::make_unexpected(known.error());
        credentials = known->value_or(Credentials());
    }
    // The password of an encrypted key is kept where other secrets of the target are.
    const bool isKey = target.signIn == SignIn::Certificate;
    const Secret keyPassword = isKey ? credentials.secret() : Secret();
    Result<ClusterAccess> access
        = accessTo(target, isKey ? Credentials() : credentials, keyPassword);
    if (!access)
        co_return tl::make_unexpected(access.error());
    co_return std::make_unique<Cluster>(
        std::move(*access), &m_activity, nullptr, m_setup.streamPace);
}

Task<void> Targets::signIn(Target target, QString secret, bool lasts, std::stop_token stop)
{
    const Credentials credentials = loginOf(target, secret);
    const QString key = target.credentialKey();
    Result<void> saved;
    if (lasts)
        saved = co_await m_logins.save(key, credentials, stop);
    else
        saved = co_await m_logins.saveForSession(key, credentials);
    if (stop.stop_requested())
        co_return cancelled();
    emit loginChanged(target); // it counts for this session in any case
    co_return saved;
}

Task<void> Targets::signOut(Target target, std::stop_token stop)
{
    const QString key = target.credentialKey();
    Result<void> removed = co_await m_logins.remove(key, stop);
    if (stop.stop_requested())
        co_return cancelled();
    emit loginChanged(target);
    co_return removed;
}

} // namespace Pinion

#include "moc_targets.cpp"
