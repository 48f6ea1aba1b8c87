// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/apppaths.h"

#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString stateHome()
{
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
#else
    // QStandardPaths::StateLocation needs Qt 6.7.
    if (QStandardPaths::isTestModeEnabled())
        return QDir::homePath() + "/.qttest/state"_L1;
    const QString home = qEnvironmentVariable("XDG_STATE_HOME");
    return QDir::isAbsolutePath(home) ? home : QDir::homePath() + "/.local/state"_L1;
#endif
}

} // namespace

AppPaths AppPaths::standard()
{
    const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return {config + "/pinion/pinion.conf"_L1, stateHome() + "/pinion"_L1, cache + "/pinion"_L1,
        data + "/pinion"_L1};
}

AppPaths AppPaths::below(const QString &folder)
{
    return {folder + "/pinion.conf"_L1, folder + "/state"_L1, folder + "/cache"_L1,
        folder + "/data"_L1};
}

QString AppPaths::sessionFile() const
{
    return stateFolder + "/session.json"_L1;
}

QString AppPaths::recentFile() const
{
    return stateFolder + "/recent.json"_L1;
}

QString AppPaths::windowFile() const
{
    return stateFolder + "/window.conf"_L1;
}

QString AppPaths::recoveryFolder() const
{
    return stateFolder + "/recovery"_L1;
}

QString AppPaths::registryCache() const
{
    return cacheFolder + "/registry"_L1;
}

QString AppPaths::ledgerFile() const
{
    return dataFolder + "/image-ledger.json"_L1;
}

} // namespace Pinion
