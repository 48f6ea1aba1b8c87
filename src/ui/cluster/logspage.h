// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"

namespace Pinion {

/// The page of Mesos' own web interface (since 1.0) that links to the sandbox of a task, with its
/// stdout and stderr. Not valid where Marathon does not tell enough for it.
[[nodiscard]] QUrl logsPage(const ServerInfo &info, const QUrl &marathon, const AppTask &task);

} // namespace Pinion
