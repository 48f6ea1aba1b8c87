// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/verdict.h"

#include "cluster/marathontypes.h"
#include "document/appdocument.h"
#include "rules/secretmask.h"

#include <map>

namespace Pinion {

/// One value that others have changed on the target since the document was first compared with it,
/// and that the document does not set to the same.
struct TargetDrift
{
    QString id; ///< of the app
    QString label; ///< "Instances"
    QString before; ///< as text, secrets hidden; empty: it was not there
    QString now; ///< the same; empty: it has gone
    /// What gives the document the value that runs; nothing where the author has changed it, too,
    /// or where it cannot be done with one value.
    std::optional<TextEdit> keep;

    friend bool operator==(const TargetDrift &, const TargetDrift &) = default;
};

/// In the order of the document. `base` and `now`: what ran and what runs, by id; apps that are in
/// one of them only are left out.
[[nodiscard]] std::vector<TargetDrift> driftsOf(const DocumentSnapshot &document,
    const std::map<QString, RunningApp> &base, const std::map<QString, RunningApp> &now,
    const ServerSettings &settings, const SecretMask &mask);

/// The document with all values kept that can be.
[[nodiscard]] std::shared_ptr<const DocumentSnapshot> withKept(
    const DocumentSnapshot &document, const std::vector<TargetDrift> &drifts);

} // namespace Pinion
