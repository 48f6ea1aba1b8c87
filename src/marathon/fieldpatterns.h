// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace Pinion {

// What several fields of the schema want of their texts. Patterns match whole strings and cannot
// backtrack, so that they may run on text of any length.

/// Ids of apps, groups and pods: labels of a-z, 0-9 and inner dashes, joined by dots into parts,
/// joined by slashes; ".." is a part, "." is none.
inline constexpr std::string_view PathIdPattern
    = R"re(/*+(?:(?:\.\.|[a-z0-9]++(?:-++[a-z0-9]++)*+(?:\.[a-z0-9]++(?:-++[a-z0-9]++)*+)*+))re"
      R"re((?:/++(?:\.\.|[a-z0-9]++(?:-++[a-z0-9]++)*+(?:\.[a-z0-9]++(?:-++[a-z0-9]++)*+)*+))*+)?/*+)re";
inline constexpr std::string_view NamePattern = "[a-z0-9]++(?:-++[a-z0-9]++)*+";
inline constexpr std::string_view NetworkNamePattern = "[a-z0-9]++(?:[-_]++[a-z0-9]++)*+";

} // namespace Pinion
