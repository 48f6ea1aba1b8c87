// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploy/pastruns.h"

#include "base/textfile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr std::size_t MostKept = 1'000;
/// Older ones were of other images, and of other numbers of instances.
constexpr std::size_t MostCompared = 5;

QJsonObject toJson(const PastRun &run)
{
    return {{u"addresses"_s, QJsonArray::fromStringList(run.addresses)}, {u"app"_s, run.app},
        {u"version"_s, run.version}, {u"began"_s, run.began.toUTC().toString(Qt::ISODateWithMs)},
        {u"seconds"_s, qint64(run.took.count())}};
}

PastRun fromJson(const QJsonObject &object)
{
    PastRun run;
    for (const QJsonValue &address : object["addresses"_L1].toArray())
        run.addresses.append(address.toString());
    run.app = object["app"_L1].toString();
    run.version = object["version"_L1].toString();
    run.began = QDateTime::fromString(object["began"_L1].toString(), Qt::ISODateWithMs);
    run.took = std::chrono::seconds(object["seconds"_L1].toInteger(-1));
    return run;
}

bool isAbout(const PastRun &run, const QStringList &addresses, const QString &app)
{
    return run.app == app && run.addresses == addresses;
}

} // namespace

QStringList addressesOf(const QList<QUrl> &urls)
{
    QStringList addresses;
    for (const QUrl &url : urls)
        addresses.append(url.toString(QUrl::RemoveUserInfo));
    return addresses;
}

PastRuns::PastRuns(QString file)
    : m_file(std::move(file))
{ }

std::vector<PastRun> PastRuns::read() const
{
    const Result<QByteArray> bytes = readFile(m_file);
    std::vector<PastRun> runs;
    for (const QJsonValue &value : QJsonDocument::fromJson(bytes.value_or(QByteArray())).array()) {
        PastRun run = fromJson(value.toObject());
        if (!run.app.isEmpty() && !run.version.isEmpty() && run.began.isValid())
            runs.push_back(std::move(run));
    }
    return runs;
}

Result<void> PastRuns::remember(const std::vector<PastRun> &runs) const
{
    std::vector<PastRun> all = read();
    for (const PastRun &run : runs) {
        std::erase_if(all, [&run](const PastRun &old) {
            return isAbout(old, run.addresses, run.app) && sameVersion(old.version, run.version);
        });
        all.push_back(run);
    }
    QJsonArray array;
    for (std::size_t i = all.size() - std::min(all.size(), MostKept); i < all.size(); ++i)
        array.append(toJson(all[i]));
    QDir().mkpath(QFileInfo(m_file).path());
    return writeFile(m_file, QJsonDocument(array).toJson(QJsonDocument::Compact));
}

std::vector<AppVersion> PastRuns::ownVersions(
    const QStringList &addresses, const QString &app) const
{
    std::vector<AppVersion> versions;
    for (const PastRun &run : read()) {
        if (isAbout(run, addresses, app))
            versions.push_back(run.version);
    }
    return versions;
}

std::chrono::seconds PastRuns::usual(const QStringList &addresses, const QStringList &apps) const
{
    const std::vector<PastRun> all = read();
    std::chrono::seconds slowest{0};
    for (const QString &app : apps) {
        std::vector<std::chrono::seconds> times;
        for (auto run = all.rbegin(); run != all.rend() && times.size() < MostCompared; ++run) {
            if (isAbout(*run, addresses, app) && run->took.count() >= 0)
                times.push_back(run->took);
        }
        if (times.empty())
            continue;
        std::sort(times.begin(), times.end());
        slowest = std::max(slowest, times[times.size() / 2]);
    }
    return slowest;
}

} // namespace Pinion
