// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/practice/workload.h"
#include "rules/reporter.h"

namespace Pinion {

inline constexpr std::string_view PlaintextSecret = "sec-plaintext-secret";
inline constexpr std::string_view CredentialsInUri = "sec-credentials-in-uri";
inline constexpr std::string_view SecretInLabel = "sec-secret-in-label";
inline constexpr std::string_view Privileged = "sec-privileged";
inline constexpr std::string_view DockerSocket = "sec-docker-socket";
inline constexpr std::string_view SensitiveHostMount = "sec-sensitive-host-mount";
inline constexpr std::string_view DockerParameters = "sec-docker-parameters";

// No text for users ever repeats a secret.

/// Secrets in variables, commands, addresses and labels.
void judgeSecrets(const Workload &workload, Reporter &reporter);
void judgeSecretLabels(const Workload &workload, Reporter &reporter);

/// What opens the agent to a container.
void judgeHostVolumes(const Workload &workload, Reporter &reporter);
void judgeDockerOptions(const Workload &workload, Reporter &reporter);

/// Removes a volume, and from a pod also what mounts it.
[[nodiscard]] Result<TextEdits> volumeRemoval(const Workload &workload, JsonNode volume);

} // namespace Pinion
