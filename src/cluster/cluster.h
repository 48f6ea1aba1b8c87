// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/eventstream.h"
#include "cluster/marathonclient.h"
#include "cluster/mesosclient.h"

namespace Pinion {

/// One target with all that talks to it. The log and the clock, if any, must outlive it. Its end
/// cancels what is under way.
class Cluster
{
public:
    explicit Cluster(ClusterAccess access, ActivityLog *log = nullptr, Clock *clock = nullptr,
        StreamPace pace = StreamPace());
    Cluster(const Cluster &) = delete;
    Cluster &operator=(const Cluster &) = delete;

    [[nodiscard]] const ClusterAccess &access() const { return m_line.access(); }
    [[nodiscard]] MarathonClient &marathon() { return m_marathon; }
    [[nodiscard]] MesosClient &mesos() { return m_mesos; }
    [[nodiscard]] EventStream &events() { return m_events; }
    [[nodiscard]] ClusterLine &line() { return m_line; }

private:
    HttpClient m_http;
    ClusterLine m_line;
    MarathonClient m_marathon;
    MesosClient m_mesos;
    EventStream m_events;
};

} // namespace Pinion
