// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/dockerconfig.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr auto HubKey = "https://index.docker.io/v1/"_L1;

/// "reg.example.com:5000" for "https://reg.example.com:5000/v2/": Docker compares hosts only.
QString normalised(const QString &key)
{
    QString plain = key;
    const bool hasScheme = plain.startsWith("https://"_L1) || plain.startsWith("http://"_L1);
    if (hasScheme)
        plain = plain.section(u"://"_s, 1);
    while (plain.endsWith(u'/'))
        plain.chop(1);
    if (hasScheme || plain.endsWith("/v1"_L1) || plain.endsWith("/v2"_L1))
        plain = plain.section(u'/', 0, 0);
    static const QStringList hub{
        u"index.docker.io"_s, u"registry-1.docker.io"_s, u"docker.io"_s, u"registry.docker.io"_s};
    const QString host = plain.section(u'/', 0, 0);
    if (hub.contains(host))
        plain.replace(0, host.size(), u"docker.io"_s);
    return plain;
}

/// base64 of "user:password"; only the first colon splits, and old clients pad with zero bytes.
Credentials fromAuth(const QByteArray &base64)
{
    QByteArray text = QByteArray::fromBase64(base64);
    const qsizetype colon = text.indexOf(':');
    if (colon < 0)
        return {};
    QByteArray password = text.sliced(colon + 1);
    while (password.endsWith('\0'))
        password.chop(1);
    return Credentials::basic(QString::fromUtf8(text.first(colon)), password);
}

Credentials loginOf(const QJsonObject &entry)
{
    const QByteArray registryToken = entry["registrytoken"_L1].toString().toUtf8();
    if (!registryToken.isEmpty())
        return Credentials::bearer(registryToken);
    Credentials login = fromAuth(entry["auth"_L1].toString().toLatin1());
    const QString user = entry["username"_L1].toString();
    if (login.isEmpty() && !user.isEmpty())
        login = Credentials::basic(user, entry["password"_L1].toString().toUtf8());
    const QByteArray identity = entry["identitytoken"_L1].toString().toUtf8();
    return identity.isEmpty() ? login : Credentials::refresh(login.user(), identity);
}

/// Names come from a file, and become the names of programs.
bool isHelperName(const QString &name)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_.-]+\\z"_s);
    return pattern.match(name).hasMatch();
}

} // namespace

QString dockerLoginKey(const QString &domain)
{
    return domain == "docker.io"_L1 ? QString(HubKey) : domain;
}

Result<DockerConfig> DockerConfig::parse(const QByteArray &json, bool isOldForm)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return fail(ErrorKind::Invalid, u"The login file is not a JSON object."_s,
            u"Log in again with Docker, or repair the file."_s);
    const QJsonObject root = document.object();
    const QJsonObject logins = isOldForm ? root : root["auths"_L1].toObject();
    DockerConfig config;
    for (auto entry = logins.begin(); entry != logins.end(); ++entry) {
        const Credentials login = loginOf(entry.value().toObject());
        if (!login.isEmpty()) // an empty entry says that a helper knows
            config.m_logins.insert(normalised(entry.key()), login);
    }
    if (isOldForm)
        return config;
    const QString store = root["credsStore"_L1].toString();
    if (isHelperName(store))
        config.m_store = store;
    const QJsonObject helpers = root["credHelpers"_L1].toObject();
    for (auto entry = helpers.begin(); entry != helpers.end(); ++entry) {
        const QString name = entry.value().toString();
        if (isHelperName(name))
            config.m_helpers.insert(normalised(entry.key()), name);
    }
    return config;
}

QString DockerConfig::helperFor(const QString &domain) const
{
    return m_helpers.value(normalised(domain), m_store);
}

std::optional<Credentials> DockerConfig::find(const QString &domain, const QString &path) const
{
    QString key = normalised(domain);
    if (!path.isEmpty())
        key += u'/' + path;
    while (true) {
        if (const auto login = m_logins.constFind(key); login != m_logins.cend())
            return *login;
        const qsizetype slash = key.lastIndexOf(u'/');
        if (slash < 0)
            return std::nullopt;
        key.truncate(slash);
    }
}

} // namespace Pinion
