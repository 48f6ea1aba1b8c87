// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/registryclient.h"
#include "support/scriptedserver.h"
#include "support/waiting.h"

namespace Pinion {

/// A client for a scripted registry, with everything that it needs, and a clock that does not wait.
class RegistryFixture
{
public:
    explicit RegistryFixture(ScriptedServer::Script script, CredentialStore *ownLogins = nullptr,
        RegistryCache *cache = nullptr, RegistryScheme scheme = RegistryScheme::Http)
        : store(ownLogins)
        , server(std::move(script))
        , http(HttpOptions(), &clock)
        , logins(LoginPlaces(), ownLogins)
        , client(http, options(scheme), &logins, cache)
    { }

    CredentialStore *store;
    PatientClock clock;
    ScriptedServer server;
    HttpClient http;
    LoginFinder logins;
    RegistryClient client;

    [[nodiscard]] RegistryOptions options(RegistryScheme scheme) const
    {
        RegistryOptions options;
        options.domain = server.domain();
        options.scheme = scheme;
        return options;
    }

    /// The logins come from a config.json of this content.
    void useDockerLogin(const QByteArray &config)
    {
        LoginPlaces places;
        places.inlineConfig = Secret(config);
        logins = LoginFinder(places, store);
    }

    [[nodiscard]] int asked(const QByteArray &path) const
    {
        return int(std::count_if(server.seen().begin(), server.seen().end(),
            [&path](const SeenRequest &request) { return request.path() == path; }));
    }
};

/// Small images for scripts: what a registry holds, by address.
struct ScriptedImage
{
    QByteArray config;
    QByteArray manifest;
    QString configDigest;
    QString digest;
    QByteArray type;

    explicit ScriptedImage(const QByteArray &version, const QByteArray &architecture = "amd64");
    /// Answers for the manifest, by tag or digest, and for the configuration; 404 otherwise.
    [[nodiscard]] Answer answer(const SeenRequest &request, const QByteArray &tag) const;
};

} // namespace Pinion
