// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/registry/sandboxregistry.h"

#include "marathon/imagereference.h"
#include "sandbox/http/faultyanswer.h"

using namespace Qt::StringLiterals;

namespace Pinion {

SandboxRegistry::SandboxRegistry()
    : m_listener([this](const SandboxRequest &request, SandboxConnection &connection) {
        m_requests.append(request);
        const std::optional<SandboxFault> fault = m_faults.take(request);
        const SandboxAnswer answer = fault && fault->answer ? *fault->answer : answerTo(request);
        m_requests.last().status = answer.status;
        if (fault)
            sendFaulty(connection, answer, *fault);
        else
            connection.answer(answer);
    })
{ }

SandboxAnswer SandboxRegistry::answerTo(const SandboxRequest &request)
{
    if (request.path() == "/token"_L1)
        return m_gate.token(request);
    if (std::optional<SandboxAnswer> no = m_gate.refused(request, domain()))
        return *no;
    return m_store.answer(request);
}

QUrl SandboxRegistry::url() const
{
    return QUrl(u"http://"_s + domain());
}

ImagePuller SandboxRegistry::puller()
{
    return [this](const QString &image, const QString &agentId, bool isForced) {
        return pull(image, agentId, isForced);
    };
}

ImagePull SandboxRegistry::pull(const QString &image, const QString &agentId, bool isForced)
{
    const Result<ImageReference> reference = ImageReference::parse(image);
    if (!reference || reference->domain != domain())
        return {};
    QString &stored = m_stored[{agentId, image}];
    if (stored.isEmpty() || isForced) {
        stored = m_store.digestOf(reference->path,
            reference->digest.isEmpty() ? reference->effectiveTag() : reference->digest);
    }
    if (!stored.isEmpty())
        return {stored, {}, m_store.behaviourOf(stored)};
    return {{},
        u"Failed to launch container: Failed to run 'docker -H unix:///var/run/docker.sock pull "
        "%1': exited with status 1; stderr='Error response from daemon: manifest for %1 not "
        "found: manifest unknown: manifest unknown"_s.arg(image)
            + u'\''};
}

} // namespace Pinion

#include "moc_sandboxregistry.cpp"
