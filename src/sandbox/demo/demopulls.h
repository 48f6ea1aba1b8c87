// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/sandbox.h"
#include "sandbox/schedulers/sandboxagentfiles.h"

namespace Pinion {

/// What the pulls of helper apps come to on the agents of a demo cluster: the registry decides, and
/// what is pulled is kept by the agent. Docker's words can be read from the agents.
class DemoPulls
{
public:
    DemoPulls(SandboxCluster &cluster, ImagePuller puller);

    [[nodiscard]] bool start() { return m_files.start(); }

private:
    [[nodiscard]] std::optional<TaskScript> scriptFor(
        const RunSpec &spec, const SandboxAgent &agent) const;
    [[nodiscard]] QByteArray wordsOf(const SandboxInstance &instance, const QString &file) const;

    ImagePuller m_puller;
    SandboxState &m_state;
    SandboxAgentFiles m_files;
};

} // namespace Pinion
