// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace Pinion {

/// Which views of a document are on screen.
enum class ViewMode { Form, Split, Text };

} // namespace Pinion
