// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/agents.h"
#include "prepull/pullcommand.h"

namespace Pinion {

enum class PrepullVia : quint8 { Marathon, Chronos, Eremetic };
[[nodiscard]] QString viaName(PrepullVia via); ///< "marathon"
[[nodiscard]] QString viaTitle(PrepullVia via); ///< "Marathon"
[[nodiscard]] std::optional<PrepullVia> viaFromName(QStringView name);

/// What one task of a run takes of an agent; the pull itself happens in Docker's daemon.
struct PrepullTaskNeed
{
    double cpus = 0.1;
    double mem = 64; ///< MiB
    double disk = 0; ///< MiB
};
[[nodiscard]] PrepullTaskNeed taskNeed(PrepullVia via);

/// What somebody wants.
struct PrepullWish
{
    QString image;
    QStringList hosts; ///< empty: all that can be used
    PrepullVia via = PrepullVia::Marathon;
    int atOnce = 0; ///< hosts that pull at a time; 0: as many as the back-end bears
    std::chrono::seconds pullTime{1800}; ///< for one try on one host, 1 s to 1 day
    std::chrono::seconds startTime{300}; ///< until a task must have begun on a host
    int tries = 2; ///< on one host
    QString credentials; ///< URI of a docker.tar.gz for the agents to fetch; empty: none
    PullUser user = PullUser::AsIs;
    QStringList roles{QStringLiteral("*")}; ///< whose resources may be taken
    /// Of Eremetic, which starts nothing but containers: an image with a Docker client, which gets
    /// the host's Docker socket. Empty: the image itself is started, which needs a shell in it.
    QString helperImage;
};

/// A host that was not chosen, or was but cannot be used.
struct LeftOutHost
{
    QString host;
    QString reason; ///< a clause
    bool isWanted = false; ///< named by the user, so that the run has not succeeded without it
};

/// One run, settled before anything is sent.
struct PrepullPlan
{
    QString runId; ///< hexadecimal digits; part of the names of all helpers
    QString image;
    PrepullVia via = PrepullVia::Marathon;
    QStringList hosts; ///< by name
    std::vector<LeftOutHost> leftOut;
    bool coversAll = true; ///< every host that can be used is in it
    int atOnce = 1;
    std::chrono::seconds pullTime{1800};
    std::chrono::seconds startTime{300};
    int tries = 2;
    QString credentials;
    PullUser user = PullUser::AsIs;
    QStringList roles;
    QString helperImage;
    QString pinAttribute; ///< of agents, by which hosts are aimed at; empty: by their name
    QHash<QString, QString> pins; ///< the attribute's value by host
    QDateTime began; ///< UTC

    /// After which a task that has answered nothing counts as timed out.
    [[nodiscard]] std::chrono::seconds patience() const;
    /// How long the whole may take.
    [[nodiscard]] std::chrono::seconds longest() const;
};

/// Errors: Invalid (image, limits, a host that does not exist), NotFound (no host can be used).
[[nodiscard]] Result<PrepullPlan> planPrepull(const PrepullWish &wish,
    const std::vector<HostVerdict> &verdicts, const QString &runId, const QDateTime &now);

[[nodiscard]] QString newRunId();

} // namespace Pinion
