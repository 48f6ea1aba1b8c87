// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/textfile.h"
#include "settings/target.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace Pinion {

struct TargetEntry
{
    QString name;
    QString kind;
    QUrl url;
    QString signIn = {};
    QString user = {};
};

/// Writes a file of targets as the user's own, or as a project's.
inline void writeTargets(const QString &path, const QList<TargetEntry> &entries)
{
    QJsonArray list;
    for (const TargetEntry &entry : entries) {
        QJsonObject target{{QStringLiteral("name"), entry.name},
            {QStringLiteral("kind"), entry.kind},
            {QStringLiteral("urls"), QJsonArray{entry.url.toString()}}};
        if (!entry.signIn.isEmpty())
            target.insert(QStringLiteral("signIn"), entry.signIn);
        if (!entry.user.isEmpty())
            target.insert(QStringLiteral("user"), entry.user);
        if (!entry.signIn.isEmpty())
            target.insert(QStringLiteral("sendsLoginInTheClear"), true);
        list.append(target);
    }
    const QJsonObject file{{QStringLiteral("pinion"), 1}, {QStringLiteral("targets"), list}};
    QDir().mkpath(QFileInfo(path).path());
    QVERIFY(writeFile(path, QJsonDocument(file).toJson()));
}

} // namespace Pinion
