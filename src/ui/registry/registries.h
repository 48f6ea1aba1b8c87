// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/apppaths.h"
#include "registry/ledger.h"
#include "registry/registrysource.h"
#include "settings/loginstore.h"
#include "settings/registrypreferences.h"

#include <QThreadPool>

namespace Pinion {
class RunningImages;

/// Where the registries of a window keep and find things.
struct RegistriesSetup
{
    QString settingsFile;
    QString cacheFolder; ///< empty: no cache
    QString ledgerFile;
    LoginPlaces places = {}; ///< logins of other programs
    QStringList certificateFolders = {};
    std::unique_ptr<CredentialStore> keychain = {}; ///< null: logins last until the end only

    /// With the user's keychain and what Docker and Podman have.
    [[nodiscard]] static RegistriesSetup standard(const AppPaths &paths);
    /// With nothing but what lies below these paths.
    [[nodiscard]] static RegistriesSetup alone(const AppPaths &paths);
};

/// The registries as the window uses them: how each is reached and signed in to, what was learned
/// about tags, and who wants to know when that changes.
class Registries : public QObject
{
    Q_OBJECT

public:
    explicit Registries(RegistriesSetup setup, QObject *parent = nullptr);
    ~Registries() override;

    [[nodiscard]] RegistryPreferences &preferences() { return m_preferences; }
    [[nodiscard]] RegistrySource &source() const { return *m_source; }
    [[nodiscard]] const QString &settingsFile() const { return m_setup.settingsFile; }
    [[nodiscard]] bool hasKeychain() const { return m_logins.hasKeychain(); }

    /// Uses a login from now on, in this session.
    [[nodiscard]] Task<void> signIn(
        QString domain, QString user, QString password, std::stop_token stop);
    /// Keeps a login that has turned out to be good. An error says why it will not last.
    [[nodiscard]] Task<void> keepLogin(QString domain, std::stop_token stop);
    [[nodiscard]] Task<void> signOut(QString domain, std::stop_token stop);
    /// Reaches the registry anew, with logins and certificates as they are now.
    void startOver(const QString &domain);

    /// What was seen of tags up to now, by this run and by earlier ones.
    [[nodiscard]] const Ledger &ledger() const { return m_ledger; }
    void remember(const std::vector<LedgerNews> &news);
    /// What registries themselves say about their tags; for this run.
    void rememberLocked(const QString &image, bool isLocked);
    void rememberMove(const QString &image, const QDate &day);
    [[nodiscard]] bool hasWord(const QString &image) const { return m_words.contains(image); }
    /// All that is known about a tag.
    [[nodiscard]] TagEvidence evidence(const ImageReference &image) const;
    /// The tags of a repository as last listed.
    [[nodiscard]] RegistryCache::Names knownTags(const ImageReference &repository) const;

    /// Null until somebody tells where images run; must outlive this.
    [[nodiscard]] const RunningImages *runningImages() const { return m_running; }
    void setRunningImages(const RunningImages *running) { m_running = running; }

signals:
    /// Clients of the registry end now; whoever uses one has to let go of it.
    void aboutToStartOver(const QString &domain);
    void startedOver(const QString &domain);
    void evidenceChanged();

private:
    /// What a registry says about one of its tags.
    struct Word
    {
        bool isLocked = false;
        QDate movedOn;
    };

    void readLedger();

    RegistriesSetup m_setup;
    RegistryPreferences m_preferences;
    LoginStore m_logins;
    std::unique_ptr<RegistrySource> m_source;
    Ledger m_ledger;
    bool m_hasReadLedger = false;
    std::vector<LedgerNews> m_early; ///< remembered before the file was read
    QHash<QString, Word> m_words; ///< by ledgerKey()
    const RunningImages *m_running = nullptr;
    QThreadPool m_disk; ///< one thread: what is added to the ledger goes there in order
};

} // namespace Pinion
