// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/form/fieldeditor.h"

namespace Pinion {

/// Keys that other programs look for in a map or a list of pairs of an app: labels, labels of
/// ports, parameters of docker. One table; the notes say what each is for.
[[nodiscard]] QList<Suggestion> knownKeys(std::string_view listPattern);

} // namespace Pinion
