// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/marathonclient.h"
#include "cluster/marathonreader.h"
#include "cluster/permission.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString forceQuery(Forced forced)
{
    // Always said: the server's own default differs from one request to the other.
    return forced == Forced::Yes ? u"force=true"_s : u"force=false"_s;
}

Error neverSent(const Error &cause, const QString &target)
{
    if (cause.kind != ErrorKind::Network && cause.kind != ErrorKind::TimedOut)
        return cause;
    return {cause.kind,
        u"%1 cannot be reached. %2 Nothing was changed."_s.arg(
            sentenceStart(target), cause.message),
        cause.hint};
}

ChangeAnswer unknown(Error error)
{
    ChangeAnswer answer;
    answer.outcome = ChangeAnswer::Outcome::Unknown;
    answer.refusal.kind = RefusalKind::Trouble;
    answer.refusal.error = std::move(error);
    return answer;
}

ChangeAnswer answerLost(const Error &cause)
{
    const bool isLate = cause.kind == ErrorKind::TimedOut;
    return unknown(Error(cause.kind,
        isLate
            ? u"Marathon did not answer in time after the change was sent. It is not known "
              "whether Marathon received it."_s
            : u"The connection broke after the change was sent. It is not known whether Marathon "
              "received it."_s,
        u"Check what runs now before you send it again."_s));
}

Acceptance acceptanceOf(const HttpResponse &response)
{
    const JsonTree tree = JsonTree::parse(response.body);
    Acceptance acceptance = readAcceptance(tree.root());
    if (acceptance.deploymentId.isEmpty())
        acceptance.deploymentId
            = QString::fromUtf8(response.headers.value("Marathon-Deployment-Id"));
    acceptance.hasCreated = response.status == 201;
    return acceptance;
}

/// Changes whose success starts no deployment.
bool startsNoDeployment(HttpMethod method, const QString &path)
{
    return method == HttpMethod::Delete
        && (path.startsWith("/v2/queue"_L1) || path.contains("/tasks/"_L1)
            || (path.startsWith("/v2/deployments"_L1) && path.endsWith("force=true"_L1)));
}

} // namespace

QString replacementQuery(Forced forced)
{
    return u"?partialUpdate=false&"_s + forceQuery(forced);
}

Task<ChangeAnswer> MarathonClient::send(HttpMethod method, QString path, QByteArray body,
    QString subject, WritePermit permit, std::stop_token stop)
{
    if (const std::optional<Error> no = permitProblem(permit, m_line.access()))
        co_return tl::make_unexpected(*no);
    const Delivery delivery = co_await m_line.change(method, path, std::move(body), stop);
    if (stop.stop_requested())
        co_return cancelled();
    if (!delivery.answer && !delivery.mayHaveArrived)
        co_return tl::make_unexpected(neverSent(delivery.answer.error(), target()));
    if (!delivery.answer)
        co_return answerLost(delivery.answer.error());
    const HttpResponse &response = *delivery.answer;
    ChangeAnswer answer;
    if (response.isSuccess()) {
        answer.acceptance = acceptanceOf(response);
        answer.outcome = ChangeAnswer::Outcome::Accepted;
        if (answer.acceptance.deploymentId.isEmpty() && !startsNoDeployment(method, path))
            answer = unknown(Error(ErrorKind::Protocol,
                u"%1 answered, but not as Marathon does. It is not known whether Marathon received "
                "the change."_s.arg(sentenceStart(target())),
                u"Check what runs now before you send it again."_s));
        co_return answer;
    }
    answer.refusal = refusalOf(response, subjectOf(subject, true));
    answer.outcome = answer.refusal.kind == RefusalKind::Trouble ? ChangeAnswer::Outcome::Unknown
                                                                 : ChangeAnswer::Outcome::Refused;
    co_return answer;
}

Task<ChangeAnswer> MarathonClient::putApp(
    QString id, QByteArray body, Forced forced, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + asPath(id) + replacementQuery(forced);
    return send(HttpMethod::Put, path, std::move(body), id, std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::putApps(
    QByteArray body, Forced forced, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + replacementQuery(forced);
    return send(HttpMethod::Put, path, std::move(body), QString(), std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::putGroup(
    QString id, QByteArray body, Forced forced, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/groups"_s + asPath(id) + u'?' + forceQuery(forced);
    return send(HttpMethod::Put, path, std::move(body), id, std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::removeApp(
    QString id, Forced forced, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + asPath(id) + u'?' + forceQuery(forced);
    return send(HttpMethod::Delete, path, QByteArray(), id, std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::restartApp(
    QString id, Forced forced, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + asPath(id) + u"/restart?"_s + forceQuery(forced);
    return send(HttpMethod::Post, path, QByteArray(), id, std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::revertDeployment(
    QString id, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/deployments"_s + asPath(id) + u"?force=false"_s;
    return send(HttpMethod::Delete, path, QByteArray(), QString(), std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::abandonDeployment(
    QString id, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/deployments"_s + asPath(id) + u"?force=true"_s;
    return send(HttpMethod::Delete, path, QByteArray(), QString(), std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::resetDelay(
    QString appId, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/queue"_s + asPath(appId) + u"/delay"_s;
    return send(HttpMethod::Delete, path, QByteArray(), appId, std::move(permit), stop);
}

Task<ChangeAnswer> MarathonClient::killTask(
    QString appId, QString taskId, WritePermit permit, std::stop_token stop)
{
    const QString path = u"/v2/apps"_s + asPath(appId) + u"/tasks"_s + asPath(taskId)
        + u"?scale=false&force=false&wipe=false"_s;
    return send(HttpMethod::Delete, path, QByteArray(), appId, std::move(permit), stop);
}

} // namespace Pinion
