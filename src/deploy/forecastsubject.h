// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deploy/forecast.h"

namespace Pinion {

/// Who tells Marathon whether an instance works.
enum class HealthSource : quint8 {
    None, ///< nobody: what runs counts as healthy
    Mesos, ///< the executor on the agent
    Marathon, ///< Marathon itself asks the instance, or only readiness is looked at
};

/// What a forecast has to know of a definition, read from the form that is compared.
struct ForecastSubject
{
    ForecastSubject(JsonNode body, SchemaRoot root);

    bool exists = false;
    int instances = 0;
    double minimumHealth = 1;
    double overCapacity = 1;
    bool isResident = false;
    HealthSource health = HealthSource::None;
    InstanceResources each;
    bool isUniquePerHost = false; ///< a constraint allows one instance to an agent
    bool hasFixedHostPort = false; ///< which only one instance on an agent can have
};

} // namespace Pinion
