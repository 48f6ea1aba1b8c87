// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/finding.h"

using namespace Qt::StringLiterals;

namespace Pinion {

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return u"info"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Severity> severityFromName(QStringView name)
{
    for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Error}) {
        if (name == severityName(severity))
            return severity;
    }
    return {};
}

FindingCounts &FindingCounts::operator+=(const FindingCounts &other)
{
    errors += other.errors;
    warnings += other.warnings;
    infos += other.infos;
    suppressed += other.suppressed;
    baselined += other.baselined;
    return *this;
}

FindingCounts countFindings(const Findings &findings)
{
    FindingCounts counts;
    for (const Finding &finding : findings) {
        if (finding.isInBaseline())
            ++counts.baselined;
        else if (finding.suppressed)
            ++counts.suppressed;
        else if (finding.severity == Severity::Error)
            ++counts.errors;
        else if (finding.severity == Severity::Warning)
            ++counts.warnings;
        else
            ++counts.infos;
    }
    return counts;
}

} // namespace Pinion
