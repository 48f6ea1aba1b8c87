// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/savedstate.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

// The text travels as base64: it may hold bytes that no JSON string can.
QJsonObject encode(const SavedDocument &document)
{
    QJsonObject object{
        {"path"_L1, document.path},
        {"name"_L1, document.untitledName},
        {"diskHash"_L1, QString::fromLatin1(document.diskHash)},
        {"cursor"_L1, qint64(document.cursor)},
        {"keptAt"_L1, document.keptAt.toUTC().toString(Qt::ISODateWithMs)},
    };
    if (document.unsaved)
        object.insert("unsaved"_L1, QString::fromLatin1(document.unsaved->toBase64()));
    return object;
}

SavedDocument decode(const QJsonObject &object)
{
    SavedDocument document;
    document.path = object.value("path"_L1).toString();
    document.untitledName = object.value("name"_L1).toString();
    document.diskHash = object.value("diskHash"_L1).toString().toLatin1();
    document.cursor = qsizetype(object.value("cursor"_L1).toInteger());
    document.keptAt
        = QDateTime::fromString(object.value("keptAt"_L1).toString(), Qt::ISODateWithMs);
    if (const QJsonValue unsaved = object.value("unsaved"_L1); unsaved.isString())
        document.unsaved = QByteArray::fromBase64(unsaved.toString().toLatin1());
    return document;
}

Result<QJsonObject> parseObject(const QByteArray &json)
{
    const QJsonDocument parsed = QJsonDocument::fromJson(json);
    if (!parsed.isObject())
        return fail(ErrorKind::Invalid, u"The saved state cannot be read."_s);
    return parsed.object();
}

} // namespace

QString SavedDocument::displayName() const
{
    return path.isEmpty() ? untitledName : QFileInfo(path).fileName();
}

QByteArray contentHash(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray toJson(const SavedDocument &document)
{
    return QJsonDocument(encode(document)).toJson();
}

Result<SavedDocument> savedDocumentFromJson(const QByteArray &json)
{
    return parseObject(json).map([](const QJsonObject &object) { return decode(object); });
}

QByteArray toJson(const Session &session)
{
    QJsonArray documents;
    for (const SavedDocument &document : session.documents)
        documents.append(encode(document));
    const QJsonObject object{{"documents"_L1, documents}, {"current"_L1, qint64(session.current)}};
    return QJsonDocument(object).toJson();
}

Result<Session> sessionFromJson(const QByteArray &json)
{
    return parseObject(json).map([](const QJsonObject &object) {
        Session session;
        for (const auto &value : object.value("documents"_L1).toArray())
            session.documents.append(decode(value.toObject()));
        session.current = qsizetype(object.value("current"_L1).toInteger());
        return session;
    });
}

Result<void> writePrivateFile(const QString &path, const QByteArray &bytes)
{
    constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const auto failed = [&path](const QString &reason) {
        return fail(ErrorKind::Io, u"%1 could not be written: %2."_s.arg(path, reason));
    };

    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir().mkpath(folder))
        return failed(u"the folder cannot be created"_s);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(file.errorString());
    if (!file.setPermissions(OwnerOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failed(file.errorString());
    return {};
}

} // namespace Pinion
