// SPDX-License-Identifier: GPL-3.0-or-later
#include "registryfixture.h"

#include "registry/digest.h"

namespace Pinion {

ScriptedImage::ScriptedImage(const QByteArray &version, const QByteArray &architecture)
    : config(R"({"created":"2024-05-06T07:08:09Z","os":"linux","architecture":")" + architecture
        + R"(","config":{"Env":["PW=planted-env"],"Labels":{"org.opencontainers.image.version":")"
        + version + "\"}}}")
    , configDigest(digestOf(config))
    , type("application/vnd.docker.distribution.manifest.v2+json")
{
    manifest = R"({"schemaVersion":2,"mediaType":")" + type
        + R"(","config":{"mediaType":"application/vnd.docker.container.image.v1+json","digest":")"
        + configDigest.toLatin1() + R"(","size":)" + QByteArray::number(config.size())
        + R"(},"layers":[{"size":5000}]})";
    digest = digestOf(manifest);
}

Answer ScriptedImage::answer(const SeenRequest &request, const QByteArray &tag) const
{
    if (request.path() == "/v2/")
        return 200;
    const QByteArray name = request.path().split('/').last();
    if (name == configDigest.toLatin1())
        return {200, config};
    const bool isManifest = name == tag || name == digest.toLatin1();
    if (!isManifest)
        return {404, R"({"errors":[{"code":"MANIFEST_UNKNOWN"}]})"};
    if (request.header("if-none-match") == '"' + digest.toLatin1() + '"')
        return 304;
    return Answer(200, manifest)
        .with("Content-Type", type)
        .with("Docker-Content-Digest", digest.toLatin1());
}

} // namespace Pinion
