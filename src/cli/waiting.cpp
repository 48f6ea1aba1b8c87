// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/waiting.h"

namespace Pinion {

OnlineScope::OnlineScope()
{
    if (QCoreApplication::instance())
        return;
    // The arguments must live as long as the application.
    static int count = 1;
    static char name[] = "pinion-cli";
    static char *words[] = {name, nullptr};
    m_application = std::make_unique<QCoreApplication>(count, words);
}

OnlineScope::~OnlineScope() = default;

} // namespace Pinion
