// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/sandboxmessage.h"

#include <optional>

namespace Pinion {

/// Something that goes wrong with requests. Without `answer` a request is carried out and its own
/// answer is what is delayed, cut or lost.
struct SandboxFault
{
    QByteArray method = {}; ///< empty: any
    QString path = QStringLiteral("*"); ///< of the request; '*' stands for any text
    int skips = 0; ///< fitting requests to let through first
    int times = 1; ///< fitting requests to strike then; -1: all

    std::optional<SandboxAnswer> answer = {}; ///< instead of the true one
    bool isApplied = false; ///< the request is carried out in spite of `answer`
    QByteArray raw = {}; ///< these bytes, which need not be HTTP, and then the end
    int delay = 0; ///< real milliseconds before the answer
    bool hangs = false; ///< never answers
    /// Bytes of the answer, head included, after which the connection is cut; 0: no answer at all;
    /// negative: so many bytes before its end.
    std::optional<qsizetype> cutAfter = {};
    qsizetype pieceSize = 0; ///< bytes written at once; 0: all
    int piecePause = 0; ///< real milliseconds between pieces
    int bodyDelay = 0; ///< real milliseconds between head and body

    /// A status with Marathon's JSON body.
    [[nodiscard]] static SandboxAnswer message(int status, const QString &text);
    /// A page of Jetty or a proxy: HTML where the client takes that, else nothing.
    [[nodiscard]] static SandboxAnswer page(
        int status, const QString &text, const QByteArray &accept = "text/html");
    /// The server's inner timeout: 503 with "Ask timed out on …".
    [[nodiscard]] static SandboxAnswer askTimedOut();
};

/// The faults that are still to strike, in order; each request takes the first that fits.
class SandboxFaults
{
public:
    void add(SandboxFault fault) { m_faults.append(std::move(fault)); }
    void clear() { m_faults.clear(); }
    [[nodiscard]] std::optional<SandboxFault> take(const SandboxRequest &request);

private:
    QList<SandboxFault> m_faults;
};

} // namespace Pinion
