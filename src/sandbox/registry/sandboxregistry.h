// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"
#include "sandbox/http/sandboxfault.h"
#include "sandbox/http/sandboxlistener.h"
#include "sandbox/registry/registrygate.h"
#include "sandbox/registry/registrystore.h"

#include <QUrl>

namespace Pinion {

/// A registry on the loopback interface, without encryption. It can be made to answer in all the
/// ways that registries do, well or badly: by its store's manners, by access and by faults.
class SandboxRegistry final : public QObject
{
    Q_OBJECT

public:
    SandboxRegistry();

    /// Port 0: any free one. False if the port is taken.
    bool start(quint16 port = 0) { return m_listener.listen(port); }
    void stop() { m_listener.close(); }
    /// "127.0.0.1:5000", as it stands in front of images.
    [[nodiscard]] QString domain() const { return m_listener.address(); }
    [[nodiscard]] QUrl url() const;

    [[nodiscard]] RegistryStore &store() { return m_store; }
    [[nodiscard]] SandboxFaults &faults() { return m_faults; }
    void setAccess(SandboxRegistryAccess access) { m_gate.access = std::move(access); }
    [[nodiscard]] const RegistryGate &gate() const { return m_gate; }
    [[nodiscard]] const QList<SandboxRequest> &requests() const { return m_requests; }

    /// Pulls for the agents of a cluster. An image without forced pull comes from the agent's own
    /// store once it is there, as Docker does it; images of other registries always are there. The
    /// registry has to outlive the puller.
    [[nodiscard]] ImagePuller puller();

private:
    ImagePull pull(const QString &image, const QString &agentId, bool isForced);

    [[nodiscard]] SandboxAnswer answerTo(const SandboxRequest &request);

    RegistryStore m_store;
    RegistryGate m_gate;
    SandboxFaults m_faults;
    QList<SandboxRequest> m_requests;
    QMap<std::pair<QString, QString>, QString> m_stored; ///< digest by agent and image
    SandboxListener m_listener;
};

} // namespace Pinion
