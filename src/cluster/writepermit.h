// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace Pinion {

/// The leave to change one target. Every change that a MarathonClient sends asks for one, and only
/// DeployGuard can make one; for a guarded target it does so only against the typed name. So no
/// path of any program can change production without it: it would not compile.
class WritePermit
{
public:
    /// The name of the target that it is for.
    [[nodiscard]] const QString &target() const { return m_target; }
    /// True if somebody typed the name of what is changed.
    [[nodiscard]] bool isConfirmed() const { return m_isConfirmed; }

private:
    friend class DeployGuard;
    WritePermit(QString target, bool isConfirmed)
        : m_target(std::move(target))
        , m_isConfirmed(isConfirmed)
    { }

    QString m_target;
    bool m_isConfirmed;
};

} // namespace Pinion
