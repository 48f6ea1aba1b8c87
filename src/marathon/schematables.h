// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "marathon/fieldpatterns.h"
#include "marathon/fieldspec.h"

#include <span>

// The rows of the schema, one function per table. Only schema.cpp and the tables themselves include
// this; everybody else asks schema.h. To add a field, add a row: an object before its members, in
// the order in which the form shows them.

namespace Pinion::SchemaTables {

// Apps, in the order of the form.
[[nodiscard]] std::span<const FieldSpec> identity();
[[nodiscard]] std::span<const FieldSpec> container();
[[nodiscard]] std::span<const FieldSpec> resources();
[[nodiscard]] std::span<const FieldSpec> command();
[[nodiscard]] std::span<const FieldSpec> network();
[[nodiscard]] std::span<const FieldSpec> environment();
[[nodiscard]] std::span<const FieldSpec> health();
[[nodiscard]] std::span<const FieldSpec> storage();
[[nodiscard]] std::span<const FieldSpec> placement();
[[nodiscard]] std::span<const FieldSpec> rollout();
[[nodiscard]] std::span<const FieldSpec> labels();
[[nodiscard]] std::span<const FieldSpec> readOnly();

[[nodiscard]] std::span<const FieldSpec> group();

[[nodiscard]] std::span<const FieldSpec> pod();
[[nodiscard]] std::span<const FieldSpec> podContainers();

// Names that several tables share.

inline constexpr std::string_view AppSource = "Marathon 1.11 app schema (RAML)";
inline constexpr std::string_view GroupSource = "Marathon 1.11 group schema (RAML)";
inline constexpr std::string_view PodSource = "Marathon 1.11 pod schema (RAML)";

inline constexpr double MaxPort = 65535;

inline constexpr std::string_view PortProtocols[] = {"tcp", "udp", "udp,tcp"};
inline constexpr std::string_view VolumeModes[] = {"RW", "RO"};
inline constexpr std::string_view PersistentTypes[] = {"root", "path", "mount"};
inline constexpr std::string_view NetworkModes[] = {"host", "container/bridge", "container"};
inline constexpr std::string_view IpcModes[] = {"PRIVATE", "SHARE_PARENT"};
inline constexpr std::string_view UnlimitedOnly[] = {"unlimited"};
inline constexpr std::string_view DisabledOnly[] = {"disabled"};
inline constexpr std::string_view KillSelections[] = {"YOUNGEST_FIRST", "OLDEST_FIRST"};
inline constexpr std::string_view HttpSchemes[] = {"HTTP", "HTTPS"};

} // namespace Pinion::SchemaTables
