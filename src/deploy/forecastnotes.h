// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/forecastsubject.h"

namespace Pinion {

/// What a forecast's words are made of.
struct ForecastCase
{
    const Comparison &comparison;
    const ForecastSubject &running;
    const ForecastSubject &wanted;
    const RunningState &state;
    MarathonVersion version;
};

/// The forecast in one sentence or two.
[[nodiscard]] QString forecastSentence(const Forecast &forecast, const ForecastCase &given);

/// What else is to be known, the weightiest first.
[[nodiscard]] std::vector<ForecastNote> forecastNotes(
    const Forecast &forecast, const ForecastCase &given);

} // namespace Pinion
