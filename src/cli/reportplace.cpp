// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/reportplace.h"

#include "cli/console.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Pinion {

QString repositoryRoot(const QString &folder)
{
    QDir dir(folder);
    do {
        if (QFileInfo::exists(dir.filePath(u".git"_s)))
            return dir.absolutePath();
    } while (dir.cdUp());
    return QDir(folder).absolutePath();
}

QString repositoryPath(const QString &path, const QString &root)
{
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QString relative = QDir(root).relativeFilePath(absolute);
    const bool isOutside = relative == ".."_L1 || relative.startsWith("../"_L1);
    return isOutside ? absolute : relative;
}

TextPosition utf16Position(const FileReport &report, qsizetype offset)
{
    const TextPosition inBytes = report.lines.position(offset);
    const qsizetype start = report.lines.lineStart(inBytes.line);
    const QByteArrayView before = QByteArrayView(report.bytes()).sliced(start, inBytes.column - 1);
    return {inBytes.line, QString::fromUtf8(before).size() + 1};
}

QString Fingerprints::of(const Finding &finding, const QString &path)
{
    const QString name
        = QStringList{path, finding.rule, finding.app, finding.pointer.toString()}.join(u'\n');
    const int number = m_seen[name]++;
    const QString unique = number == 0 ? name : name + u'\n' + QString::number(number);
    return QString::fromLatin1(
        QCryptographicHash::hash(unique.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString findingName(const Finding &finding)
{
    QString name = finding.rule;
    const QString pointer = finding.pointer.toString();
    if (!pointer.isEmpty())
        name += u" at "_s + pointer;
    if (!finding.app.isEmpty())
        name += u" of "_s + finding.app;
    return printable(name);
}

} // namespace Pinion
