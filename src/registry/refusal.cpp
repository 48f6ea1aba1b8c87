// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/refusal.h"

#include "net/redaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString subject(const RegistryQuestion &question)
{
    if (question.path.isEmpty())
        return question.domain;
    return question.domain + u'/' + question.path;
}

QString said(const RegistryComplaint &complaint)
{
    if (!complaint.message.isEmpty())
        return u" (“%1”)"_s.arg(complaint.message);
    return complaint.code.isEmpty() ? QString() : u" (%1)"_s.arg(complaint.code);
}

Error unauthorized(const RegistryQuestion &question)
{
    if (question.hasLogin)
        return {ErrorKind::Unauthorized,
            u"%1 refused the login for %2."_s.arg(question.domain, subject(question)),
            u"Check user and password; a token may have expired or lack the right to pull."_s};
    return {ErrorKind::Unauthorized,
        u"%1 does not exist, or needs a login."_s.arg(subject(question)),
        u"Check the name, or log in to %1."_s.arg(question.domain)};
}

Error notFound(const HttpResponse &response, const RegistryQuestion &question, const QString &code)
{
    if (question.path.isEmpty())
        return {ErrorKind::NotFound, u"%1 offers no such list."_s.arg(question.domain),
            u"Check that it is an image registry; many registries keep this list closed."_s};
    if (isHiddenByAccept(response))
        return {ErrorKind::Protocol,
            u"%1 keeps %2 in a form that was not asked for."_s.arg(
                subject(question), question.reference),
            u"The tag exists; ask those who run the registry about its image formats."_s};
    if (question.reference.isEmpty() || code == "NAME_UNKNOWN"_L1)
        return {ErrorKind::NotFound, u"There is no repository %1."_s.arg(subject(question)),
            u"Check the name; a private repository may be hidden from this login."_s};
    if (question.reference.contains(u':'))
        return {ErrorKind::NotFound,
            u"%1 holds no image %2."_s.arg(subject(question), question.reference),
            u"It may have been deleted; choose another."_s};
    return {ErrorKind::NotFound, u"%1 has no tag %2."_s.arg(subject(question), question.reference),
        u"It may have been deleted or renamed; choose another."_s};
}

Error tooMany(const HttpResponse &response, const RegistryQuestion &question, const QString &text)
{
    const QByteArray after = response.headers.value("Retry-After").trimmed();
    bool isNumber = false;
    const int seconds = after.toInt(&isNumber);
    const QString wait = isNumber && seconds > 0
        ? u"Wait %1 seconds, then try again; with a login the limit is often higher."_s.arg(seconds)
        : u"Wait a while, then try again; with a login the limit is often higher."_s;
    return {ErrorKind::Rejected, u"%1 was asked too often%2."_s.arg(question.domain, text), wait};
}

} // namespace

RegistryComplaint registryComplaint(const HttpResponse &response)
{
    RegistryComplaint complaint;
    const QJsonObject root = QJsonDocument::fromJson(response.body).object();
    const QJsonObject first = root["errors"_L1].toArray().at(0).toObject();
    complaint.code = redacted(first["code"_L1].toString());
    complaint.message = redacted(first["message"_L1].toString());
    const QString detail = first["detail"_L1].toString();
    if (complaint.message.isEmpty())
        complaint.message = redacted(detail);
    return complaint;
}

bool isHiddenByAccept(const HttpResponse &response)
{
    return response.status == 404 && response.body.contains("accept header does not support");
}

Error refusal(const HttpResponse &response, const RegistryQuestion &question)
{
    const RegistryComplaint complaint = registryComplaint(response);
    const int status = response.status;
    Error error(ErrorKind::Protocol,
        u"%1 answered %2%3."_s.arg(subject(question)).arg(status).arg(said(complaint)),
        u"Check that this is the address of an image registry."_s);
    if (status == 401)
        error = unauthorized(question);
    else if (status == 403)
        error = Error(ErrorKind::Unauthorized,
            u"%1 may not be read%2."_s.arg(subject(question), said(complaint)),
            u"Ask those who run the registry for the right to pull."_s);
    else if (status == 404)
        error = notFound(response, question, complaint.code);
    else if (status == 429)
        error = tooMany(response, question, said(complaint));
    else if (status == 412)
        error = Error(ErrorKind::Conflict,
            u"A policy of %1 forbids it%2."_s.arg(question.domain, said(complaint)),
            u"Ask those who run the registry."_s);
    else if (status == 400 && response.body.contains("HTTP request to an HTTPS server"))
        error = Error(ErrorKind::Protocol, u"%1 speaks https only."_s.arg(question.domain),
            u"Take plain http out of the settings of this registry."_s);
    else if (status == 400 || status == 405)
        error = Error(ErrorKind::Rejected,
            u"%1 does not take the question%2."_s.arg(subject(question), said(complaint)),
            u"Check the name and the tag."_s);
    else if (status >= 500)
        error = Error(ErrorKind::Network,
            u"%1 has a problem of its own: it answered %2%3."_s.arg(question.domain)
                .arg(status)
                .arg(said(complaint)),
            u"Try again later."_s);
    error.httpStatus = status;
    return error;
}

} // namespace Pinion
