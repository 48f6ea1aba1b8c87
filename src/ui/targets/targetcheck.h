// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/targets/targets.h"

namespace Pinion {

/// One thing that was tried.
struct CheckedPoint
{
    enum class Grade : quint8 { Good, Note, Bad };

    Grade grade = Grade::Good;
    QString text;
};

/// Tries out all that Pinion needs of a target, without changing anything: the answer and its
/// delay, version and leader, the list of apps, the event stream, the nodes. The first Bad point
/// ends the list.
[[nodiscard]] QCoro::Task<std::vector<CheckedPoint>> checkTarget(
    Targets &targets, Target target, std::stop_token stop);

} // namespace Pinion
