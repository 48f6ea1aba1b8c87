// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/mesosclient.h"

namespace Pinion {

/// A task of any framework, as the master's state tells of it.
struct MesosTask
{
    QString id;
    QString name;
    QString frameworkId;
    QString agentId;
    QString state; ///< "TASK_FAILED"
};

/// All tasks in GET /state, those that have ended included.
[[nodiscard]] std::vector<MesosTask> readTasks(const QByteArray &state);

/// The first bytes of a file that a command task has left in its sandbox, read from its agent.
/// Agents before Mesos 1.8 tell the way there in their state only. Errors: those of
/// MesosClient::getOfAgent(), NotFound, Protocol.
[[nodiscard]] Task<QByteArray> readTaskFile(
    MesosClient &mesos, Agent agent, MesosTask task, QString file, std::stop_token stop);

} // namespace Pinion
