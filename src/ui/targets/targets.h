// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/run.h"
#include "document/apppaths.h"
#include "settings/loginstore.h"
#include "settings/targetstore.h"

#include <QTimer>

#include <memory>

namespace Pinion {

/// Where the targets of a window are kept, and how patient it is with them.
struct TargetsSetup
{
    QString userFile; ///< of the user's own targets
    QString stateFile; ///< INI: the target used last
    QString runFolder; ///< of the journal of deployments under way
    std::unique_ptr<CredentialStore> keychain = {}; ///< null: logins last until the end only
    std::chrono::milliseconds guardedLasts = GuardedSelectionLasts;
    StreamPace streamPace = {
        std::chrono::milliseconds(30'000), std::chrono::milliseconds(10'000), StreamPace().retries};
    RunPace runPace = {};

    /// The user's, shared with the command line, with the system's keychain.
    [[nodiscard]] static TargetsSetup standard(const AppPaths &paths);
    /// With nothing but what lies below these paths.
    [[nodiscard]] static TargetsSetup alone(const AppPaths &paths);
};

/// The targets as the window uses them: which there are for the document in front, which one is
/// chosen, how each is reached and signed in to. A guarded target is never chosen by anybody but
/// the user, and only until nobody has touched the window for a while.
class Targets : public QObject
{
    Q_OBJECT

public:
    explicit Targets(TargetsSetup setup, QObject *parent = nullptr);
    ~Targets() override;

    // ---- which there are

    [[nodiscard]] const std::vector<Target> &all() const { return m_all; }
    /// Why not all could be read; empty: they could.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// The targets of the project around this file come first; empty: the user's own alone.
    void setDocument(const QString &path);
    /// Reads the files again.
    void reload();
    /// The user's own alone. Errors: those of TargetStore.
    [[nodiscard]] Result<std::vector<Target>> own() const { return m_store.own(); }
    [[nodiscard]] Result<void> saveOwn(const std::vector<Target> &targets);

    // ---- which one is chosen

    /// Null: none.
    [[nodiscard]] const Target *current() const { return m_current ? &*m_current : nullptr; }
    void choose(const QString &name);
    /// Takes a guarded choice back; at the end of its deployments, too.
    void fallBack();
    /// How long before it falls back the user is told.
    static constexpr std::chrono::seconds FallBackNotice{60};

    // ---- reaching them

    /// With the login that is known for it. Errors: those of accessTo() and the keychain.
    [[nodiscard]] Task<std::unique_ptr<Cluster>> reach(Target target, std::stop_token stop);
    [[nodiscard]] bool hasKeychain() const { return m_logins.hasKeychain(); }
    [[nodiscard]] Task<std::optional<Credentials>> login(Target target, std::stop_token stop);
    /// A password, or a token, as the target's kind of sign-in wants it. Lasts: in the keychain; an
    /// error says why it will not last.
    [[nodiscard]] Task<void> signIn(
        Target target, QString secret, bool lasts, std::stop_token stop);
    [[nodiscard]] Task<void> signOut(Target target, std::stop_token stop);

    [[nodiscard]] ActivityLog &activity() { return m_activity; }
    [[nodiscard]] RunJournal &journal() { return m_journal; }
    [[nodiscard]] const RunPace &runPace() const { return m_setup.runPace; }

signals:
    void listChanged();
    /// Another target, or the same one at another place.
    void currentChanged();
    void fallBackNear();
    /// The user is there after all.
    void fallBackAverted();
    void fellBack(const QString &from);
    void loginChanged(const Pinion::Target &target);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setCurrent(const Target *next);
    void idleEnded();

    TargetsSetup m_setup;
    TargetStore m_store;
    LoginStore m_logins;
    ActivityLog m_activity;
    RunJournal m_journal;
    std::vector<Target> m_all;
    QString m_problem;
    QString m_documentPath;
    QString m_usedLast; ///< not guarded
    std::optional<Target> m_current;
    QTimer m_idle;
    bool m_isNear = false;
};

} // namespace Pinion
