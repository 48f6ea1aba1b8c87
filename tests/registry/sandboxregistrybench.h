// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "registry/registryclient.h"
#include "sandbox/registry/sandboxregistry.h"
#include "support/waiting.h"

namespace Pinion {

/// The sandbox's registry, another one beside it, and a client with a clock that does not wait.
/// Both registries hold team/app with the tags a, b and c.
class SandboxRegistryBench
{
public:
    SandboxRegistryBench()
        : http(HttpOptions(), &clock)
        , logins(LoginPlaces(), &store)
    {
        for (SandboxRegistry *one : {&registry, &other}) {
            if (!one->start())
                qFatal("the sandbox has no port");
            for (const char *tag : {"a", "b", "c"})
                digests[QString::fromLatin1(tag)] = one->store().push(QStringLiteral("team/app"),
                    QString::fromLatin1(tag), {.version = QString::fromLatin1(tag)});
        }
        RegistryOptions options;
        options.domain = registry.domain();
        options.scheme = RegistryScheme::Http;
        client = std::make_unique<RegistryClient>(http, options, &logins);
    }

    SandboxRegistry registry;
    SandboxRegistry other;
    QMap<QString, QString> digests; ///< by tag
    PatientClock clock;
    HttpClient http;
    MemoryCredentialStore store;
    LoginFinder logins;
    std::unique_ptr<RegistryClient> client;

    [[nodiscard]] RegistryManners &manners() { return registry.store().manners; }
    void fault(SandboxFault fault) { registry.faults().add(std::move(fault)); }
    [[nodiscard]] bool logIn(const QByteArray &password)
    {
        const Credentials login = Credentials::basic(QStringLiteral("bob"), password);
        return wait(store.save(registry.domain(), login, {})).has_value();
    }
    [[nodiscard]] int asked(const QString &path) const
    {
        return int(std::count_if(registry.requests().begin(), registry.requests().end(),
            [&path](const SandboxRequest &request) { return request.path() == path; }));
    }
};

} // namespace Pinion
