// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/taskfiles.h"

namespace Pinion {

/// What pulls have left in the sandboxes of their tasks, read from the agents. The client must
/// outlive it.
class TaskLogs
{
public:
    /// `master`: of Mesos, as Marathon tells.
    TaskLogs(MesosClient &mesos, QUrl master);

    /// A file of a task. An agent's id wins over the host's name, where it is known. Errors: those
    /// of MesosClient and readTaskFile().
    [[nodiscard]] Task<QByteArray> read(
        QString host, MesosTask task, QString file, std::stop_token stop);
    /// A task of any framework by its name, which the master still lists. Errors: those of
    /// MesosClient, NotFound.
    [[nodiscard]] Task<MesosTask> find(QString name, std::stop_token stop);

private:
    [[nodiscard]] const Agent *agentOf(const QString &host, const MesosTask &task) const;

    MesosClient &m_mesos;
    QUrl m_master;
    std::vector<Agent> m_agents; ///< as they were listed last
};

/// The file in which the pull command keeps Docker's words.
[[nodiscard]] QString pullLogFile();
/// The file in which it leaves its result.
[[nodiscard]] QString pullResultFile();

} // namespace Pinion
