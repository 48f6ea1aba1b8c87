// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of Marathon for helpers that come and go: apps that are created, found by their
// labels, scaled and removed.
#include "cluster/marathonclient.h"

using namespace Qt::StringLiterals;

namespace Pinion {

Task<std::vector<RunningApp>> MarathonClient::labelledApps(QString selector, std::stop_token stop)
{
    const QString label = QString::fromLatin1(QUrl::toPercentEncoding(selector));
    return listApps(u"/v2/apps?label=%1&embed=apps.tasks&embed=apps.counts&"
                    "embed=apps.deployments&embed=apps.lastTaskFailure"_s.arg(label),
        stop);
}

Task<ChangeAnswer> MarathonClient::createApp(
    QString id, QByteArray body, WritePermit permit, std::stop_token stop)
{
    return send(HttpMethod::Post, u"/v2/apps"_s, std::move(body), id, std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::scaleApp(
    QString id, int instances, Forced forced, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + asPath(id)
        + (forced == Forced::Yes ? u"?force=true"_s : u"?force=false"_s);
    return send(HttpMethod::Put, path, "{\"instances\":" + QByteArray::number(instances) + '}', id,
        std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::removeGroup(
    QString id, Forced forced, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/groups"_s + asPath(id)
        + (forced == Forced::Yes ? u"?force=true"_s : u"?force=false"_s);
    return send(HttpMethod::Delete, path, QByteArray(), id, std::move(permit), stop);
}

} // namespace Pinion
