// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/runrecord.h"

#include "base/textfile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int FormatVersion = 1;

struct StepWord
{
    RecordedStep step;
    QLatin1StringView word;
};

constexpr std::array StepWords{
    StepWord{RecordedStep::Sending, "sending"_L1},
    StepWord{RecordedStep::Following, "following"_L1},
    StepWord{RecordedStep::Reverting, "reverting"_L1},
};

QStringList textsOf(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue &element : list.toArray())
        texts.append(element.toString());
    return texts;
}

} // namespace

QByteArray RunRecord::toJson() const
{
    const auto word = std::find_if(StepWords.begin(), StepWords.end(),
        [this](const StepWord &row) { return row.step == step; });
    QJsonObject versions;
    for (const auto &[id, version_] : before)
        versions.insert(id, version_);
    const QJsonObject object{{u"pinion"_s, FormatVersion}, {u"target"_s, target},
        {u"addresses"_s, QJsonArray::fromStringList(addresses)}, {u"step"_s, QString(word->word)},
        {u"document"_s, documentPath}, {u"apps"_s, QJsonArray::fromStringList(apps)},
        {u"group"_s, group}, {u"before"_s, versions},
        {u"moving"_s, QJsonArray::fromStringList(movingBefore)}, {u"deployment"_s, deploymentId},
        {u"version"_s, version}, {u"began"_s, began.toUTC().toString(Qt::ISODateWithMs)}};
    return QJsonDocument(object).toJson();
}

Result<RunRecord> RunRecord::fromJson(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    const auto word = std::find_if(StepWords.begin(), StepWords.end(),
        [&object](const StepWord &row) { return object["step"_L1].toString() == row.word; });
    RunRecord record;
    record.target = object["target"_L1].toString();
    record.addresses = textsOf(object["addresses"_L1]);
    record.documentPath = object["document"_L1].toString();
    record.apps = textsOf(object["apps"_L1]);
    record.group = object["group"_L1].toString();
    const QJsonObject versions = object["before"_L1].toObject();
    for (auto version = versions.begin(); version != versions.end(); ++version)
        record.before[version.key()] = version->toString();
    record.movingBefore = textsOf(object["moving"_L1]);
    record.deploymentId = object["deployment"_L1].toString();
    record.version = object["version"_L1].toString();
    record.began = QDateTime::fromString(object["began"_L1].toString(), Qt::ISODateWithMs);
    const bool isRecord = object["pinion"_L1].toInt() == FormatVersion && word != StepWords.end()
        && !record.target.isEmpty() && !record.apps.isEmpty() && record.began.isValid();
    if (!isRecord)
        return fail(ErrorKind::Invalid, u"This is no record of a deployment."_s);
    record.step = word->step;
    return record;
}

RunJournal::RunJournal(QString folder)
    : m_folder(std::move(folder))
{ }

QString RunJournal::standardFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + "/pinion/runs"_L1;
}

Result<QString> RunJournal::write(const QString &name, const RunRecord &record) const
{
    const QString file
        = name.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) + u".json"_s : name;
    QDir().mkpath(m_folder);
    return writeFile(QDir(m_folder).filePath(file), record.toJson()).map([&file] { return file; });
}

void RunJournal::remove(const QString &name) const
{
    if (!name.isEmpty())
        QFile::remove(QDir(m_folder).filePath(name));
}

PastRuns RunJournal::past() const
{
    return PastRuns(QDir(m_folder).filePath(u"past.list"_s));
}

std::vector<RunJournal::Entry> RunJournal::entries() const
{
    std::vector<Entry> entries;
    for (const QString &name : QDir(m_folder).entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const Result<RunRecord> record
            = readFile(QDir(m_folder).filePath(name)).and_then(RunRecord::fromJson);
        if (record)
            entries.push_back({name, *record});
    }
    std::stable_sort(entries.begin(), entries.end(),
        [](const Entry &one, const Entry &other) { return one.record.began < other.record.began; });
    return entries;
}

} // namespace Pinion
