// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "json/jsonpointer.h"
#include "net/httpmessage.h"

#include <QStringList>

#include <vector>

namespace Pinion {

enum class RefusalKind : quint8 {
    SignIn, ///< 401
    Forbidden, ///< 403
    TooManyDeployments, ///< 403 too; force does not help
    NotFound, ///< 404
    Locked, ///< 409 with deployments
    Conflict, ///< 409 without: an id or a port is taken
    NotValid, ///< 422, and 400 of a body that is no JSON
    Trouble, ///< 5xx: the server cannot at present, or says that it broke
    Other,
};

/// One fault that the server found in the body.
struct RefusedValue
{
    JsonPointer pointer; ///< from the body's root
    QString path; ///< as the server names it: "/healthChecks(0)/portIndex"
    QString message; ///< the server's words, symbolic codes put into words
};

/// An answer that is no success, with all that it tells.
struct MarathonRefusal
{
    RefusalKind kind = RefusalKind::Other;
    Error error; ///< in words for the user
    QString serverMessage; ///< "message" of the answer; empty: it had none
    std::vector<RefusedValue> values;
    QStringList deployments; ///< that hold the lock
    QByteArray body; ///< as it came, for "technical details"; at most MaxErrorBytes

    MarathonRefusal()
        : error(ErrorKind::Rejected, QString())
    { }
};

/// What the request was about, for the sentences.
struct RefusalSubject
{
    QString target; ///< "staging"
    QString id; ///< "/shop/orders"; empty: the cluster as a whole
    bool isChange = false;
    bool hasLogin = false;
};

[[nodiscard]] MarathonRefusal refusalOf(
    const HttpResponse &response, const RefusalSubject &subject);

/// "/healthChecks(0)/portIndex" as a pointer into the body: "/healthChecks/0/portIndex". A key that
/// is named by its number, "/env/keys(1)", stays the pointer of its object.
[[nodiscard]] JsonPointer pointerOfServerPath(const QString &path);

/// "error.path.missing" and the like in words; other texts as they are.
[[nodiscard]] QString refusedValueText(const QString &code);

} // namespace Pinion
