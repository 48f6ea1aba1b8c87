// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster/marathonrefusal.h"

#include "cluster/clusteraccess.h"
#include "json/jsontree.h"
#include "net/redaction.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

struct ValueWord
{
    QLatin1StringView code;
    QLatin1StringView text;
};

// What Marathon's first reader says instead of words (play-json's error codes).
constexpr std::array ValueWords{
    ValueWord{"error.path.missing"_L1, "is missing"_L1},
    ValueWord{"error.expected.jsstring"_L1, "must be text"_L1},
    ValueWord{"error.expected.jsnumber"_L1, "must be a number"_L1},
    ValueWord{"error.expected.jsarray"_L1, "must be a list"_L1},
    ValueWord{"error.expected.jsobject"_L1, "must be an object"_L1},
    ValueWord{"error.expected.jsboolean"_L1, "must be true or false"_L1},
    ValueWord{"error.expected.int"_L1, "must be a whole number"_L1},
    ValueWord{"error.min"_L1, "is too small"_L1},
    ValueWord{"error.max"_L1, "is too large"_L1},
    ValueWord{"error.minLength"_L1, "is too short"_L1},
    ValueWord{"error.maxLength"_L1, "is too long"_L1},
    ValueWord{"error.pattern"_L1, "does not have the form that is asked for"_L1},
    ValueWord{"error.unknown.enum.literal"_L1, "is none of the words that are allowed"_L1},
};

QString appName(const QString &id)
{
    return id.section(u'/', -1);
}

/// "/shop" of "/shop/orders", for whom rights are given.
QString groupOf(const QString &id)
{
    const QString group = id.section(u'/', 0, -2);
    return group.isEmpty() ? id : group;
}

RefusalKind kindOf(int status, const MarathonRefusal &refusal)
{
    switch (status) {
    case 401:
        return RefusalKind::SignIn;
    case 403:
        return refusal.serverMessage.startsWith("Max number"_L1) ? RefusalKind::TooManyDeployments
                                                                 : RefusalKind::Forbidden;
    case 404:
        return RefusalKind::NotFound;
    case 409:
        return refusal.deployments.isEmpty() ? RefusalKind::Conflict : RefusalKind::Locked;
    case 400:
    case 422:
        return RefusalKind::NotValid;
    default:
        break;
    }
    if (status == 500 && refusal.serverMessage.startsWith("URI not found"_L1))
        return RefusalKind::NotFound; // from 1.6.486 on
    return status >= 500 || status == 408 ? RefusalKind::Trouble : RefusalKind::Other;
}

Error forbidden(const RefusalSubject &subject)
{
    const QString place = subject.id.isEmpty() ? QString() : groupOf(subject.id) + u" on "_s;
    if (!subject.isChange)
        return {ErrorKind::Rejected,
            u"You are not allowed to read %1%2."_s.arg(place, subject.target),
            u"Ask an administrator for access."_s};
    return {ErrorKind::Rejected,
        u"You may read %1%2 but not change it. Nothing was changed."_s.arg(place, subject.target),
        u"Ask an administrator for write access%1."_s.arg(
            subject.id.isEmpty() ? QString() : u" to "_s + groupOf(subject.id))};
}

Error notFound(const MarathonRefusal &refusal, const RefusalSubject &subject)
{
    const QString &message = refusal.serverMessage;
    if (message.startsWith("URI not found"_L1))
        return {ErrorKind::Protocol,
            u"Marathon on %1 does not know this request."_s.arg(subject.target),
            u"It may be too old, or not a Marathon."_s};
    if (message.startsWith("DeploymentPlan"_L1))
        return {ErrorKind::NotFound, u"The deployment has ended already."_s};
    if (subject.id.isEmpty() || message.isEmpty())
        return {ErrorKind::Protocol,
            u"What answers for %1 is no Marathon, or it lies behind another path."_s.arg(
                subject.target),
            u"Check the address."_s};
    if (message.contains(" in version "_L1))
        return {ErrorKind::NotFound,
            u"%1 does not know this version of %2 any more."_s.arg(
                sentenceStart(subject.target), subject.id)};
    return {ErrorKind::NotFound, u"%1 does not run on %2."_s.arg(subject.id, subject.target)};
}

Error notValid(const MarathonRefusal &refusal, const RefusalSubject &subject, int status)
{
    const QString target = sentenceStart(subject.target);
    if (!refusal.values.empty())
        return {ErrorKind::Invalid,
            refusal.values.size() == 1
                ? u"%1 refused the definition: one value is not valid."_s.arg(target)
                : u"%1 refused the definition: %2 values are not valid."_s.arg(target).arg(
                    refusal.values.size()),
            u"Nothing was changed."_s};
    const QString why = redacted(refusal.serverMessage);
    if (status == 400)
        return {ErrorKind::Invalid, u"%1 could not read the request: %2."_s.arg(target, why),
            u"Nothing was changed."_s};
    return {ErrorKind::Invalid, u"%1 refused the definition: %2"_s.arg(target, why),
        u"Nothing was changed."_s};
}

Error inTrouble(const RefusalSubject &subject, int status)
{
    const bool isAway = status == 502 || status == 503 || status == 504;
    const QString what = isAway
        ? u"Marathon on %1 cannot answer at present; it may be choosing a leader."_s
        : u"Marathon on %1 had an internal problem."_s;
    const QString message = what.arg(subject.target);
    if (!subject.isChange)
        return {ErrorKind::Network, message, u"Try again in a moment."_s};
    return {ErrorKind::Network, message + u" It is not known whether the change was taken."_s,
        u"Check what runs now before you send it again."_s};
}

/// An id or a port that is taken; the server tells which.
Error taken(const MarathonRefusal &refusal, const RefusalSubject &subject)
{
    const QString why = redacted(refusal.serverMessage);
    const QString app = appName(subject.id);
    return {ErrorKind::Conflict,
        why.isEmpty()
            ? u"What %1 holds already stands in the way. Nothing was changed."_s.arg(subject.target)
            : why + u' '
                + (app.isEmpty() ? u"Nothing was changed."_s
                                 : u"%1 was not deployed."_s.arg(sentenceStart(app)))};
}

Error errorOf(const MarathonRefusal &refusal, const RefusalSubject &subject, int status)
{
    switch (refusal.kind) {
    case RefusalKind::SignIn:
        return {ErrorKind::Unauthorized,
            u"%1 did not accept your sign-in.%2"_s.arg(sentenceStart(subject.target),
                subject.isChange ? u" Nothing was changed."_s : QString()),
            subject.hasLogin ? u"The stored token or password may have expired; sign in again."_s
                             : u"Sign in."_s};
    case RefusalKind::Forbidden:
        return forbidden(subject);
    case RefusalKind::TooManyDeployments:
        return {ErrorKind::Conflict,
            u"%1 already runs as many deployments as it allows. Nothing was changed."_s.arg(
                sentenceStart(subject.target)),
            u"Wait until one of them has ended."_s};
    case RefusalKind::NotFound:
        return notFound(refusal, subject);
    case RefusalKind::Locked:
        return {ErrorKind::Conflict,
            u"%1 is being changed by another deployment. Nothing was changed."_s.arg(
                sentenceStart(appName(subject.id))),
            u"Wait until it has ended, or look at what it does."_s};
    case RefusalKind::Conflict:
        return taken(refusal, subject);
    case RefusalKind::NotValid:
        return notValid(refusal, subject, status);
    case RefusalKind::Trouble:
        return inTrouble(subject, status);
    case RefusalKind::Other:
        break;
    }
    return {ErrorKind::Rejected,
        u"%1 gave an answer that no Marathon gives (%2)."_s.arg(sentenceStart(subject.target))
            .arg(status),
        u"Check the address; a proxy may stand in between."_s};
}

void readDetails(JsonNode details, MarathonRefusal &refusal)
{
    if (details.isString()) // of a body that is no JSON
        refusal.serverMessage += u": "_s + details.stringOr();
    for (const JsonNode detail : details.children()) {
        const QString path = detail["path"].stringOr();
        for (const JsonNode error : detail["errors"].children())
            refusal.values.push_back(
                {pointerOfServerPath(path), path, refusedValueText(error.stringOr())});
    }
}

} // namespace

JsonPointer pointerOfServerPath(const QString &path)
{
    static const QRegularExpression indexed(u"^(.*?)((?:\\(\\d+\\))+)$"_s);
    static const QRegularExpression number(u"\\((\\d+)\\)"_s);
    QList<QByteArray> tokens;
    for (const QString &segment : path.split(u'/', Qt::SkipEmptyParts)) {
        const QRegularExpressionMatch match = indexed.match(segment);
        if (!match.hasMatch()) {
            tokens.append(segment.toUtf8());
            continue;
        }
        if (match.captured(1) == "keys"_L1)
            break;
        if (!match.captured(1).isEmpty())
            tokens.append(match.captured(1).toUtf8());
        for (const QRegularExpressionMatch &index : number.globalMatch(match.captured(2)))
            tokens.append(index.captured(1).toUtf8());
    }
    return JsonPointer(tokens);
}

QString refusedValueText(const QString &code)
{
    for (const ValueWord &word : ValueWords) {
        if (code == word.code)
            return word.text;
    }
    return redacted(code);
}

MarathonRefusal refusalOf(const HttpResponse &response, const RefusalSubject &subject)
{
    MarathonRefusal refusal;
    refusal.body = response.body;
    // Below Marathon's own layer errors are pages or nothing, whatever the Content-Type says.
    const JsonTree tree = JsonTree::parse(response.body);
    if (tree.isValid() && tree.root().isObject()) {
        refusal.serverMessage = tree.root()["message"].stringOr();
        readDetails(tree.root()["details"], refusal);
        for (const JsonNode deployment : tree.root()["deployments"].children())
            refusal.deployments.append(deployment["id"].stringOr());
    }
    refusal.kind = kindOf(response.status, refusal);
    refusal.error = errorOf(refusal, subject, response.status);
    refusal.error.httpStatus = response.status;
    return refusal;
}

} // namespace Pinion
