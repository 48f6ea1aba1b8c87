// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/rule.h"

namespace Pinion {

/// The document that a row's examples are merged into (RFC 7396), as JSON. Empty for None: those
/// examples are whole documents. The app and the pod yield no finding by themselves.
[[nodiscard]] std::string_view exampleBaseText(ExampleBase base);

/// The whole document that an example stands for. `example` is a row's failing or passing text.
[[nodiscard]] QByteArray exampleDocument(const Rule &rule, std::string_view example);

} // namespace Pinion
