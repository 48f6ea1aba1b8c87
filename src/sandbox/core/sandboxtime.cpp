// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/core/sandboxtime.h"

#include <QDateTime>

namespace Pinion {

QString timestamp(Millis moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment, Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<Millis> parseTimestamp(const QString &text)
{
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!moment.isValid() || !text.contains(u'T'))
        return std::nullopt;
    return moment.toMSecsSinceEpoch();
}

} // namespace Pinion
