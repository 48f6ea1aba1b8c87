// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/clusterline.h"

#include "json/jsonstring.h"
#include "json/jsontree.h"
#include "net/hosts.h"
#include "net/redaction.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr qint64 LargestAnswer = 256LL * 1024 * 1024; // a thousand apps are some ten MiB
constexpr int Rounds = 3;
constexpr std::chrono::milliseconds RoundPause{1'000};

/// The node cannot answer for the cluster at present; another one may.
bool isNodeInTrouble(const Result<HttpResponse> &answer)
{
    if (!answer)
        return answer.error().kind == ErrorKind::Network
            || answer.error().kind == ErrorKind::TimedOut;
    return answer->status == 502 || answer->status == 503 || answer->status == 504;
}

Error signInRefused(const QString &target)
{
    Error error(ErrorKind::Unauthorized,
        u"%1 did not accept your sign-in."_s.arg(sentenceStart(target)),
        u"Check the user and the password."_s);
    error.httpStatus = 401;
    return error;
}

} // namespace

ClusterLine::ClusterLine(HttpClient &http, ClusterAccess access, ActivityLog *log)
    : m_http(http)
    , m_access(std::move(access))
    , m_log(log)
{ }

void ClusterLine::moveOn()
{
    if (!m_access.urls.isEmpty())
        m_current = (m_current + 1) % m_access.urls.size();
}

HttpRequest ClusterLine::request(HttpMethod method, const QString &path) const
{
    QUrl url = currentUrl();
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + m_access.basePath + path.section(u'?', 0, 0), QUrl::TolerantMode);
    if (path.contains(u'?'))
        url.setQuery(path.section(u'?', 1), QUrl::TolerantMode);
    HttpRequest request(url, method);
    request.maxBytes = LargestAnswer;
    request.idleTimeout = m_access.patience;
    request.headers.set("Accept", "application/json");
    return request;
}

bool ClusterLine::isOwnHost(const QUrl &url) const
{
    return std::any_of(m_access.urls.cbegin(), m_access.urls.cend(),
        [&url](const QUrl &own) { return isSameOrigin(own, url); });
}

void ClusterLine::sign(HttpRequest &request) const
{
    if (!isOwnHost(request.url))
        return;
    switch (m_access.signIn) {
    case SignIn::Basic:
    case SignIn::Bearer:
        request.credentials = m_access.credentials;
        break;
    case SignIn::DcosToken:
        request.headers.set("Authorization", "token=" + m_access.credentials.secret().reveal());
        break;
    case SignIn::DcosLogin:
        if (!m_token.isEmpty())
            request.headers.set("Authorization", "token=" + m_token.reveal());
        break;
    case SignIn::None:
    case SignIn::Certificate:
        break;
    }
}

Task<void> ClusterLine::signIn(std::stop_token stop)
{
    if (m_access.signIn != SignIn::DcosLogin || !m_token.isEmpty())
        co_return Result<void>();
    QUrl url = currentUrl();
    url.setPath(u"/acs/api/v1/auth/login"_s);
    HttpRequest request(url, HttpMethod::Post);
    request.idleTimeout = m_access.patience;
    request.headers.set("Content-Type", "application/json");
    request.body = "{\"uid\":" + encodeString(m_access.credentials.user()) + ",\"password\":"
        + encodeString(QString::fromUtf8(m_access.credentials.secret().reveal())) + '}';
    const QDateTime began = clock().now();
    const Delivery delivery = co_await m_http.deliver(request, stop);
    if (stop.stop_requested())
        co_return cancelled();
    note(request, began, delivery.answer);
    if (!delivery.answer)
        co_return tl::make_unexpected(delivery.answer.error());
    const JsonTree body = JsonTree::parse(delivery.answer->body);
    const QByteArray token = body.root()["token"].toUtf8().value_or(QByteArray());
    if (!delivery.answer->isSuccess() || token.isEmpty())
        co_return tl::make_unexpected(signInRefused(m_access.name));
    m_token = Secret(token);
    co_return Result<void>();
}

void ClusterLine::note(
    const HttpRequest &request, const QDateTime &began, const Result<HttpResponse> &answer)
{
    if (!m_log)
        return;
    Activity activity;
    activity.at = began;
    activity.target = m_access.name;
    activity.method = methodName(request.method);
    activity.url = request.url;
    activity.status = answer ? answer->status : 0;
    activity.duration = std::chrono::milliseconds(began.msecsTo(clock().now()));
    activity.sent = request.body.size();
    activity.received = answer ? answer->body.size() : 0;
    activity.problem = answer ? QString() : answer.error().message;
    activity.signIn = isOwnHost(request.url) ? m_access.signIn : SignIn::None;
    m_log->add(std::move(activity));
}

void ClusterLine::learn(const HttpResponse &response)
{
    const QByteArray leader = response.headers.value("X-Marathon-Leader");
    if (leader.isEmpty())
        return;
    m_leader = QUrl(QString::fromUtf8(leader), QUrl::StrictMode);
    for (qsizetype i = 0; i < m_access.urls.size(); ++i) {
        if (isSameOrigin(m_access.urls[i], m_leader))
            m_current = i;
    }
}

Task<HttpResponse> ClusterLine::ask(HttpRequest request, std::stop_token stop)
{
    sign(request);
    const QDateTime began = clock().now();
    Result<HttpResponse> answer = co_await m_http.send(request, stop);
    if (stop.stop_requested())
        co_return cancelled();
    note(request, began, answer);
    if (answer)
        learn(*answer);
    co_return answer;
}

/// A token of DC/OS ends some day; then one new sign-in is worth a try.
Task<HttpResponse> ClusterLine::askSignedIn(HttpRequest request, std::stop_token stop)
{
    for (int attempt = 1;; ++attempt) {
        const Result<void> isIn = co_await signIn(stop);
        if (!isIn)
            co_return tl::make_unexpected(isIn.error());
        Result<HttpResponse> answer = co_await ask(request, stop);
        const bool isStale
            = answer && answer->status == 401 && m_access.signIn == SignIn::DcosLogin;
        if (!isStale || attempt == 2)
            co_return answer;
        m_token = Secret();
    }
}

Task<HttpResponse> ClusterLine::read(QString path, std::stop_token asked)
{
    if (m_access.urls.isEmpty())
        co_return fail(
            ErrorKind::Invalid, u"%1 has no address."_s.arg(sentenceStart(m_access.name)));
    const StopEither either(asked, m_scope.token());
    const std::stop_token stop = either.token();
    const qsizetype nodes = m_access.urls.size();
    for (int round = 1;; ++round) {
        for (qsizetype node = 0; node < nodes; ++node) {
            HttpRequest question = request(HttpMethod::Get, path);
            question.isRepeatable = nodes == 1; // else the next node is the better second try
            Result<HttpResponse> answer = co_await askSignedIn(std::move(question), stop);
            if (stop.stop_requested())
                co_return cancelled();
            const bool isLast = nodes == 1 || (round == Rounds && node == nodes - 1);
            if (!isNodeInTrouble(answer) || isLast)
                co_return answer;
            moveOn();
        }
        const Result<void> hasSlept = co_await clock().sleep(RoundPause * round, stop);
        if (!hasSlept)
            co_return cancelled();
    }
}

QCoro::Task<Delivery> ClusterLine::change(
    HttpMethod method, QString path, QByteArray body, std::stop_token asked)
{
    const StopEither either(asked, m_scope.token());
    const std::stop_token stop = either.token();
    Delivery delivery{
        fail(ErrorKind::Invalid, u"%1 has no address."_s.arg(sentenceStart(m_access.name))), false};
    for (qsizetype node = 0; node < m_access.urls.size(); ++node) {
        const Result<void> isIn = co_await signIn(stop);
        if (!isIn)
            co_return Delivery{tl::make_unexpected(isIn.error()), false};
        HttpRequest question = request(method, path);
        question.body = body;
        if (!body.isEmpty())
            question.headers.set("Content-Type", "application/json");
        sign(question);
        const QDateTime began = clock().now();
        delivery = co_await m_http.deliver(question, stop);
        if (stop.stop_requested())
            co_return Delivery{cancelled(), delivery.mayHaveArrived};
        note(question, began, delivery.answer);
        if (delivery.answer)
            learn(*delivery.answer);
        if (delivery.answer && delivery.answer->status == 401)
            m_token = Secret();
        if (delivery.mayHaveArrived || !isNodeInTrouble(delivery.answer))
            break;
        moveOn();
    }
    co_return delivery;
}

Task<HttpResponse> ClusterLine::stream(QString path, std::chrono::milliseconds silence,
    std::function<void(const QByteArray &)> sink, std::stop_token asked)
{
    const StopEither either(asked, m_scope.token());
    const std::stop_token stop = either.token();
    HttpRequest question = request(HttpMethod::Get, path);
    question.headers.set("Accept", "text/event-stream"); // anything more is answered with 405
    question.isRepeatable = false;
    question.followsRedirects = false;
    question.idleTimeout = silence;
    question.longest = std::chrono::milliseconds(0);
    question.sink = std::move(sink);
    Result<HttpResponse> answer = co_await askSignedIn(question, stop);
    if (!answer || answer->status < 300 || answer->status > 399)
        co_return answer;
    // A standby sends to the leader, by the name that the leader calls itself.
    const QUrl leader
        = question.url.resolved(QUrl(QString::fromUtf8(answer->headers.value("Location"))));
    if (!isOwnHost(leader))
        co_return fail(ErrorKind::Rejected,
            u"%1 has its events read at %2, which is not an address of this target."_s.arg(
                sentenceStart(m_access.name), hostAndPort(leader)),
            u"Add that address to the target, if it can be reached from here."_s);
    question.url = leader;
    co_return co_await askSignedIn(std::move(question), stop);
}

Task<HttpResponse> ClusterLine::readElsewhere(QUrl url, std::stop_token asked)
{
    const StopEither either(asked, m_scope.token());
    const std::stop_token stop = either.token();
    HttpRequest question(url);
    question.maxBytes = LargestAnswer;
    question.idleTimeout = m_access.patience;
    question.headers.set("Accept", "application/json");
    co_return co_await askSignedIn(std::move(question), stop);
}

Task<HttpResponse> ClusterLine::askElsewhere(QUrl url, QByteArray body, std::stop_token asked)
{
    const StopEither either(asked, m_scope.token());
    const std::stop_token stop = either.token();
    HttpRequest question(url, HttpMethod::Post);
    question.maxBytes = LargestAnswer;
    question.isRepeatable = true;
    question.headers.set("Accept", "application/json");
    question.headers.set("Content-Type", "application/json");
    question.body = std::move(body);
    co_return co_await askSignedIn(std::move(question), stop);
}

} // namespace Pinion
