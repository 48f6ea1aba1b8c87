// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace Pinion {

using SandboxHeaders = QList<std::pair<QByteArray, QByteArray>>;

/// A request as it came off the wire.
struct SandboxRequest
{
    QByteArray method;
    QByteArray target; ///< path and query as sent
    SandboxHeaders headers;
    QByteArray body;
    QString peer; ///< the client's address
    int status = 0; ///< of the answer; 0: none was sent (yet)

    [[nodiscard]] QString path() const; ///< decoded, without the query
    [[nodiscard]] QByteArray header(QByteArrayView name) const; ///< the first one
    [[nodiscard]] bool hasHeader(QByteArrayView name) const;
    /// The values of a query parameter, decoded, in order.
    [[nodiscard]] QStringList values(QStringView name) const;
    [[nodiscard]] std::optional<QString> value(QStringView name) const;
    /// "true" in any case; `otherwise` without the parameter.
    [[nodiscard]] bool flag(QStringView name, bool otherwise = false) const;
};

struct SandboxAnswer
{
    int status = 200;
    SandboxHeaders headers;
    QByteArray body;

    [[nodiscard]] SandboxAnswer with(const QByteArray &name, const QByteArray &value) const;
    [[nodiscard]] static SandboxAnswer json(int status, const QByteArray &body);
};

/// "Not Found"
[[nodiscard]] QByteArray reasonPhrase(int status);

/// The bytes of an answer. `isHead`: without its body.
[[nodiscard]] QByteArray wireForm(const SandboxAnswer &answer, bool isHead = false);

/// Takes one whole request off the front of a buffer; nothing while it is incomplete. Bodies in
/// chunks are put together.
[[nodiscard]] std::optional<SandboxRequest> takeRequest(QByteArray &buffer);

/// RFC 1952, as browsers and clients unpack it.
[[nodiscard]] QByteArray gzipped(const QByteArray &bytes);

} // namespace Pinion
