// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/jobname.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
        || c == '-';
}

} // namespace

QString jobPrefix(const QString &runId)
{
    return u"pinion-prepull-%1-"_s.arg(runId);
}

QString jobName(const QString &runId, const QString &host)
{
    QString name = jobPrefix(runId);
    for (const char c : host.toUtf8()) {
        if (isPlain(c))
            name += QLatin1Char(c);
        else
            name += u"_%1"_s.arg(int(quint8(c)), 2, 16, QLatin1Char('0'));
    }
    return name;
}

} // namespace Pinion
