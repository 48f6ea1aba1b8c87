// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/run.h"
#include "ui/cluster/appaction.h"

#include <QObject>

#include <memory>

namespace Pinion {

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

/// Sends what was agreed upon to the target, once, and tells in the window's message bar what
/// became of it. A definition is sent by a DeployRun, which sends nothing if the app has changed
/// meanwhile.
class AppChanger : public QObject
{
    Q_OBJECT

public:
    AppChanger(TargetLink &link, MessageBar &bar, QObject *parent = nullptr);
    ~AppChanger() override;

    void carryOut(const AppOrder &order);
    void deploy(const DeployRequest &request, const WritePermit &permit);
    [[nodiscard]] bool isBusy() const;

private:
    static QCoro::Task<void> send(AppChanger *self, AppOrder order, std::stop_token stop);
    static QCoro::Task<void> run(
        AppChanger *self, DeployRequest request, WritePermit permit, std::stop_token stop);
    void tellAnswer(const AppOrder &order, const Result<ChangeAnswer> &answer);
    void tellRun();
    void say(const QString &text, bool isBad);
    void letGo();

    TargetLink &m_link;
    MessageBar &m_bar;
    std::unique_ptr<DeployRun> m_run;
    bool m_isSending = false;
    TaskScope m_scope;
};

/// The whole definition with another number of instances. Errors: those of setValue().
[[nodiscard]] Result<DeployRequest> scaled(const RunningApp &app, int instances);

} // namespace Pinion
