// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/cluster.h"
#include "prepull/backend.h"

namespace Pinion {

/// Where Chronos or Eremetic is.
struct SchedulerPlace
{
    QUrl url;
    Credentials login; ///< of its own; empty: it wants none
};

/// The back-end of a run with the connections that it needs. The cluster must outlive it.
class PrepullMachine
{
public:
    /// Errors: Invalid for a Chronos or Eremetic without an address.
    [[nodiscard]] static Result<std::unique_ptr<PrepullMachine>> make(Cluster &cluster,
        const ServerInfo &info, const PrepullPlan &plan, const SchedulerPlace &place,
        const WritePermit &permit);
    ~PrepullMachine();
    PrepullMachine(const PrepullMachine &) = delete;
    PrepullMachine &operator=(const PrepullMachine &) = delete;

    [[nodiscard]] PrepullBackend &backend() { return *m_backend; }

private:
    PrepullMachine();

    std::unique_ptr<HttpClient> m_http;
    std::unique_ptr<ClusterLine> m_line;
    std::unique_ptr<PrepullBackend> m_backend;
};

} // namespace Pinion
