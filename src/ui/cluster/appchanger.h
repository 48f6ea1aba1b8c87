// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathonclient.h"
#include "deploy/runrequest.h"
#include "ui/cluster/appaction.h"
#include "ui/deploy/beforerun.h"

#include <QObject>

namespace Pinion {

class Deployments;
class MessageBar;
class TargetLink;
struct Target;

/// A change of one app, agreed upon.
struct AppOrder
{
    AppAction action = AppAction::Scale;
    RunningApp app; ///< as it was when that was agreed upon
    int instances = 1; ///< wanted, where the action is about that
    WritePermit permit;
};

/// Sends what was agreed upon to the target, once. What becomes of it is shown with the other
/// deployments of the window.
class AppChanger : public QObject
{
    Q_OBJECT

public:
    AppChanger(
        TargetLink &link, MessageBar &bar, Deployments &deployments, QObject *parent = nullptr);

    void carryOut(const AppOrder &order);
    void deploy(const DeployRequest &request, const WritePermit &permit, const BeforeRun &before);

private:
    /// The chosen target, if nothing is being done to the app there; else null, and that is said.
    [[nodiscard]] const Target *freeTarget(const QStringList &apps);

    TargetLink &m_link;
    MessageBar &m_bar;
    Deployments &m_deployments;
};

/// The whole definition with another number of instances. Errors: those of setValue().
[[nodiscard]] Result<DeployRequest> scaled(const RunningApp &app, int instances);

} // namespace Pinion
