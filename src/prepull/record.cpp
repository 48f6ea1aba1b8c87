// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepull/record.h"

#include "base/textfile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int FormatVersion = 1;

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue &element : list.toArray())
        texts.append(element.toString());
    return texts;
}

/// The id becomes part of file names and of paths of Marathon.
bool isRunId(const QString &text)
{
    return !text.isEmpty() && text.size() <= 32
        && std::all_of(text.cbegin(), text.cend(), [](QChar character) {
               return (character >= u'0' && character <= u'9')
                   || (character >= u'a' && character <= u'f');
           });
}

std::unique_ptr<QLockFile> lockOf(const QString &file)
{
    auto lock = std::make_unique<QLockFile>(file + ".lock"_L1);
    lock->setStaleLockTime(0); // a pull may take hours; only the end of its program frees it
    return lock;
}

} // namespace

QByteArray PrepullRecord::toJson() const
{
    const QJsonObject object{{u"pinion"_s, FormatVersion}, {u"run"_s, runId}, {u"target"_s, target},
        {u"addresses"_s, QJsonArray::fromStringList(addresses)}, {u"via"_s, viaName(via)},
        {u"scheduler"_s, scheduler.toString()}, {u"image"_s, image},
        {u"hosts"_s, QJsonArray::fromStringList(hosts)},
        {u"began"_s, began.toUTC().toString(Qt::ISODateWithMs)}};
    return QJsonDocument(object).toJson();
}

Result<PrepullRecord> PrepullRecord::fromJson(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const std::optional<PrepullVia> via = viaFromName(object["via"_L1].toString());
    PrepullRecord record;
    record.runId = object["run"_L1].toString();
    record.target = object["target"_L1].toString();
    record.addresses = textsOf(object["addresses"_L1]);
    record.scheduler = QUrl(object["scheduler"_L1].toString());
    record.image = object["image"_L1].toString();
    record.hosts = textsOf(object["hosts"_L1]);
    record.began = QDateTime::fromString(object["began"_L1].toString(), Qt::ISODateWithMs);
    const bool isRecord = object["pinion"_L1].toInt() == FormatVersion && via
        && isRunId(record.runId) && !record.target.isEmpty() && record.began.isValid();
    if (!isRecord)
        return fail(ErrorKind::Invalid, u"This is no record of a pre-pull."_s);
    record.via = *via;
    return record;
}

PrepullJournal::PrepullJournal(QString folder)
    : m_folder(std::move(folder))
{ }

QString PrepullJournal::standardFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + "/pinion/prepulls"_L1;
}

QString PrepullJournal::fileOf(const QString &runId) const
{
    return QDir(m_folder).filePath(runId + ".json"_L1);
}

Result<PrepullJournal::Hold> PrepullJournal::write(const PrepullRecord &record) const
{
    QDir().mkpath(m_folder);
    const QString file = fileOf(record.runId);
    Hold hold = lockOf(file);
    if (!hold->tryLock(0) && hold->error() == QLockFile::LockFailedError)
        return fail(ErrorKind::Conflict,
            u"Another Pinion is at work at the pre-pull %1."_s.arg(record.runId));
    // Any other problem with the folder shows when the record itself is written.
    return writeFile(file, record.toJson()).map([&hold] { return std::move(hold); });
}

void PrepullJournal::remove(const QString &runId) const
{
    QFile::remove(fileOf(runId));
}

std::vector<PrepullJournal::Entry> PrepullJournal::entries() const
{
    std::vector<Entry> entries;
    for (const QString &name : QDir(m_folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const Result<PrepullRecord> record
            = readFile(QDir(m_folder).filePath(name)).and_then(PrepullRecord::fromJson);
        if (!record || fileOf(record->runId) != QDir(m_folder).filePath(name))
            continue;
        const Hold lock = lockOf(fileOf(record->runId));
        const bool isAlive = !lock->tryLock(0) && lock->error() == QLockFile::LockFailedError;
        entries.push_back({*record, isAlive});
    }
    std::stable_sort(entries.begin(), entries.end(),
        [](const Entry &one, const Entry &other) { return one.record.began < other.record.began; });
    return entries;
}

} // namespace Pinion
