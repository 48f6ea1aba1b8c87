// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"

#include <nlohmann/json.hpp>

/// Keeps the order of the keys, which is part of the output's contract.
using Json = nlohmann::ordered_json;

[[nodiscard]] inline Json parsed(const Run &run)
{
    return Json::parse(run.out.toStdString());
}
