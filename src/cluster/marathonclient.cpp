// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/marathonclient.h"

#include "cluster/marathonreader.h"

#include <QPromise>
#include <QThreadPool>
#include <qcorofuture.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// On its own an app brings its tasks, counts and last failure unasked.
constexpr QLatin1StringView OneAppQuery("?embed=app.readiness");
constexpr QLatin1StringView TasksQuery("?embed=apps.tasks&embed=apps.lastTaskFailure");

tl::unexpected<Error> unreadable(const QString &target)
{
    return fail(ErrorKind::Protocol,
        u"%1 answered, but not as Marathon does."_s.arg(sentenceStart(target)),
        u"Check the address; a sign-in page or a proxy may stand in between."_s);
}

/// What there is when a connection could not be had: the sentences of the net name hosts only.
Error unreachable(const Error &cause, const QString &target)
{
    if (cause.kind != ErrorKind::Network && cause.kind != ErrorKind::TimedOut)
        return cause;
    return {cause.kind, u"%1 cannot be reached. %2"_s.arg(sentenceStart(target), cause.message),
        cause.hint};
}

using Apps = std::vector<RunningApp>;

/// A list of this many bytes takes a good part of a frame to read.
constexpr qsizetype LongList = 256 * 1024;

Result<Apps> readApps(const QByteArray &body, const QString &target)
{
    const JsonTree tree = JsonTree::parse(body);
    const JsonNode list = tree.root()["apps"];
    if (!list.isArray())
        return unreadable(target);
    Apps apps;
    for (const JsonNode app : list.children())
        apps.push_back(readApp(app));
    std::sort(apps.begin(), apps.end(),
        [](const RunningApp &one, const RunningApp &other) { return one.id < other.id; });
    return apps;
}

/// The same in another thread: a window must not stand still while it is read.
QFuture<std::shared_ptr<Result<Apps>>> readAppsApart(QByteArray body, QString target)
{
    auto promise = std::make_shared<QPromise<std::shared_ptr<Result<Apps>>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, body, target] {
        promise->addResult(std::make_shared<Result<Apps>>(readApps(body, target)));
        promise->finish();
    });
    return promise->future();
}

} // namespace

MarathonClient::MarathonClient(ClusterLine &line)
    : m_line(line)
{ }

RefusalSubject MarathonClient::subjectOf(const QString &id, bool isChange) const
{
    RefusalSubject subject;
    subject.target = target();
    subject.id = id;
    subject.isChange = isChange;
    subject.hasLogin = m_line.access().signIn != SignIn::None;
    return subject;
}

Task<HttpResponse> MarathonClient::get(QString path, QString subject, std::stop_token stop)
{
    Result<HttpResponse> answer = co_await m_line.read(path, stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (!answer)
        co_return tl::make_unexpected(unreachable(answer.error(), target()));
    if (!answer->isSuccess())
        co_return tl::make_unexpected(refusalOf(*answer, subjectOf(subject, false)).error);
    co_return answer;
}

Task<std::chrono::milliseconds> MarathonClient::ping(std::stop_token stop)
{
    const QDateTime began = m_line.clock().now();
    const Result<HttpResponse> answer = co_await get(u"/ping"_s, QString(), stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    if (!answer->body.contains("pong") && answer->status != 204)
        co_return unreadable(target());
    co_return std::chrono::milliseconds(began.msecsTo(m_line.clock().now()));
}

Task<ServerInfo> MarathonClient::info(std::stop_token stop)
{
    const Result<HttpResponse> answer = co_await get(u"/v2/info"_s, QString(), stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const JsonTree tree = JsonTree::parse(answer->body);
    if (!tree.root()["version"].isString())
        co_return unreadable(target());
    co_return readInfo(tree.root());
}

Task<RunningApp> MarathonClient::app(QString id, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + asPath(id) + OneAppQuery;
    const Result<HttpResponse> answer = co_await get(path, id, stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const JsonTree tree = JsonTree::parse(answer->body);
    if (!tree.root()["app"].isObject())
        co_return unreadable(target());
    co_return readApp(tree.root()["app"]);
}

Task<std::vector<RunningApp>> MarathonClient::apps(std::stop_token stop)
{
    return listApps(u"/v2/apps"_s, stop); // counts and deployments come unasked
}

Task<std::vector<RunningApp>> MarathonClient::appsWithTasks(std::stop_token stop)
{
    return listApps(u"/v2/apps"_s + TasksQuery, stop);
}

Task<std::vector<RunningApp>> MarathonClient::listApps(QString path, std::stop_token stop)
{
    const Result<HttpResponse> answer = co_await get(path, QString(), stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const QString name = target();
    if (answer->body.size() < LongList)
        co_return readApps(answer->body, name);
    const QFuture<std::shared_ptr<Result<Apps>>> reading = readAppsApart(answer->body, name);
    const std::shared_ptr<Result<Apps>> apps = co_await reading;
    if (stop.stop_requested())
        co_return cancelled(); // this may be gone
    co_return std::move(*apps);
}

Task<AppGroup> MarathonClient::group(QString id, std::stop_token stop)
{
    const QString path = id == u"/"_s ? u"/v2/groups"_s : u"/v2/groups"_s + asPath(id);
    const Result<HttpResponse> answer = co_await get(path, id, stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const JsonTree tree = JsonTree::parse(answer->body);
    if (!tree.root()["id"].isString())
        co_return unreadable(target());
    co_return readGroup(tree.root());
}

Task<std::vector<AppVersion>> MarathonClient::versions(QString id, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + asPath(id) + u"/versions"_s;
    const Result<HttpResponse> answer = co_await get(path, id, stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const JsonTree tree = JsonTree::parse(answer->body);
    const JsonNode list = tree.root()["versions"];
    if (!list.isArray())
        co_return unreadable(target());
    std::vector<AppVersion> versions;
    for (const JsonNode version : list.children())
        versions.push_back(version.stringOr());
    std::sort(versions.begin(), versions.end(), [](const AppVersion &one, const AppVersion &other) {
        return instantOf(one) > instantOf(other);
    });
    co_return versions;
}

Task<RunningApp> MarathonClient::version(QString id, AppVersion version, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + asPath(id) + u"/versions"_s + asPath(version);
    const Result<HttpResponse> answer = co_await get(path, id, stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const JsonTree tree = JsonTree::parse(answer->body);
    if (!tree.root()["id"].isString())
        co_return unreadable(target());
    co_return readApp(tree.root());
}

Task<std::vector<Deployment>> MarathonClient::deployments(std::stop_token stop)
{
    const Result<HttpResponse> answer = co_await get(u"/v2/deployments"_s, QString(), stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const JsonTree tree = JsonTree::parse(answer->body);
    if (!tree.root().isArray())
        co_return unreadable(target());
    co_return readDeployments(tree.root());
}

Task<std::vector<QueueEntry>> MarathonClient::queue(std::stop_token stop)
{
    const QString path = u"/v2/queue?embed=lastUnusedOffers"_s;
    const Result<HttpResponse> answer = co_await get(path, QString(), stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const JsonTree tree = JsonTree::parse(answer->body);
    if (!tree.root()["queue"].isArray())
        co_return unreadable(target());
    co_return readQueue(tree.root());
}

Task<std::vector<AppTask>> MarathonClient::tasks(QString appId, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + asPath(appId) + u"/tasks"_s;
    const Result<HttpResponse> answer = co_await get(path, appId, stop);
    if (!answer)
        co_return tl::make_unexpected(answer.error());
    const JsonTree tree = JsonTree::parse(answer->body);
    if (!tree.root()["tasks"].isArray())
        co_return unreadable(target());
    std::vector<AppTask> tasks;
    for (const JsonNode task : tree.root()["tasks"].children())
        tasks.push_back(readTask(task));
    co_return tasks;
}

} // namespace Pinion
