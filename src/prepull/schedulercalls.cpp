// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/schedulercalls.h"

#include "cluster/permission.h"
#include "json/jsontree.h"

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int Attempts = 3;
constexpr std::chrono::milliseconds AttemptPause{2'000};
constexpr qsizetype LongestWords = 200;

/// The server's words: of Chronos 3 the first line of a stack trace, of older ones plain text.
QString wordsOf(const HttpResponse &response)
{
    const JsonTree tree = JsonTree::parse(response.body);
    QString words = tree.root()["message"].stringOr();
    if (words.isEmpty() && !tree.root().isObject())
        words = QString::fromUtf8(response.body);
    return words.section(u'\n', 0, 0).trimmed().left(LongestWords);
}

Error refusal(const HttpResponse &response, const QString &who, bool isChange)
{
    const QString nothing = isChange ? u" Nothing was changed."_s : QString();
    Error error(ErrorKind::Rejected, QString());
    if (response.status == 401) {
        error = Error(ErrorKind::Unauthorized,
            u"%1 did not accept the sign-in."_s.arg(who) + nothing, u"Check the login for it."_s);
    } else if (response.status == 404) {
        error = Error(
            ErrorKind::NotFound, u"%1 does not know what was asked for."_s.arg(who) + nothing);
    } else {
        const QString words = wordsOf(response);
        error = Error(ErrorKind::Rejected,
            words.isEmpty()
                ? u"%1 answered with status %2."_s.arg(who).arg(response.status)
                : u"%1 answered with status %2: %3"_s.arg(who).arg(response.status).arg(words));
    }
    error.httpStatus = response.status;
    return error;
}

QString nameOf(PrepullVia via, const ClusterLine &line)
{
    return u"%1 of %2"_s.arg(viaTitle(via), line.access().name);
}

Error unreachable(const Error &cause, const QString &who)
{
    if (cause.kind == ErrorKind::Cancelled)
        return cause;
    return {cause.kind, u"%1 cannot be reached. %2"_s.arg(who, cause.message), cause.hint};
}

} // namespace

ClusterAccess schedulerAccess(
    const ClusterAccess &target, const QUrl &url, const Credentials &login)
{
    ClusterAccess access = target;
    access.urls = {url};
    access.basePath.clear();
    access.mesosUrl.clear();
    access.signIn = login.isEmpty() ? SignIn::None : SignIn::Basic;
    access.credentials = login;
    return access;
}

Task<SchedulerChange> changeScheduler(ClusterLine &line, PrepullVia via, HttpMethod method,
    QString path, QByteArray body, WritePermit permit, std::stop_token stop)
{
    if (const std::optional<Error> no = permitProblem(permit, line.access()))
        co_return tl::make_unexpected(*no);
    const Delivery delivery = co_await line.change(method, path, std::move(body), stop);
    if (stop.stop_requested())
        co_return cancelled();
    const QString who = nameOf(via, line);
    SchedulerChange change;
    if (!delivery.answer && !delivery.mayHaveArrived)
        co_return tl::make_unexpected(unreachable(delivery.answer.error(), who));
    if (!delivery.answer) {
        change.error = unreachable(delivery.answer.error(), who);
        co_return change;
    }
    change.answer = *delivery.answer;
    if (change.answer.isSuccess()) {
        change.outcome = SchedulerChange::Outcome::Accepted;
        co_return change;
    }
    change.error = refusal(change.answer, who, true);
    change.outcome = change.answer.status >= 500 ? SchedulerChange::Outcome::Unknown
                                                 : SchedulerChange::Outcome::Refused;
    co_return change;
}

Task<HttpResponse> readScheduler(
    ClusterLine &line, PrepullVia via, QString path, std::stop_token stop)
{
    Result<HttpResponse> answer = co_await line.read(path, stop);
    if (stop.stop_requested())
        co_return cancelled();
    const QString who = nameOf(via, line);
    if (!answer)
        co_return tl::make_unexpected(unreachable(answer.error(), who));
    if (!answer->isSuccess())
        co_return tl::make_unexpected(refusal(*answer, who, false));
    co_return answer;
}

Task<void> sendOnce(Clock &clock, SchedulerSend send, SchedulerLookUp isThere, std::stop_token stop)
{
    Error problem(ErrorKind::Network, QString());
    for (int attempt = 1; attempt <= Attempts; ++attempt) {
        const Result<SchedulerChange> change = co_await send();
        if (stop.stop_requested())
            co_return cancelled();
        if (change && change->outcome == SchedulerChange::Outcome::Accepted)
            co_return Result<void>();
        problem = change ? change->error : change.error();
        const bool isFinal = change
            ? change->outcome == SchedulerChange::Outcome::Refused
            : problem.kind == ErrorKind::Rejected || problem.kind == ErrorKind::Tls;
        if (isFinal)
            break;
        const Result<void> slept = co_await clock.sleep(AttemptPause * attempt, stop);
        if (!slept)
            co_return cancelled();
        const Result<bool> isDone = co_await isThere();
        if (stop.stop_requested())
            co_return cancelled();
        if (!isDone)
            problem = isDone.error();
        if (!isDone || *isDone) // in doubt nothing is sent again
            co_return isDone ? Result<void>() : Result<void>(tl::make_unexpected(problem));
    }
    co_return tl::make_unexpected(problem);
}

} // namespace Pinion
