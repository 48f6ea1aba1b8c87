// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace Pinion {

/// How an attempt ended, as far as it matters for another one.
struct AttemptOutcome
{
    int status = 0; ///< 0: without an answer
    QByteArray retryAfter;
    bool isConnectionLost = false;
};

/// When a request is sent again: after a lost connection and after the
/// statuses 429, 502, 503 and 504. The server's Retry-After (RFC 9110, 10.2.3) wins over the own
/// rhythm; asks it for more than `longestWait`, its answer is handed on instead. Other failures and
/// timeouts are not repeated: the user has waited long enough. Only for requests that may be
/// repeated.
struct RetryPolicy
{
    int attempts = 4; ///< the first one included
    std::chrono::milliseconds firstDelay{250}; ///< then twice as long each time
    std::chrono::milliseconds longestDelay{8'000};
    std::chrono::milliseconds longestWait{20'000};
    double jitter = 0.25; ///< up to this share is added, so that many do not come back at once

    /// How long to wait after attempt number `attempt` (from 1); nothing: take what there is.
    [[nodiscard]] std::optional<std::chrono::milliseconds> waitAfter(
        int attempt, const AttemptOutcome &outcome, const QDateTime &now) const;
};

/// The value of Retry-After, seconds or a date, counted from `now`; never negative.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseRetryAfter(
    const QByteArray &value, const QDateTime &now);

} // namespace Pinion
