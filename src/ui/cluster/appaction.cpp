// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/cluster/appaction.h"

#include <QCoreApplication>

#include <algorithm>

namespace Pinion {

namespace {

#define ACTION_TEXT(text) QT_TRANSLATE_NOOP("Pinion::AppAction", text)

const AppActionSpec Actions[] = {
    {AppAction::Open, "openApp", ACTION_TEXT("&Open")},
    {AppAction::Compare, "compareApp", ACTION_TEXT("&Compare with open file")},
    {AppAction::Versions, "showVersions", ACTION_TEXT("&Versions")},
    {AppAction::Scale, "scaleApp", ACTION_TEXT("&Scale…"), DeployAction::Deploy},
    {AppAction::Restart, "restartApp", ACTION_TEXT("&Restart…"), DeployAction::Restart},
    {AppAction::Suspend, "suspendApp", ACTION_TEXT("S&uspend…"), DeployAction::Suspend},
    {AppAction::Resume, "resumeApp", ACTION_TEXT("Resu&me…"), DeployAction::Deploy},
    {AppAction::Destroy, "destroyApp", ACTION_TEXT("&Destroy…"), DeployAction::Destroy},
    {AppAction::Logs, "openLogs", ACTION_TEXT("Open &logs")},
    {AppAction::CopyId, "copyId", ACTION_TEXT("Copy &id")},
};

} // namespace

std::span<const AppActionSpec> appActions()
{
    return Actions;
}

const AppActionSpec &specOf(AppAction action)
{
    return *std::find_if(std::begin(Actions), std::end(Actions),
        [action](const AppActionSpec &spec) { return spec.action == action; });
}

QString actionText(AppAction action)
{
    return QCoreApplication::translate("Pinion::AppAction", specOf(action).text);
}

bool isPossible(AppAction action, const RunningApp &app)
{
    switch (action) {
    case AppAction::Resume:
        return app.instances == 0;
    case AppAction::Suspend:
    case AppAction::Restart:
        return app.instances > 0;
    default:
        return true;
    }
}

} // namespace Pinion
