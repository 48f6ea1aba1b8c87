// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/registry/registries.h"

#include "registry/certificatefolders.h"
#include "settings/keychain.h"

#include <QDir>
#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace Pinion {

RegistriesSetup RegistriesSetup::standard(const AppPaths &paths)
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    RegistriesSetup setup = alone(paths);
    setup.places = LoginPlaces::of(environment, QDir::homePath());
    setup.certificateFolders = standardCertificateFolders(environment, QDir::homePath());
    setup.keychain = systemKeychain();
    return setup;
}

RegistriesSetup RegistriesSetup::alone(const AppPaths &paths)
{
    RegistriesSetup setup;
    setup.settingsFile = paths.settingsFile;
    setup.cacheFolder = paths.registryCache();
    setup.ledgerFile = paths.ledgerFile();
    return setup;
}

Registries::Registries(RegistriesSetup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_preferences(m_setup.settingsFile)
    , m_logins(std::move(m_setup.keychain))
{
    RegistryAccess access;
    access.store = &m_logins;
    access.places = m_setup.places;
    access.certificateFolders = m_setup.certificateFolders;
    access.cacheFolder = m_setup.cacheFolder;
    access.reach = [this](const QString &domain) {
        const RegistryPreference told = m_preferences.find(domain);
        RegistryReach reach;
        reach.plainHttp = told.plainHttp;
        if (!told.caFile.isEmpty())
            reach.tls.caCertificates.append(told.caFile);
        reach.tls.clientCertificate = told.clientCertificate;
        reach.tls.clientKey = told.clientKey;
        return reach;
    };
    m_source = std::move(RegistrySource::make(std::move(access)).value());
    m_disk.setMaxThreadCount(1);
    connect(&m_preferences, &RegistryPreferences::registryChanged, this, &Registries::startOver);
    readLedger();
}

Registries::~Registries()
{
    m_disk.waitForDone();
}

// ---- reaching

void Registries::startOver(const QString &domain)
{
    emit aboutToStartOver(domain);
    m_source->forget(domain);
    emit startedOver(domain);
    emit evidenceChanged(); // tags may count as fixed now
}

Task<void> Registries::signIn(QString domain, QString user, QString password, std::stop_token stop)
{
    const Credentials login = Credentials::basic(user, password.toUtf8());
    const Result<void> saved = co_await m_logins.saveForSession(domain, login);
    if (stop.stop_requested())
        co_return cancelled();
    RegistryPreference told = m_preferences.find(domain);
    const bool isKnown = m_preferences.contains(domain) && told.user == user;
    told.user = user;
    if (isKnown)
        startOver(domain);
    else
        m_preferences.set(told);
    co_return saved;
}

Task<void> Registries::keepLogin(QString domain, std::stop_token stop)
{
    return m_logins.makeLasting(std::move(domain), std::move(stop));
}

Task<void> Registries::signOut(QString domain, std::stop_token stop)
{
    const Result<void> removed = co_await m_logins.remove(domain, stop);
    if (stop.stop_requested())
        co_return cancelled();
    RegistryPreference told = m_preferences.find(domain);
    told.user.clear();
    if (m_preferences.contains(domain) && m_preferences.find(domain) != told)
        m_preferences.set(told);
    else
        startOver(domain);
    co_return removed;
}

// ---- what was learned

void Registries::readLedger()
{
    auto *watcher = new QFutureWatcher<Ledger>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_ledger = watcher->result();
        // What came in meanwhile goes to the file behind this reading.
        for (const LedgerNews &item : std::exchange(m_early, {}))
            m_ledger.add(item);
        m_hasReadLedger = true;
        emit evidenceChanged();
    });
    watcher->setFuture(QtConcurrent::run(&m_disk,
        [path = m_setup.ledgerFile] { return LedgerFile(path).read().value_or(Ledger()); }));
}

void Registries::remember(const std::vector<LedgerNews> &news)
{
    if (news.empty())
        return;
    for (const LedgerNews &item : news)
        m_ledger.add(item);
    if (!m_hasReadLedger)
        m_early.insert(m_early.end(), news.begin(), news.end());
    // A file that cannot be written is no reason to disturb anybody: the session knows.
    m_disk.start([path = m_setup.ledgerFile, news] {
        const Result<void> added = LedgerFile(path).add(news);
        static_cast<void>(added);
    });
    emit evidenceChanged();
}

void Registries::rememberLocked(const QString &image, bool isLocked)
{
    m_words[image].isLocked = isLocked;
}

void Registries::rememberMove(const QString &image, const QDate &day)
{
    m_words[image].movedOn = day;
}

TagEvidence Registries::evidence(const ImageReference &image) const
{
    const QString key = ledgerKey(image);
    TagEvidence evidence = m_ledger.evidence(key);
    const Word word = m_words.value(key);
    evidence.isLocked = word.isLocked || m_preferences.find(image.domain).hasFixedTags;
    if (word.movedOn.isValid() && (!evidence.hasMoved() || evidence.movedOn < word.movedOn))
        evidence.movedOn = word.movedOn;
    return evidence;
}

RegistryCache::Names Registries::knownTags(const ImageReference &repository) const
{
    RegistryCache *cache = m_source->cache();
    return cache ? cache->names(repository.repository()) : RegistryCache::Names();
}

} // namespace Pinion

#include "moc_registries.cpp"
