// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/credentialstore.h"
#include "registry/dockerconfig.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <vector>

namespace Pinion {

/// Where other programs have left logins, in the order in which they are looked through.
struct LoginPlaces
{
    Secret inlineConfig; ///< $DOCKER_AUTH_CONFIG: the content of a config.json
    QStringList
        dockerConfigs; ///< config.json and auth.json files; those that are not there are fine
    QStringList oldConfigs; ///< ~/.dockercfg
    QProcessEnvironment environment; ///< for helper programs

    [[nodiscard]] static LoginPlaces of(
        const QProcessEnvironment &environment, const QString &home);
};

/// Finds the login for a registry: in Pinion's own store, else in what Docker, Podman and their kin
/// have written. A place that cannot be read is noted, and the next one asked: one can still go on
/// without a login.
class LoginFinder
{
public:
    /// The store, which may be missing, must outlive the finder.
    explicit LoginFinder(LoginPlaces places, CredentialStore *store = nullptr);

    /// Nothing: go on anonymously. Errors: Cancelled.
    [[nodiscard]] Task<std::optional<Credentials>> find(
        QString domain, QString path, std::stop_token stop);
    /// The next search looks at the files as they are then.
    void readAgain();
    /// What could not be read, in whole sentences.
    [[nodiscard]] const QStringList &warnings() const { return m_warnings; }

private:
    void readPlaces();
    void readPlace(const QString &path, bool isOldForm);
    void warn(const QString &place, const Error &error);

    LoginPlaces m_places;
    CredentialStore *m_store;
    std::vector<DockerConfig> m_configs;
    bool m_hasRead = false;
    QStringList m_warnings;
};

} // namespace Pinion
