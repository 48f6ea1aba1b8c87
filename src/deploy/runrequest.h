// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cluster/marathontypes.h"
#include "json/jsontree.h"

#include <map>

namespace Pinion {

enum class RequestKind : quint8 {
    App, ///< PUT /v2/apps/{id}?partialUpdate=false&force=false
    Apps, ///< PUT /v2/apps?partialUpdate=false&force=false
    Group, ///< PUT /v2/groups/{id}?force=false
};

/// One definition as it is sent.
struct WantedApp
{
    QString id; ///< absolute
    QByteArray definition; ///< what is sent of it
};

/// What a document comes down to when it is deployed: the author's text, whole, without the members
/// that only the server writes.
struct DeployRequest
{
    RequestKind kind = RequestKind::App;
    QString id; ///< of the app or the group; empty for a list of apps
    QByteArray body;
    std::vector<WantedApp> apps;
    /// The version of each app that the changes were compared with; empty: the app did not run.
    /// An app that is not named here is not compared.
    std::map<QString, AppVersion> basedOn;
    // For the record; both may be empty.
    QString documentPath;
    QStringList movingBefore; ///< see RunRecord

    [[nodiscard]] QStringList ids() const;
};

/// Errors: Invalid for a text that is not JSON, pods (their deployment is not for this program),
/// several apps without ids, placeholders in an id.
[[nodiscard]] Result<DeployRequest> deployRequest(const JsonTree &tree);

/// The text of an app without the members that only the server writes.
[[nodiscard]] QByteArray withoutServerFields(const QByteArray &app);

} // namespace Pinion
