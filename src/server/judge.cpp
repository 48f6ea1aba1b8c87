// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/judge.h"

#include "server/app_checks.h"

#include <array>

namespace Pinion {

namespace {

struct Step
{
    Phase phase;
    void (*check)(const AppView &, const ServerSettings &, Violations &);
};

constexpr std::array Steps{
    Step{Phase::Legacy, checkLegacyContainer},
    Step{Phase::Legacy, checkLegacyFields},
    Step{Phase::Legacy, checkLegacyPorts},
    Step{Phase::Rewriting, checkRewriting},
    Step{Phase::Canonical, checkIdentity},
    Step{Phase::Canonical, checkCommand},
    Step{Phase::Canonical, checkPorts},
    Step{Phase::Canonical, checkContainer},
    Step{Phase::Canonical, checkVolumes},
    Step{Phase::Canonical, checkExternalVolumes},
    Step{Phase::Canonical, checkExternalApp},
    Step{Phase::Canonical, checkHealth},
    Step{Phase::Canonical, checkReadiness},
    Step{Phase::Canonical, checkResources},
    Step{Phase::Canonical, checkSecrets},
    Step{Phase::Canonical, checkRoles},
    Step{Phase::Canonical, checkStrategies},
    Step{Phase::Canonical, checkConstraints},
    Step{Phase::Canonical, checkNetworks},
    Step{Phase::Conversion, checkConversion},
    Step{Phase::Model, checkModel},
    Step{Phase::Model, checkModelPorts},
    Step{Phase::Model, checkModelStrategies},
    Step{Phase::Model, checkModelVolumes},
    Step{Phase::Model, checkLinuxInfo},
};

/// A contradiction is an exception to the server: it stops at the first.
bool isThrown(Phase phase)
{
    return phase == Phase::Rewriting || phase == Phase::Conversion;
}

} // namespace

Verdict judgeApp(JsonNode app, const ServerSettings &settings, const QString &base)
{
    const AppView view(app, settings, base);
    Verdict verdict;
    for (const Step &step : Steps) {
        if (step.phase != verdict.phase && !verdict.isAccepted())
            break;
        verdict.phase = step.phase;
        step.check(view, settings, verdict.violations);
    }
    if (!verdict.isAccepted() && isThrown(verdict.phase)) {
        verdict.refusedStatus = 500;
        verdict.violations.resize(1);
    }
    return verdict;
}

} // namespace Pinion
