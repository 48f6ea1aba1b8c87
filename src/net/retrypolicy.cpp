// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/retrypolicy.h"

#include <QLocale>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace Pinion {

namespace {

bool isWorthAnother(const AttemptOutcome &outcome)
{
    const int status = outcome.status;
    return outcome.isConnectionLost || status == 429 || status == 502 || status == 503
        || status == 504;
}

} // namespace

std::optional<milliseconds> RetryPolicy::waitAfter(
    int attempt, const AttemptOutcome &outcome, const QDateTime &now) const
{
    if (attempt >= attempts || !isWorthAnother(outcome))
        return std::nullopt;
    if (const auto asked = parseRetryAfter(outcome.retryAfter, now))
        return *asked > longestWait ? std::nullopt : asked;
    milliseconds delay = firstDelay;
    for (int i = 1; i < attempt && delay < longestDelay; ++i)
        delay *= 2;
    delay = std::min(delay, longestDelay);
    const double share = jitter * QRandomGenerator::global()->generateDouble();
    return delay + milliseconds(qint64(share * double(delay.count())));
}

std::optional<milliseconds> parseRetryAfter(const QByteArray &value, const QDateTime &now)
{
    constexpr qint64 LongestSeconds = 10LL * 365 * 24 * 3600;
    const QByteArray text = value.trimmed();
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber && number >= 0)
        return seconds(std::min(number, LongestSeconds));
    // "Wed, 21 Oct 2015 07:28:00 GMT": the preferred of HTTP's date formats (RFC 9110, 5.6.7).
    QDateTime date
        = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return milliseconds(std::clamp<qint64>(now.msecsTo(date), 0, LongestSeconds * 1000));
}

} // namespace Pinion
