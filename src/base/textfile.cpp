// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace Pinion {

namespace {

QString nameOf(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    return name.isEmpty() ? path : name;
}

tl::unexpected<Error> cannotOpen(const QString &path, const QString &reason)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorKind::NotFound, u"%1 does not exist."_s.arg(path),
            u"Check the spelling of the path."_s);
    if (info.isDir())
        return fail(ErrorKind::Io, u"%1 is a folder."_s.arg(path), u"Name a file inside it."_s);
    return fail(
        ErrorKind::Io, u"%1 cannot be read: %2."_s.arg(path, reason), u"Check its permissions."_s);
}

Result<void> cannotSave(const QString &path, const QString &reason)
{
    const QString folder = QFileInfo(path).path();
    const QString hint = QFileInfo::exists(folder)
        ? u"The file on disk is unchanged; free some space or save under another name."_s
        : u"There is no folder %1; create it first."_s.arg(folder);
    return fail(ErrorKind::Io, u"%1 could not be saved: %2."_s.arg(nameOf(path), reason), hint);
}

} // namespace

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    // A check reads hundreds of files, so questions about one are asked only when it does not open.
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return cannotOpen(path, file.errorString());
    if (file.size() > std::numeric_limits<qint32>::max())
        return fail(ErrorKind::Io, u"%1 is larger than 2 GiB."_s.arg(path),
            u"An app definition is a few kilobytes; is this the right file?"_s);
    QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorKind::Io, u"%1 cannot be read: %2."_s.arg(path, file.errorString()),
            u"Check the disk."_s);
    return bytes;
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    // QSaveFile replaces what the name points at, so a link must be followed first. A dangling link
    // has no canonical path and is written at the place it names.
    const QFileInfo info(path);
    const QString canonical = info.canonicalFilePath();
    QString target = path;
    if (info.isSymLink())
        target = canonical.isEmpty() ? info.symLinkTarget() : canonical;

    // Renaming over a device or a pipe would replace it, which nobody means.
    const QFileInfo targetInfo(target);
    if (targetInfo.exists() && !targetInfo.isFile())
        return cannotSave(path, u"it is not a regular file"_s);

    QSaveFile file(target);
    if (!file.open(QIODevice::WriteOnly))
        return cannotSave(path, file.errorString());
    if (file.write(bytes) != bytes.size())
        return cannotSave(path, file.errorString());
    if (!file.commit())
        return cannotSave(path, file.errorString());
    return {};
}

} // namespace Pinion
