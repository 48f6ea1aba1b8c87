// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

#include <optional>

namespace Pinion {

/// One way to log in, as a server offers it in WWW-Authenticate (RFC 9110, 11.6.1). Scheme and
/// parameter names are in lower case, values as sent.
struct AuthChallenge
{
    QByteArray scheme;
    QHash<QByteArray, QByteArray> parameters;

    [[nodiscard]] bool isBearer() const { return scheme == "bearer"; }
    [[nodiscard]] bool isBasic() const { return scheme == "basic"; }
    [[nodiscard]] QByteArray value(const QByteArray &name) const { return parameters.value(name); }
};

/// All challenges of a header. Reads several in one line, with or without blanks behind commas,
/// quoted and bare values. What cannot be read is left out.
[[nodiscard]] QList<AuthChallenge> parseChallenges(const QByteArray &header);
/// The one to answer: Bearer (with a realm to ask), else Basic.
[[nodiscard]] std::optional<AuthChallenge> bestChallenge(const QList<AuthChallenge> &challenges);

} // namespace Pinion
