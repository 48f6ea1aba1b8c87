// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepull/plan.h"

namespace Pinion {

/// What Eremetic is asked to run for a host: a container that pulls by the host's Docker socket, or
/// one of the image itself that ends at once.
[[nodiscard]] QByteArray eremeticTask(const PrepullPlan &plan, const QString &host);
/// Its name.
[[nodiscard]] QString eremeticName(const PrepullPlan &plan, const QString &host);

/// A task as Eremetic lists it.
struct EremeticTask
{
    QString id;
    QString name;
    QString status; ///< the last one: "TASK_RUNNING"
    int retries = 0; ///< what failed before it ran is tried again, five times at most
    /// Between its start and its end; 0: it has none of the two.
    std::chrono::seconds ran{0};

    /// It has ended. Eremetic itself takes TASK_ERROR for something that goes on.
    [[nodiscard]] bool isOver() const;
    /// Its record can be deleted.
    [[nodiscard]] bool isDeletable() const;
};
/// Errors: Protocol.
[[nodiscard]] Result<std::vector<EremeticTask>> readEremeticTasks(const QByteArray &body);

} // namespace Pinion
