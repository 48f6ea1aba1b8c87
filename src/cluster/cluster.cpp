// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/cluster.h"

namespace Pinion {

Cluster::Cluster(ClusterAccess access, ActivityLog *log, Clock *clock, StreamPace pace)
    : m_http(httpOptions(access), clock)
    , m_line(m_http, std::move(access), log)
    , m_marathon(m_line)
    , m_mesos(m_line)
    , m_events(m_line, std::move(pace))
{ }

} // namespace Pinion
