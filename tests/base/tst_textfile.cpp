// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/textfile.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Pinion;
using namespace Qt::StringLiterals;

class TestTextFile : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private slots:
    void everyByteSurvives()
    {
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes.append(char(i));
        QVERIFY(writeFile(path(u"bytes"_s), bytes));
        QCOMPARE(readFile(path(u"bytes"_s)).value(), bytes);
    }

    void missingFileIsNotFound()
    {
        const Result<QByteArray> result = readFile(path(u"nowhere.json"_s));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::NotFound);
        QVERIFY(result.error().message.contains(u"nowhere.json"_s));
    }

    void folderIsNoFile()
    {
        const Result<QByteArray> result = readFile(m_folder.path());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Io);
    }

    void modeIsKept()
    {
        const QString file = path(u"mode"_s);
        QVERIFY(writeFile(file, "a"));
        const auto mode = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup;
        QVERIFY(QFile::setPermissions(file, mode));
        const auto before = QFile::permissions(file);
        QVERIFY(writeFile(file, "b"));
        QCOMPARE(QFile::permissions(file), before);
    }

    void linkStaysALink()
    {
        const QString target = path(u"target"_s);
        const QString link = path(u"link"_s);
        QVERIFY(writeFile(target, "old"));
        QVERIFY(QFile::link(target, link));
        QVERIFY(writeFile(link, "new"));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(readFile(target).value(), "new");
    }

    void relativeAndDanglingLinksAreFollowed()
    {
        const QString link = path(u"dangling"_s);
        QVERIFY(QFile::link(u"made-later"_s, link));
        QVERIFY(writeFile(link, "new"));
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(readFile(path(u"made-later"_s)).value(), "new");
    }

    void failureLeavesTheOldContent()
    {
        // A folder in place of the file: also for root the one thing that cannot be replaced.
        const QString folder = path(u"folder"_s);
        QVERIFY(QDir().mkpath(folder + u"/inside"_s));
        const Result<void> result = writeFile(folder, "x");
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Io);
        QVERIFY(result.error().message.startsWith(u"folder could not be saved"_s));
        QVERIFY(QFileInfo::exists(folder + u"/inside"_s));
    }

    void devicesAreNotReplaced()
    {
        if (!QFileInfo::exists(u"/dev/null"_s))
            QSKIP("no device files here");
        const Result<void> result = writeFile(u"/dev/null"_s, "x");
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Io);
        QVERIFY(!QFileInfo(u"/dev/null"_s).isFile());
    }
};

QTEST_APPLESS_MAIN(TestTextFile)
#include "tst_textfile.moc"
