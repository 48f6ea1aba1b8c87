// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/practice/workload.h"

namespace Pinion {

Workload::Workload(const Definition &definition, const RuleContext &context)
    : m_definition(definition)
    , m_isPartial(context.parameters.isPartial)
{ }

} // namespace Pinion
