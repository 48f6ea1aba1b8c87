// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploybench.h"

namespace Pinion {

/// The ways in which a Marathon fails those who deploy to it.
enum class FaultMode : quint8 {
    NeverHealthy,
    CrashLoop,
    ExitsWithZero,
    LaunchRefused,
    NoOffers,
    OldTasksStay,
    Stall,
    NeverReady,
    Overridden,
    RolledBack, ///< by somebody else
    LockConflict,
    MaxDeployments,
    Validation,
    InvalidJson,
    BasicAuth,
    Plugin,
    InfoForbidden,
    InnerTimeout,
    Proxy,
    AppliedButCut,
    Slow,
    StreamCut,
    StreamSilent,
    StreamNotReady,
    StreamRedirect,
    StreamSlowConsumer,
    LeaderChange,
    NoBodyLength,
    ClockSkew,
    ForeignEvents,
    Count,
};

/// One fault, and what a run has to make of it.
struct FaultRow
{
    using Step = std::function<void(DeployBench &)>;

    FaultMode mode = FaultMode::Count;
    QByteArray name = {};
    SandboxOptions options = {};
    QByteArray before = DeployBench::app();
    QByteArray after = DeployBench::app("\"env\":{\"A\":\"1\"}");

    Step prepare = {}; ///< before the app runs
    Step strike = {}; ///< before the run begins
    std::function<void(DeployRequest &)> request = {}; ///< another one than comes of `after`
    Step meanwhile = {}; ///< when the first new instance runs

    WaitKind waits = WaitKind::None; ///< what is told while nothing moves; None: it has to end
    QStringList reason = {}; ///< parts of the sentence
    Step mend
        = {}; ///< after that, or before the check; without it a run that waits goes on waiting

    RunResult result = RunResult::Verified;
    QStringList says = {}; ///< parts of the last sentence
    QString hint = {}; ///< a part
    qsizetype sent = 1; ///< changes that reach the sandbox
    std::optional<RunResult> checked = {}; ///< what check() finds after a lost answer
    Step also = {}; ///< more checks
};

[[nodiscard]] std::vector<FaultRow> taskFaults();
[[nodiscard]] std::vector<FaultRow> answerFaults();
[[nodiscard]] std::vector<FaultRow> streamFaults();

/// The event stream is refused.
void deafen(DeployBench &bench);
/// Somebody else's deployment of the app, which does not end by itself.
void occupy(DeployBench &bench);
/// Strikes requests of this method to this path.
[[nodiscard]] FaultRow::Step faulty(
    QByteArray method, QString path, std::function<void(SandboxFault &)> how);

} // namespace Pinion
