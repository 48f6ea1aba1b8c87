// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/state.h"
#include "sandbox/http/sandboxlistener.h"

namespace Pinion {

/// What a task of Marathon's has in its sandbox by that name; empty: no such file.
using SandboxFile = std::function<QByteArray(const SandboxInstance &instance, const QString &file)>;

/// The agents' own HTTP API, as far as it tells of files in the sandboxes of tasks. One port serves
/// all agents, which after start() are all at this machine's address.
class SandboxAgentFiles final : public QObject
{
    Q_OBJECT

public:
    /// `isOld`: an agent before Mesos 1.8, which knows directories only by their full names.
    explicit SandboxAgentFiles(SandboxState &state, bool isOld = false);

    [[nodiscard]] bool start();
    /// Of the tasks that Marathon has now; none: they have no files.
    void setMarathonFiles(SandboxFile files) { m_marathonFiles = std::move(files); }

private:
    [[nodiscard]] SandboxAnswer answer(const SandboxRequest &request) const;
    [[nodiscard]] QString directoryOf(
        const QString &agent, const QString &framework, const QString &task) const;
    [[nodiscard]] QByteArray fileAt(const QString &path) const;
    [[nodiscard]] QByteArray stateJson() const;

    SandboxState &m_state;
    bool m_isOld;
    SandboxFile m_marathonFiles;
    SandboxListener m_listener;
};

} // namespace Pinion
