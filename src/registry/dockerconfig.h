// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/credentials.h"

#include <QHash>
#include <QMap>

#include <optional>

namespace Pinion {

/// The key under which Docker keeps the login of a registry: its domain, but Docker Hub's old
/// address.
[[nodiscard]] QString dockerLoginKey(const QString &domain);

/// The logins of a Docker config.json or a containers auth.json. Only read, never written.
class DockerConfig
{
public:
    /// `isOldForm`: the whole object is the map of logins, as in ~/.dockercfg. Errors: Invalid.
    [[nodiscard]] static Result<DockerConfig> parse(const QByteArray &json, bool isOldForm = false);

    /// The helper program in charge of a registry, without "docker-credential-". Empty: none.
    [[nodiscard]] QString helperFor(const QString &domain) const;
    /// A login written in the file itself. Keys may carry a scheme and Docker's /v1/ or /v2/, or
    /// the path of a repository, of which the longest fitting one wins.
    [[nodiscard]] std::optional<Credentials> find(const QString &domain, const QString &path) const;

private:
    QMap<QString, Credentials> m_logins; ///< by key without scheme
    QString m_store;
    QHash<QString, QString> m_helpers; ///< by domain
};

} // namespace Pinion
