// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task.h"
#include "prepull/progress.h"

namespace Pinion {

/// The one way in which a run speaks to whatever runs its helpers. All errors are those of HTTP
/// clients, in words for the user.
class PrepullBackend
{
public:
    PrepullBackend() = default;
    virtual ~PrepullBackend() = default;
    PrepullBackend(const PrepullBackend &) = delete;
    PrepullBackend &operator=(const PrepullBackend &) = delete;

    [[nodiscard]] virtual Placement placement() const = 0;
    /// Asks for these hosts, besides those before. What may have arrived is looked for by its name
    /// and not sent twice.
    [[nodiscard]] virtual Task<void> begin(QStringList hosts, std::stop_token stop) = 0;
    /// False as long as begin() has sent nothing at all.
    [[nodiscard]] virtual bool mayHaveSent() const = 0;
    [[nodiscard]] virtual Task<PrepullReport> look(std::stop_token stop) = 0;
    /// What Docker wrote on a host whose pull is over. Errors: NotFound, where nothing tells any
    /// more, and those of the way there: agents are often out of reach.
    [[nodiscard]] virtual Task<QByteArray> words(QString host, std::stop_token stop) = 0;
    /// Orders all helpers of the run to go, and answers how many things of it are still there. To
    /// be called until that is none.
    [[nodiscard]] virtual Task<int> remove(std::stop_token stop) = 0;
};

} // namespace Pinion
