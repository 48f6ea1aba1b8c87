// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathonclient.h"
#include "prepull/backend.h"
#include "prepull/marathonapp.h"

namespace Pinion {

/// Pulls by an app that is removed afterwards. Nothing in Marathon runs once, so the command stays
/// until then. The client must outlive it.
class MarathonPrepull final : public PrepullBackend
{
public:
    /// `version`: of the server; decides upon the profile.
    MarathonPrepull(
        MarathonClient &client, PrepullPlan plan, MarathonVersion version, WritePermit permit);

    [[nodiscard]] Placement placement() const override;
    [[nodiscard]] Task<void> begin(QStringList hosts, std::stop_token stop) override;
    [[nodiscard]] bool mayHaveSent() const override { return m_asked > 0; }
    [[nodiscard]] Task<PrepullReport> look(std::stop_token stop) override;
    [[nodiscard]] Task<int> remove(std::stop_token stop) override;

private:
    [[nodiscard]] Task<void> create(QString id, QByteArray body, std::stop_token stop);
    [[nodiscard]] Task<void> grow(std::stop_token stop);
    [[nodiscard]] Task<std::vector<RunningApp>> helpers(std::stop_token stop);

    MarathonClient &m_client;
    PrepullPlan m_plan;
    MarathonProfile m_profile;
    WritePermit m_permit;
    int m_asked = 0;
};

} // namespace Pinion
