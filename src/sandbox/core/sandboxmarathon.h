// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/core/engine.h"
#include "sandbox/core/launcher.h"
#include "sandbox/core/refusal.h"

namespace Pinion {

/// How a change of the tree is to be made.
struct ChangeRequest
{
    QString group = QStringLiteral("/"); ///< that the events name
    bool isForced = false; ///< cancels the deployments that stand in the way
    QSet<QString> restarted = {}; ///< apps to replace although nothing differs
    QSet<QString> sentenced = {}; ///< instances to stop first
    /// Versions for apps that are put back to what they were.
    std::optional<Millis> oldVersion = {};
};

struct ChangeResult
{
    QString deploymentId;
    Millis version = 0;
};

/// Answers the changed tree; `version` is the moment of the change.
using TreeEdit = std::function<Answered<RootGroup>(RootGroup root, Millis version)>;

/// Marathon without its sockets: a state, a clock that only moves when told, and the rules by which
/// one leads to the next. The same calls give the same ids, events and answers in every run.
class SandboxMarathon
{
public:
    /// `start` is when the leader starts, in ms since 1970.
    explicit SandboxMarathon(SandboxSettings settings = {}, Millis start = 1'709'629'964'000);

    ~SandboxMarathon() = default;
    SandboxMarathon(const SandboxMarathon &) = delete; // the parts refer to the state
    SandboxMarathon &operator=(const SandboxMarathon &) = delete;

    [[nodiscard]] const SandboxState &state() const { return m_state; }
    /// For scripts of tests and demos: settings, agents and the behaviour of tasks may be changed
    /// here at any time.
    [[nodiscard]] SandboxState &state() { return m_state; }
    [[nodiscard]] Millis now() const { return m_state.now; }

    /// Does the next single thing that is due now; false when there is none.
    bool step();
    /// Does all that is due now.
    void settle();
    /// Moves the clock by so many milliseconds and does on the way what falls due.
    void advance(Millis howLong);
    /// When something will fall due.
    [[nodiscard]] std::optional<Millis> nextDue() const;

    /// Ids are given in order: "…-S0", "…-S1". Answers the agent's id.
    QString addAgent(SandboxAgent agent);
    /// The master has lost it; its tasks are unreachable.
    void loseAgent(const QString &id);
    /// The instances of an app, oldest first.
    [[nodiscard]] std::vector<SandboxInstance *> instancesOf(const QString &appId);
    [[nodiscard]] Fleet &fleet() { return m_fleet; }

    /// One change as the leader makes it, from the limit of deployments to the lock.
    [[nodiscard]] Answered<ChangeResult> change(const ChangeRequest &request, const TreeEdit &edit);
    /// DELETE /v2/deployments/ID: a new deployment that restores what was.
    [[nodiscard]] Answered<ChangeResult> rollBack(const QString &deploymentId);
    /// The same with ?force=true: only stops. False if there is none.
    bool cancel(const QString &deploymentId);
    /// Kills instances. Without `isScaling` they are replaced.
    void killInstances(const QSet<QString> &instanceIds);
    /// The leader has died and another one takes over.
    void changeLeader();

private:
    [[nodiscard]] std::optional<SandboxRefusal> judgeTree(const RootGroup &root) const;
    [[nodiscard]] Answered<ChangeResult> fail(
        const ChangeRequest &request, Millis version, SandboxRefusal why) const;
    [[nodiscard]] Answered<void> complete(
        RootGroup &after, const ChangeRequest &request, Millis version) const;
    void remember(const RootGroup &after);
    [[nodiscard]] bool isCrowded() const;
    void cancelAll(const QStringList &deploymentIds);

    SandboxState m_state;
    Fleet m_fleet;
    Launcher m_launcher;
    DeploymentEngine m_engine;
    Millis m_leaderSince = 0;
    int m_agentCount = 0;
};

} // namespace Pinion
