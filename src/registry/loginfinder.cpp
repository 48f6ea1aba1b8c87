// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/loginfinder.h"

#include "base/textfile.h"
#include "registry/credentialhelper.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pinion {

LoginPlaces LoginPlaces::of(const QProcessEnvironment &environment, const QString &home)
{
    LoginPlaces places;
    places.environment = environment;
    places.inlineConfig = Secret(environment.value(u"DOCKER_AUTH_CONFIG"_s).toUtf8());
    const QString docker = environment.value(u"DOCKER_CONFIG"_s, home + u"/.docker"_s);
    places.dockerConfigs += docker + u"/config.json"_s;
    if (const QString file = environment.value(u"REGISTRY_AUTH_FILE"_s); !file.isEmpty())
        places.dockerConfigs += file;
    if (const QString run = environment.value(u"XDG_RUNTIME_DIR"_s); !run.isEmpty())
        places.dockerConfigs += run + u"/containers/auth.json"_s;
    const QString settings = environment.value(u"XDG_CONFIG_HOME"_s, home + u"/.config"_s);
    places.dockerConfigs += settings + u"/containers/auth.json"_s;
    places.oldConfigs += home + u"/.dockercfg"_s;
    return places;
}

LoginFinder::LoginFinder(LoginPlaces places, CredentialStore *store)
    : m_places(std::move(places))
    , m_store(store)
{ }

void LoginFinder::warn(const QString &place, const Error &error)
{
    const QString line = place + u": "_s + error.text();
    if (!m_warnings.contains(line))
        m_warnings.append(line);
}

void LoginFinder::readPlace(const QString &path, bool isOldForm)
{
    if (!QFileInfo::exists(path))
        return;
    const Result<QByteArray> bytes = readFile(path);
    if (!bytes) {
        warn(path, bytes.error());
        return;
    }
    Result<DockerConfig> config = DockerConfig::parse(*bytes, isOldForm);
    if (config)
        m_configs.push_back(std::move(*config));
    else
        warn(path, config.error());
}

void LoginFinder::readAgain()
{
    m_hasRead = false;
    m_configs.clear();
    m_warnings.clear();
}

void LoginFinder::readPlaces()
{
    m_hasRead = true;
    if (!m_places.inlineConfig.isEmpty()) {
        Result<DockerConfig> config = DockerConfig::parse(m_places.inlineConfig.reveal());
        if (config)
            m_configs.push_back(std::move(*config));
        else
            warn(u"DOCKER_AUTH_CONFIG"_s, config.error());
    }
    for (const QString &path : std::as_const(m_places.dockerConfigs))
        readPlace(path, false);
    for (const QString &path : std::as_const(m_places.oldConfigs))
        readPlace(path, true);
}

Task<std::optional<Credentials>> LoginFinder::find(
    QString domain, QString path, std::stop_token stop)
{
    if (m_store) {
        const Result<std::optional<Credentials>> kept = co_await m_store->find(domain, stop);
        if (stop.stop_requested())
            co_return cancelled();
        if (kept && *kept)
            co_return **kept;
        if (!kept)
            warn(u"The keychain"_s, kept.error());
    }
    if (!m_hasRead)
        readPlaces();
    // Helpers take their time, and the files may be read again meanwhile.
    const std::vector<DockerConfig> configs = m_configs;
    for (std::size_t i = 0; i < configs.size(); ++i) {
        const QString helper = configs[i].helperFor(domain);
        if (!helper.isEmpty()) {
            const QString key = dockerLoginKey(domain);
            const Result<std::optional<Credentials>> told
                = co_await askCredentialHelper(helper, key, m_places.environment, stop);
            if (stop.stop_requested())
                co_return cancelled();
            if (told && *told)
                co_return **told;
            if (!told)
                warn(u"docker-credential-"_s + helper, told.error());
        }
        // Docker itself would stop at the helper's "no"; a login beside it helps all the same.
        const std::optional<Credentials> written = configs[i].find(domain, path);
        if (written)
            co_return *written;
    }
    co_return std::optional<Credentials>();
}

} // namespace Pinion
