// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/taskscope.h"
#include "cluster/marathonclient.h"
#include "deploy/runrequest.h"
#include "ui/cluster/appaction.h"

#include <QObject>

namespace Pinion {

class Deployments;
class MessageBar;
class TargetLink;

/// A change of one app, agreed upon.
struct AppOrder
{
    AppAction action = AppAction::Scale;
    RunningApp app; ///< as it was when that was agreed upon
    int instances = 1; ///< wanted, where the action is about that
    WritePermit permit;
};

/// Sends what was agreed upon to the target, once. What becomes of a definition is shown with the
/// other deployments of the window, of the rest in its message bar.
class AppChanger : public QObject
{
    Q_OBJECT

public:
    AppChanger(
        TargetLink &link, MessageBar &bar, Deployments &deployments, QObject *parent = nullptr);

    void carryOut(const AppOrder &order);
    void deploy(const DeployRequest &request, const WritePermit &permit);
    [[nodiscard]] bool isBusy() const { return m_isSending; }

private:
    static QCoro::Task<void> send(AppChanger *self, AppOrder order, std::stop_token stop);
    void tellAnswer(const AppOrder &order, const Result<ChangeAnswer> &answer);
    void say(const QString &text, bool isBad);
    void letGo();

    TargetLink &m_link;
    MessageBar &m_bar;
    Deployments &m_deployments;
    bool m_isSending = false;
    TaskScope m_scope;
};

/// The whole definition with another number of instances. Errors: those of setValue().
[[nodiscard]] Result<DeployRequest> scaled(const RunningApp &app, int instances);

} // namespace Pinion
