// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/permission.h"

using namespace Qt::StringLiterals;

namespace Pinion {

std::optional<Error> permitProblem(const WritePermit &permit, const ClusterAccess &target)
{
    if (permit.target() != target.name)
        return Error(ErrorKind::Rejected,
            u"The change was meant for %1, not for %2. Nothing was sent."_s.arg(
                permit.target(), target.name));
    if (target.isGuarded && !permit.isConfirmed())
        return Error(ErrorKind::Rejected,
            u"%1 is guarded: the name of what is changed has to be typed. Nothing was sent."_s.arg(
                sentenceStart(target.name)));
    return std::nullopt;
}

} // namespace Pinion
