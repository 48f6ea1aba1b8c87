// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pinion {

/// "pinion-prepull-7f3a2c-": what the names begin with that a run gives in Chronos and Eremetic.
[[nodiscard]] QString jobPrefix(const QString &runId);
/// The name for one host. Chronos takes letters, digits and . - _ only; whatever else there is in
/// the host's name becomes "_3a", and so does the underscore.
[[nodiscard]] QString jobName(const QString &runId, const QString &host);

} // namespace Pinion
