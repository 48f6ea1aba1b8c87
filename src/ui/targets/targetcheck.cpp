// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/targets/targetcheck.h"

#include "base/delay.h"

#include <QCoreApplication>

namespace Pinion {

namespace {

using Grade = CheckedPoint::Grade;

constexpr std::chrono::milliseconds StreamPatience{5'000};
constexpr std::chrono::milliseconds StreamStep{20};

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("Pinion::TargetCheck", text, nullptr, count);
}

CheckedPoint serverPoint(const ServerInfo &info, std::chrono::milliseconds delay)
{
    const QString version = info.versionText.isEmpty() ? tr("Marathon of an unknown version")
                                                       : tr("Marathon %1").arg(info.versionText);
    if (info.leader.isEmpty())
        return {Grade::Bad, tr("%1 answers, but it has no leader now.").arg(version)};
    return {Grade::Good,
        tr("%1 answers within %2 ms; its leader is %3.")
            .arg(version)
            .arg(delay.count())
            .arg(info.leader)};
}

QCoro::Task<bool> hasStream(Cluster *cluster, std::stop_token stop)
{
    EventStream &events = cluster->events();
    events.start();
    std::chrono::milliseconds waited{0};
    while (events.state() == StreamState::Connecting && waited < StreamPatience) {
        const Result<void> hasWaited = co_await delay(StreamStep, stop);
        if (!hasWaited)
            co_return false;
        waited += StreamStep;
    }
    co_return events.state() == StreamState::Live;
}

CheckedPoint streamPoint(bool isLive)
{
    if (isLive)
        return {Grade::Good, tr("Its event stream tells at once what happens.")};
    return {Grade::Note,
        tr("It has no event stream for Pinion, which asks every few seconds instead.")};
}

CheckedPoint nodesPoint(const Result<std::vector<Agent>> &agents)
{
    if (agents)
        return {Grade::Good,
            tr("The Mesos master lists %n node(s); forecasts know what is free.",
                int(agents->size()))};
    return {Grade::Note,
        tr("Forecasts do not know what is free on the nodes. %1").arg(agents.error().message)};
}

} // namespace

QCoro::Task<std::vector<CheckedPoint>> checkTarget(
    Targets &targets, Target target, std::stop_token stop)
{
    std::vector<CheckedPoint> points;
    const Result<std::unique_ptr<Cluster>> cluster = co_await targets.reach(target, stop);
    if (stop.stop_requested())
        co_return points;
    if (!cluster) {
        points.push_back({Grade::Bad, cluster.error().text()});
        co_return points;
    }
    MarathonClient &marathon = (*cluster)->marathon();
    const Result<std::chrono::milliseconds> delay = co_await marathon.ping(stop);
    if (!delay) {
        points.push_back({Grade::Bad, delay.error().text()});
        co_return points;
    }
    const Result<ServerInfo> info = co_await marathon.info(stop);
    if (!info) {
        points.push_back({Grade::Bad, info.error().text()});
        co_return points;
    }
    points.push_back(serverPoint(*info, *delay));
    const Result<std::vector<RunningApp>> apps = co_await marathon.apps(stop);
    if (!apps) {
        points.push_back({Grade::Bad, apps.error().text()});
        co_return points;
    }
    points.push_back({Grade::Good, tr("You may see %n app(s).", int(apps->size()))});
    const bool isLive = co_await hasStream(cluster->get(), stop);
    if (stop.stop_requested())
        co_return points;
    points.push_back(streamPoint(isLive));
    const Result<std::vector<Agent>> agents
        = co_await (*cluster)->mesos().agents(info->mesosUrl, stop);
    points.push_back(nodesPoint(agents));
    co_return points;
}

} // namespace Pinion
