// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/registry/registrygate.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

const QByteArray TokenName = "sandbox-token-";
const QByteArray Shown = "Bearer sandbox-token-";

SandboxAnswer unauthorized(const QByteArray &challenge)
{
    const SandboxAnswer answer = SandboxAnswer::json(401,
        "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\","
        "\"detail\":null}]}");
    return challenge.isEmpty() ? answer : answer.with("WWW-Authenticate", challenge);
}

} // namespace

bool RegistryGate::isUser(const SandboxRequest &request) const
{
    const QByteArray pair = access.user + ':' + access.password;
    return request.header("authorization") == "Basic " + pair.toBase64();
}

std::optional<SandboxAnswer> RegistryGate::refused(
    const SandboxRequest &request, const QString &domain) const
{
    if (access.challenge == RegistryChallenge::None)
        return std::nullopt;
    const QByteArray login = request.header("authorization");
    const bool isBasic = access.challenge == RegistryChallenge::Basic;
    const int number = login.startsWith(Shown) ? login.sliced(Shown.size()).toInt() : 0;
    const bool isGood = isBasic ? isUser(request) : number > 0 && number <= m_handedOut;
    if (isGood && !access.isNeverContent)
        return std::nullopt;
    return unauthorized(challengeFor(request, domain));
}

QByteArray RegistryGate::challengeFor(const SandboxRequest &request, const QString &domain) const
{
    static const QRegularExpression repository(u"^/v2/(.+)/(tags|manifests|blobs)/"_s);
    const QByteArray basic = "Basic realm=\"sandbox, with \\\"quotes\\\"\"";
    const QByteArray realm = access.realm.isEmpty()
        ? QByteArray("http://" + domain.toLatin1() + "/token")
        : access.realm.toEncoded();
    QByteArray bearer = "Bearer realm=\"" + realm + "\",service=\"sandbox registry\"";
    const QRegularExpressionMatch match = repository.match(request.path());
    if (match.hasMatch())
        bearer += ",scope=\"repository:" + match.captured(1).toUtf8() + ":pull\"";
    switch (access.challenge) {
    case RegistryChallenge::Basic:
        return basic;
    case RegistryChallenge::Both:
        return "Negotiate, " + bearer + ", " + basic;
    case RegistryChallenge::Unsaid:
        return request.path() == "/v2/"_L1 ? bearer : QByteArray();
    case RegistryChallenge::Bearer:
    case RegistryChallenge::None:
        break;
    }
    return bearer;
}

SandboxAnswer RegistryGate::token(const SandboxRequest &request)
{
    const bool isOpen = access.user.isEmpty() && !request.hasHeader("authorization");
    if (!isOpen && !isUser(request))
        return SandboxAnswer::json(401, "{\"details\":\"incorrect username or password\"}");
    return SandboxAnswer::json(200,
        "{\"token\":\"" + TokenName + QByteArray::number(++m_handedOut)
            + "\",\"expires_in\":" + QByteArray::number(access.tokenLife) + '}');
}

} // namespace Pinion
