// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"
#include "sandbox/http/sandboxlistener.h"

namespace Pinion {

/// The agents' own HTTP API, as far as it tells of files in the sandboxes of tasks. One port serves
/// all agents, which after start() are all at this machine's address.
class SandboxAgentFiles final : public QObject
{
    Q_OBJECT

public:
    /// `isOld`: an agent before Mesos 1.8, which knows directories only by their full names.
    explicit SandboxAgentFiles(SandboxState &state, bool isOld = false);

    [[nodiscard]] bool start();

private:
    [[nodiscard]] SandboxAnswer answer(const SandboxRequest &request) const;
    [[nodiscard]] QString directoryOf(const ForeignTask &task) const;
    [[nodiscard]] QByteArray stateJson() const;

    SandboxState &m_state;
    bool m_isOld;
    SandboxListener m_listener;
};

} // namespace Pinion
