// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/findings/levels.h"

#include <QCoreApplication>

namespace Pinion {

QString levelName(const Finding &finding)
{
    const bool isRefused
        = finding.family == RuleFamily::Syntax || finding.family == RuleFamily::Refused;
    if (isRefused && finding.severity == Severity::Error)
        return QCoreApplication::translate("Levels", "Refused");
    return levelName(finding.severity);
}

QString levelName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return QCoreApplication::translate("Levels", "Error");
    case Severity::Warning:
        return QCoreApplication::translate("Levels", "Warning");
    case Severity::Info:
        break;
    }
    return QCoreApplication::translate("Levels", "Advice");
}

Icon levelShape(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Icon::Error;
    case Severity::Warning:
        return Icon::Warning;
    case Severity::Info:
        break;
    }
    return Icon::Advice;
}

Theme::Role levelColor(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return Theme::Role::Error;
    case Severity::Warning:
        return Theme::Role::Warning;
    case Severity::Info:
        break;
    }
    return Theme::Role::Advice;
}

QIcon levelIcon(Severity severity)
{
    return themeIcon(levelShape(severity), levelColor(severity));
}

} // namespace Pinion
