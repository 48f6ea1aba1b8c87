// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"
#include "registry/ledger.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

constexpr int LongestWait = 5000; ///< ms, for another run that writes
constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

tl::unexpected<Error> cannotWrite(const QString &path, const QString &why)
{
    return fail(ErrorKind::Io, u"%1 cannot be written: %2."_s.arg(path, why),
        u"What the registries said was not remembered."_s);
}

Result<void> makeFolder(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (QFileInfo(folder).isDir())
        return {};
    if (!QDir().mkpath(folder))
        return cannotWrite(path, u"its folder cannot be made"_s);
    QFile::setPermissions(folder, OwnerOnly | QFileDevice::ExeOwner);
    return {};
}

/// Nobody else may learn which images somebody works with, not even for a moment.
Result<void> writePrivately(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(path, file.errorString());
    file.setPermissions(OwnerOnly);
    if (file.write(bytes) != bytes.size() || !file.commit())
        return cannotWrite(path, file.errorString());
    return {};
}

} // namespace

LedgerFile::LedgerFile(QString path)
    : m_path(std::move(path))
{ }

LedgerFile LedgerFile::standard()
{
    return LedgerFile(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + "/pinion/image-ledger.json"_L1);
}

Result<Ledger> LedgerFile::read() const
{
    if (!QFileInfo::exists(m_path))
        return Ledger();
    return readFile(m_path).and_then(
        [this](const QByteArray &bytes) { return Ledger::parse(bytes, m_path); });
}

Result<void> LedgerFile::add(const std::vector<LedgerNews> &news) const
{
    if (news.empty())
        return {};
    if (const Result<void> folder = makeFolder(m_path); !folder)
        return folder;
    QLockFile lock(m_path + ".lock"_L1);
    if (!lock.tryLock(LongestWait))
        return cannotWrite(m_path, u"another run holds it"_s);
    return read().and_then([&](Ledger ledger) {
        for (const LedgerNews &item : news)
            ledger.add(item);
        return writePrivately(m_path, ledger.toJson());
    });
}

} // namespace Pinion
