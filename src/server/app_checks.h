// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/appview.h"
#include "server/violations.h"

namespace Pinion {

// The refusals of one app, by phase and theme. A function adds what it finds; the serverrules_app
// tables explain each id. Unless a comment says otherwise, places are what the author wrote.

// Phase::Legacy
void checkLegacyContainer(const AppView &view, const ServerSettings &settings, Violations &found);
void checkLegacyFields(const AppView &view, const ServerSettings &settings, Violations &found);
void checkLegacyPorts(const AppView &view, const ServerSettings &settings, Violations &found);

// Phase::Rewriting
void checkRewriting(const AppView &view, const ServerSettings &settings, Violations &found);

// Phase::Canonical
void checkIdentity(const AppView &view, const ServerSettings &settings, Violations &found);
void checkCommand(const AppView &view, const ServerSettings &settings, Violations &found);
void checkPorts(const AppView &view, const ServerSettings &settings, Violations &found);
void checkContainer(const AppView &view, const ServerSettings &settings, Violations &found);
void checkVolumes(const AppView &view, const ServerSettings &settings, Violations &found);
void checkExternalVolumes(const AppView &view, const ServerSettings &settings, Violations &found);
void checkExternalApp(const AppView &view, const ServerSettings &settings, Violations &found);
void checkHealth(const AppView &view, const ServerSettings &settings, Violations &found);
void checkReadiness(const AppView &view, const ServerSettings &settings, Violations &found);
void checkResources(const AppView &view, const ServerSettings &settings, Violations &found);
void checkSecrets(const AppView &view, const ServerSettings &settings, Violations &found);
void checkRoles(const AppView &view, const ServerSettings &settings, Violations &found);
void checkStrategies(const AppView &view, const ServerSettings &settings, Violations &found);
void checkConstraints(const AppView &view, const ServerSettings &settings, Violations &found);
void checkNetworks(const AppView &view, const ServerSettings &settings, Violations &found);

/// True if a check's port is among `portCount`, or it names a fixed one; placeholders are.
[[nodiscard]] bool addressesPort(
    JsonNode portIndex, bool hasPort, bool getsIndex, qsizetype portCount);

// Phase::Conversion
void checkConversion(const AppView &view, const ServerSettings &settings, Violations &found);

// Phase::Model
void checkModel(const AppView &view, const ServerSettings &settings, Violations &found);
void checkModelPorts(const AppView &view, const ServerSettings &settings, Violations &found);
void checkModelStrategies(const AppView &view, const ServerSettings &settings, Violations &found);
void checkModelVolumes(const AppView &view, const ServerSettings &settings, Violations &found);
void checkLinuxInfo(const AppView &view, const ServerSettings &settings, Violations &found);

} // namespace Pinion
